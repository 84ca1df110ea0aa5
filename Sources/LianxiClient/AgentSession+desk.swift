import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

extension AgentSession {
    /// Up to so many assignments are asked about one by one; more, by the list.
    private static let fewAssignments = 16
    /// So many are read from the inbox at a time.
    private static let page = 500

    /// Asks how assignments stand that something happened to; once in a run, how all that are open do.
    mutating func refresh() async throws {
        if !hasLookedForOpen { try await lookForOpen() }
        guard !stale.isEmpty else { return }
        let asked = stale
        if asked.count <= Self.fewAssignments {
            for id in asked.sorted() { try await refresh(id) }
        } else {
            try await take(try await desk.allAssignments().map { ($0.row, $0.clocks) })
        }
        stale.subtract(asked)
    }

    /// What seems to be open, or to owe something, is to be asked about.
    ///
    /// The run before may have ended before it asked, or the inbox is an older copy, and nothing else would come to
    /// tell.
    private mutating func lookForOpen() async throws {
        var filter = InboxFilter(limit: Self.page)
        while true {
            let page = try await inbox.assignments(filter)
            guard let last = page.last else { break }
            for kept in page {
                // Damaged details are made anew, by the feed's items, whose hashes are kept.
                guard let details = try? kept.readDetails() else {
                    try await readAgain(kept.matter)
                    continue
                }
                if !kept.state.isFinal || !details.clocks.isEmpty { stale.insert(kept.id) }
            }
            // One item changes one assignment.
            filter.changedAfter = last.changedBy
        }
        hasLookedForOpen = true
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
            guard var kept = try await inbox.assignment(row.assignment.id) else { continue }
            if kept.order != row.order {
                try await readAgain(kept.matter)
                kept = try await inbox.assignment(kept.id) ?? kept
            }
            guard kept.order == row.order else { continue }
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
            let told = kept.with(state: row.state, details: details)
            if told != kept { updates.append(told) }
        }
        try await inbox.update(updates)
    }
}
