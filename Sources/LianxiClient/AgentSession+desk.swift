import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

extension AgentSession {
    /// Up to so many assignments are asked about one by one; more, by the list.
    private static let fewAssignments = 16

    /// Asks how assignments stand that something happened to.
    ///
    /// Once in a run about all that seem to be open, or to owe something: the run before may have ended before it
    /// asked, or the inbox is an older copy, and nothing else would come to tell.
    mutating func refresh() async throws {
        if !hasAskedAll {
            for kept in try await inbox.assignments(InboxFilter(limit: 100_000)) {
                if let details = try? kept.readDetails() {
                    let isOver = kept.state.isFinal && details.clocks.isEmpty
                    if !isOver { stale.insert(kept.id) }
                } else {
                    // Damaged: the feed's items, whose hashes are kept, make it anew.
                    try await readAgain(kept.matter)
                }
            }
            hasAskedAll = true
        }
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
    private mutating func refresh(_ id: AssignmentID) async throws {
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
    ///
    /// One that is kept, and was not read when it came, is known now.
    private mutating func take(_ rows: [(row: AssignmentRow, clocks: [ClockRow])]) async throws {
        var updates: [InboxAssignment] = []
        for (row, clocks) in rows {
            let id = row.assignment.id
            if let kept = try await inbox.assignment(id), kept.order != row.order {
                try await readAgain(kept.matter)
            }
            guard let kept = try await inbox.assignment(id), kept.order == row.order else {
                continue
            }
            var details = try kept.readDetails()
            details.version = row.version
            // A list has what the office owes, too; one matter's sheet has our own clocks alone.
            let own = clocks.filter {
                $0.state == .running && $0.owner == configuration.enrolment.party
            }
            details.clocks = own.map {
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
