import Foundation
import Testing

/// `kill -9` of the real daemon under load, again and again: nothing confirmed is lost or doubled.
///
/// Twenty kills with the other tests; `LIANXI_KILLS=1000` for the long form.
@Suite("Killed under load", .serialized, .ownThreads, .timeLimit(.minutes(240)))
struct KillDrillTests {
    private static let kills =
        ProcessInfo.processInfo.environment["LIANXI_KILLS"].flatMap { Int($0) } ?? 20

    @Test("Every confirmed act is there once, feeds have no gap, agents lose nothing")
    func kills() async throws {
        let dispatched = try await Drill.run { conference, answered in
            for _ in 0..<Self.kills {
                try await Drill.answers(.random(in: 3...12), more: answered)
                conference.killDaemon()
                // A ledger that has grown for hours takes longer to replay.
                try await offPool { try conference.start(within: 300) }
            }
        }
        print("kills: \(Self.kills), dispatched: \(dispatched)")
    }
}
