import LianxiCore
import Testing

@testable import LianxiServer

@Suite("The timekeeper waits for the moment that comes first")
struct TimekeeperTests {
    @Test("An alarm that moves later does not wake it; one that moves nearer does")
    func nearer() async {
        let clock = ListeningClock(at: moment(0))
        let alarms = Latest(Alarm(wake: moment(100)))
        let inbox = BoundedQueue<Submission>(bound: 8)
        let keeper = Timekeeper(alarms: alarms, inbox: inbox, clock: clock)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await keeper.run() }
            var waits = clock.waits.makeAsyncIterator()
            #expect(await waits.next() == moment(100))
            alarms.set(Alarm(wake: moment(200)))
            alarms.set(Alarm(wake: nil))
            alarms.set(Alarm(wake: moment(50)))
            #expect(await waits.next() == moment(50))
            group.cancelAll()
        }
        #expect(inbox.cost == 0)
    }

    @Test("A moment that has come is told once until the docket has advanced, however alarms move")
    func told() async {
        let clock = ListeningClock(at: moment(100))
        let alarms = Latest(Alarm(wake: moment(100)))
        let inbox = BoundedQueue<Submission>(bound: 8)
        let keeper = Timekeeper(alarms: alarms, inbox: inbox, clock: clock)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await keeper.run() }
            #expect(await inbox.take(upTo: 8)?.count == 1)
            alarms.set(Alarm(wake: moment(90)))
            alarms.set(Alarm(wake: moment(80)))
            alarms.set(Alarm(wake: moment(300), advances: 1))
            var waits = clock.waits.makeAsyncIterator()
            #expect(await waits.next() == moment(100))
            #expect(await waits.next() == moment(300))
            group.cancelAll()
        }
        #expect(inbox.cost == 0)
    }

    private func moment(_ milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_780_000_000_000 + milliseconds)
    }
}

/// A clock that stands still and tells which moments it was asked to wait for.
private struct ListeningClock: ServerClock {
    let waits: AsyncStream<Timestamp>
    private let moment: Timestamp
    private let asked: AsyncStream<Timestamp>.Continuation

    init(at moment: Timestamp) {
        self.moment = moment
        (waits, asked) = AsyncStream.makeStream()
    }

    func now() -> Timestamp { moment }

    func sleep(until moment: Timestamp) async throws {
        asked.yield(moment)
        if moment > self.moment { try await pause(milliseconds: 3_600_000) }
    }

    /// Until the task is cancelled.
    func pause(milliseconds: Int) async throws {
        await Latest(false).until { $0 }
        try Task.checkCancellation()
    }
}
