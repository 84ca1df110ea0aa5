import Foundation
import LianxiCore
import LianxiLedger
import Testing

/// A process that is stopped for a while and goes on, as when a machine is suspended.
///
/// Three seconds with the other tests, in which the date moves by twenty days; `LIANXI_STOP=300` stops for five minutes,
/// and waits until the leaders hear of a dark unit too.
@Suite("Stopped for a while", .serialized, .ownThreads, .timeLimit(.minutes(60)))
struct StopDrillTests {
    private static let asked = ProcessInfo.processInfo.environment["LIANXI_STOP"].flatMap {
        Int($0)
    }
    private static let seconds = asked ?? 3
    /// There is patience to wait until the leaders hear too.
    static let isLong = asked != nil

    @Test(
        "A daemon stopped under load loses nothing confirmed; what fell due meanwhile fires once, marked late",
        .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
    )
    func daemon() async throws {
        let resumed = Timestamp.now.adding(milliseconds: 20 * 86_400_000)
        try await Drill.run { conference, answered in
            let clock = try SteppedClock(in: conference.folder)
            conference.stopDaemon()
            try await offPool { try conference.start(under: clock.launcher) }
            try await Drill.answers(20, more: answered)
            conference.daemon?.process.send(SIGSTOP)
            let stopped = answered()
            try clock.set(to: resumed)
            try await Task.sleep(for: .seconds(Self.seconds))
            #expect(answered() <= stopped + 1, "nothing answers meanwhile")
            conference.daemon?.process.send(SIGCONT)
            try await Drill.answers(20, more: answered)
        } afterwards: { entries in
            checkSteps(in: entries, after: resumed)
        }
    }

    @Test(
        "An agent stopped is seen dark, and goes on without a gap",
        .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
    )
    func agent() async throws {
        let drill = try await AgentDrill()
        try await drill.dispatch(2)
        try await drill.caughtUp()
        drill.conference.signalAgent("housing", SIGSTOP)
        let before = try await drill.kept()
        try await drill.dispatch(5)
        try drill.clock.step(seconds: 15 * 86_400)
        try await drill.seenDark(by: Self.isLong ? [.office, .leaders] : [.office])
        #expect(try await drill.kept() == before)
        drill.conference.signalAgent("housing", SIGCONT)
        try await drill.dispatch(1)
        try await drill.caughtUp()
        try await drill.end()
    }

    private func checkSteps(in entries: [Entry], after resumed: Timestamp) {
        var steps: Set<String> = []
        var late = 0
        for entry in entries {
            guard case .escalated(let it) = entry.event else { continue }
            let step = "\(it.clock) \(it.number) \(it.round) \(it.recipient) \(it.post)"
            #expect(steps.insert(step).inserted, "once: \(step)")
            #expect(it.due <= entry.at, "not before its moment")
            guard it.due < resumed.adding(milliseconds: -60_000) else { continue }
            #expect(it.isLate && entry.at >= resumed, "it fell due in the stop: \(step)")
            late += 1
        }
        #expect(late > 0, "something fell due in the stop")
    }
}
