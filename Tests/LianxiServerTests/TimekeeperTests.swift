import LianxiCore
import Synchronization
import Testing

@testable import LianxiServer

@Suite("The timekeeper waits for the moment that comes first")
struct TimekeeperTests {
    @Test("An alarm that moves later does not wake it; one that moves nearer does")
    func nearer() async {
        let waits = await waits(at: 0) { alarms, stage, clock in
            for later: Int64? in [200, nil, 100, 150] {
                alarms.set(Alarm(wake: later.map(moment)))
                stage.runAll()
            }
            #expect(clock.waits == [moment(100)])
            alarms.set(Alarm(wake: moment(50)))
        }
        #expect(waits.moments == [moment(100), moment(50)])
        #expect(waits.told == 0)
    }

    @Test("A moment that has come is told once until the docket has advanced, however alarms move")
    func told() async {
        let waits = await waits(at: 100) { alarms, stage, _ in
            for sooner: Int64 in [90, 80, 70] {
                alarms.set(Alarm(wake: moment(sooner)))
                stage.runAll()
            }
            alarms.set(Alarm(wake: moment(300), advances: 1))
        }
        #expect(waits.moments == [moment(100), moment(300)])
        #expect(waits.told == 1)
    }

    /// Which moments the timekeeper of a clock that stands waits for, and how often it tells that time has
    /// passed: with an alarm at 100, and others as `body` sets them.
    private func waits(
        at now: Int64,
        _ body: (Latest<Alarm>, Steps, ListeningClock) -> Void
    ) async -> (moments: [Timestamp], told: Int) {
        let stage = Steps()
        let clock = ListeningClock(at: moment(now))
        let alarms = Latest(Alarm(wake: moment(100)))
        let inbox = BoundedQueue<Submission>(bound: 8)
        let keeper = Timekeeper(alarms: alarms, inbox: inbox, clock: clock)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: stage) { await keeper.run() }
            stage.runAll()
            body(alarms, stage, clock)
            stage.runAll()
            let seen = (clock.waits, inbox.cost)
            group.cancelAll()
            stage.letGo()
            return seen
        }
    }

    private func moment(_ milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_780_000_000_000 + milliseconds)
    }
}

/// Runs what it is given when the test says so, all there is at once.
private final class Steps: TaskExecutor {
    private let state = Mutex((jobs: [UnownedJob](), isFree: false))

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFree = state.withLock { state in
            if !state.isFree { state.jobs.append(job) }
            return state.isFree
        }
        if isFree { run(job) }
    }

    func runAll() {
        while true {
            let jobs = state.withLock { state in
                defer { state.jobs = [] }
                return state.jobs
            }
            guard !jobs.isEmpty else { return }
            for job in jobs { run(job) }
        }
    }

    /// From now on all runs at once, where it comes up.
    func letGo() {
        state.withLock { $0.isFree = true }
        runAll()
    }

    private func run(_ job: UnownedJob) { job.runSynchronously(on: asUnownedTaskExecutor()) }
}

/// A clock that stands still and tells which moments it was asked to wait for.
private final class ListeningClock: ServerClock {
    private let moment: Timestamp
    private let asked = Mutex<[Timestamp]>([])

    init(at moment: Timestamp) { self.moment = moment }

    var waits: [Timestamp] { asked.withLock { $0 } }

    func now() -> Timestamp { moment }

    func sleep(until moment: Timestamp) async throws {
        asked.withLock { $0.append(moment) }
        if moment > self.moment { try await pause(milliseconds: 3_600_000) }
    }

    /// Until the task is cancelled.
    func pause(milliseconds: Int) async throws {
        await Latest(false).until { $0 }
        try Task.checkCancellation()
    }
}
