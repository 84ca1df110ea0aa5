package import LianxiCore
package import LianxiLedger

/// Says before a start whether every chain of the configured policy ends at somebody.
///
/// Works on a copy in memory; nothing is recorded.
package struct LoadCheck: Sendable {
    /// Chains that would end at nobody, in the order of the duties.
    package let findings: [PolicyFinding]
    /// Entries that told of departments, appointments and channels; 0 where there is no ledger.
    package let entries: UInt64
    /// The policy is not the one in force, so that a finding keeps a start from adopting it.
    package let isNew: Bool
    /// Departments whose own chains were looked at.
    package let departments: Int

    /// Replays the ledger, puts the configured calendar and rosters in their place, and looks 30 days ahead.
    ///
    /// - Parameters:
    ///   - configuration: What a start would adopt.
    ///   - storage: The ledger; `nil` where there is none, and the rosters alone say who is there.
    ///   - now: The first hour.
    /// - Throws: ``ServerError`` when the ledger is not whole or cannot be read.
    package init(
        of configuration: ServerConfiguration,
        storage: (any LedgerStorage)?,
        at now: Timestamp
    ) async throws(ServerError) {
        var docket = Docket()
        if let storage { docket = try await Recovery(storage: storage).replay { _, _ in }.docket }
        entries = docket.size
        isNew = docket.policy != configuration.policy
        var events: [Event] = []
        if docket.calendar != configuration.calendar {
            events.append(.calendarAdopted(configuration.calendar))
        }
        events += configuration.rosters.filter { docket.roster($0.id)?.roster != $0 }
            .map { .rosterAdopted($0) }
        for event in events {
            docket.apply(
                Recorded(
                    index: docket.size,
                    at: docket.lastAt ?? now,
                    hash: .emptyRoot,
                    cause: nil,
                    event: event
                )
            )
        }
        findings = docket.findings(of: configuration.policy, at: now)
        departments =
            docket.parties.count { $0.party.kind == .department && !$0.isRevoked }
    }
}
