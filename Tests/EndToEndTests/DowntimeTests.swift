import Foundation
import LianxiCore
import LianxiLedger
import LianxiZeroMQ
import Testing

/// What falls due while the daemon is down.
@Suite("Downtime", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct DowntimeTests {
    @Test("Steps due while it was down fire once, late, and not again after a kill")
    func lateOnce() async throws {
        let conference = try Conference()
        try conference.initialise(["--demo-clock", "2026-09-28/1"])
        try await offPool { try conference.start(["--demo-clock", "2026-09-28/1"]) }
        let office = try await DrillOffice(conference)
        let silent = try #require(PartyID("silent"))
        _ = try await DrillDepartment(silent, in: conference, office: office)
        let received = try #require(CivilDate("2026-09-25"))
        _ = try await office.dispatch(1, to: silent, received: Timestamp(received, hour: 9))
        conference.killDaemon()

        let clock = ["--demo-clock", "2026-10-15/1"]
        try await offPool { try conference.start(clock) }
        let fired = try await escalations(office, after: 2, to: silent)
        let first = try #require(fired.first)
        #expect(fired.filter { !$0.isLate }.isEmpty)
        let steps = fired.map { "\($0.clock.duty) \($0.number) \($0.recipient) \($0.post)" }
        #expect(Set(steps).count == steps.count, "each step once for each target: \(steps)")

        conference.killDaemon()
        try await offPool { try conference.start(clock) }
        let again = try await escalations(office, after: 3, to: silent)
        #expect(again.filter { $0.clock.matter == first.clock.matter } == fired)
        await office.transport.close()
    }

    /// The escalations recorded before a further dispatch, which comes after whatever the start fires.
    private func escalations(
        _ office: DrillOffice,
        after number: Int,
        to department: PartyID
    ) async throws -> [Escalated] {
        let received = try #require(CivilDate("2026-10-14"))
        let later = try await office.dispatch(
            number,
            to: department,
            received: Timestamp(received, hour: 9)
        )
        let entries = try await office.ledger().prefix(Int(later.entry))
        return try entries.compactMap { bytes in
            if case .escalated(let it) = try EntryCodec.decode(bytes).event { it } else { nil }
        }
    }
}
