import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

extension AgentSession {
    /// Up to so many assignments are asked about one by one; more, by the list.
    private static let fewAssignments = 16

    /// Asks how assignments stand that something happened to.
    mutating func refresh() async throws {
        guard !stale.isEmpty else { return }
        let asked = stale
        if asked.count <= Self.fewAssignments {
            for id in asked.sorted() { try await refresh(id) }
        } else {
            for row in try await desk.allAssignments() { try await take([(row.row, row.clocks)]) }
        }
        stale.subtract(asked)
    }

    /// Asks about one; a refusal leaves it as it is kept, for nothing else hangs on it.
    ///
    /// The log has the order's place in the ledger alone: the matter may be a sealed one.
    private func refresh(_ id: AssignmentID) async throws {
        guard let kept = try await inbox.assignment(id) else { return }
        do {
            let shown = try await desk.ask(ShowRequest(matter: kept.matter))
            for row in shown.assignments {
                let clocks = shown.clocks.filter { $0.assignment == row.assignment.id }
                try await take([(row, clocks)])
            }
        } catch DeskError.refused(let refusal) where !refusal.isPassing {
            surroundings.log.warning(
                "the desk does not show a matter of ours",
                metadata: ["order": "entry \(kept.order)", "reason": "\(refusal)"]
            )
        }
    }

    /// Keeps what the desk told, where it speaks of the order we know.
    private func take(_ rows: [(row: AssignmentRow, clocks: [ClockRow])]) async throws {
        var updates: [InboxAssignment] = []
        for (row, clocks) in rows {
            guard let kept = try await inbox.assignment(row.assignment.id), kept.order == row.order
            else { continue }
            var details = try kept.readDetails()
            details.version = row.version
            details.clocks = clocks.filter { $0.state == .running }.map {
                AssignmentDetails.Clock(
                    duty: $0.duty,
                    owner: $0.owner,
                    start: $0.start,
                    legal: $0.dates.legal,
                    target: $0.dates.target
                )
            }.sorted { $0.duty < $1.duty }
            updates.append(kept.with(state: row.state, details: details))
        }
        try await inbox.update(updates)
    }
}
