import Foundation
import LianxiCore
import Testing

/// The wire between the daemon and a department's agent goes bad.
@Suite(
    "A bad network",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10)),
    .enabled(if: SplitNetwork.isPossible, Comment(rawValue: SplitNetwork.missing)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct NetworkDrillTests {
    @Test(
        "Lossy, cut and healed: the agent notices, it is told of, nothing is missing or doubled"
    )
    func badWire() async throws {
        let network = try SplitNetwork()
        let drill = try await AgentDrill(at: network.address, agentUnder: network.launcher)
        try await drill.dispatch(3)
        try await drill.caughtUp()

        try network.lose(0.25)
        try await drill.dispatch(10)
        try await drill.caughtUp()

        try network.cut()
        let before = try await drill.kept()
        try await drill.dispatch(5)
        try drill.clock.step(seconds: 15 * 86_400)
        try await drill.agentSays("the daemon is not heard")
        #expect(try await drill.kept() == before)
        try await drill.seenDark(by: StopDrillTests.isLong ? [.office, .leaders] : [.office])

        try network.heal()
        try await drill.dispatch(1)
        try await drill.caughtUp()
        try await drill.end()
    }
}
