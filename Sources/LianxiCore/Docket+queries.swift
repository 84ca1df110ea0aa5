/// Which assignments to list.
///
/// All conditions given must hold.
package struct AssignmentFilter: Hashable, Sendable {
    package var state: AssignmentState?
    package var department: PartyID?
    /// Only those with an overdue clock, or only those without.
    package var isOverdue: Bool?

    package init(
        state: AssignmentState? = nil,
        department: PartyID? = nil,
        isOverdue: Bool? = nil
    ) {
        self.state = state
        self.department = department
        self.isOverdue = isOverdue
    }
}

/// A clock as it is shown: its key, its record, and whether it is overdue at the moment asked about.
package struct ClockView: Hashable, Sendable {
    package let key: ClockKey
    package let record: ClockRecord
    package let isOverdue: Bool
    /// The gravest mark that steps gave it; it stays when the duty is done.
    package let card: Card?
}

/// An assignment as it is listed, with its running clocks.
package struct AssignmentSummary: Hashable, Sendable {
    package let record: AssignmentRecord
    package let facts: MatterFacts
    /// In the order they were started.
    package let runningClocks: [ClockView]
    /// Any running clock is overdue.
    package let isOverdue: Bool
}

/// A page of a list.
package struct AssignmentPage: Hashable, Sendable {
    /// In the order of dispatch.
    package let assignments: [AssignmentSummary]
    /// What to ask `after` for the next page; `nil` when this was the last.
    package let next: AssignmentID?
}

/// A matter as it is shown: everything the docket knows of it.
package struct MatterView: Hashable, Sendable {
    package let record: MatterRecord
    /// In the order of dispatch.
    package let assignments: [AssignmentRecord]
    /// Those of the matter first, then those of each assignment; settled and void ones too.
    package let clocks: [ClockView]
}

/// Counts for the daemon's status.
package struct DocketCounts: Hashable, Sendable {
    package let parties: Int
    package let matters: Int
    package let assignments: Int
    package let runningClocks: Int
    /// Running clocks that wait for the calendar of a year.
    package let provisionalClocks: Int
    /// Assignments no officer has acted on yet, by department; departments without are left out.
    package let unsigned: [PartyID: Int]
}

/// The order that an entry is, as one who answers it must know it.
package struct OrderView: Hashable, Sendable {
    package let assignment: AssignmentRecord
    /// It is the assignment's newest order; acts that name another are refused.
    package let isCurrent: Bool
}

extension Docket {
    // MARK: What the next entry needs

    /// Number of the newest item in the party's feed; 0 when it has none.
    package func feedHead(of party: PartyID) -> UInt64 { feedHeads[party] ?? 0 }

    /// What the next entry of the chain carries: its number, from 1, and the hash before it.
    package func chainLink(of chain: ChainID) -> (number: UInt64, previous: Digest32?) {
        switch chain {
        case .matter(let id):
            guard let record = matterRecords[id] else { return (1, nil) }
            return (UInt64(record.entries.count) + 1, record.chainHash)
        case .document(let id):
            guard let record = documentRecords[id] else { return (1, nil) }
            return (UInt64(record.entries.count) + 1, record.chainHash)
        }
    }

    // MARK: Single things

    package func party(_ id: PartyID) -> PartyRecord? { partyRecords[id] }
    package func matter(_ id: MatterID) -> MatterRecord? { matterRecords[id] }
    /// The matters a piece of which has this number, in the order of the ledger.
    package func matters(numbered number: String) -> [MatterID] { matterNumbers[number] ?? [] }
    /// The matters with this subject at this place, in the order of the ledger; walks over all.
    package func matters(about subject: String, at place: String) -> [MatterRecord] {
        matterRecords.values.filter { $0.facts.subject == subject && $0.facts.place == place }
            .sorted { $0.registration.index < $1.registration.index }
    }
    package func assignment(_ id: AssignmentID) -> AssignmentRecord? { assignmentRecords[id] }
    package func clock(_ key: ClockKey) -> ClockRecord? { clockRecords[key] }

    /// The order that the entry at `index` is; `nil` when that entry is no order.
    package func order(at index: UInt64) -> OrderView? {
        guard let id = orders[index], let record = assignmentRecords[id] else { return nil }
        return OrderView(assignment: record, isCurrent: record.order == index)
    }

    /// Number of the last act recorded for the key; 0 when there is none.
    package func lastSequence(of officer: OfficerID, in party: PartyID) -> UInt64 {
        UInt64(acts[KeyName(party: party, officer: officer)]?.count ?? 0)
    }

    /// All matters, in the order of their registration.
    package var matters: [MatterRecord] {
        matterRecords.values.sorted { $0.registration.index < $1.registration.index }
    }

    /// All parties, in the order of their names.
    package var parties: [PartyRecord] { partyRecords.values.sorted { $0.party.id < $1.party.id } }

    // MARK: Need to know

    /// The party may see the matter: it is the office, or it holds an assignment not returned.
    package func maySee(_ matter: MatterID, as party: PartyID) -> Bool {
        guard let kind = partyRecords[party]?.party.kind, let record = matterRecords[matter]
        else { return false }
        switch kind {
        case .office: return true
        case .leaders: return false
        case .department:
            return record.assignments.contains { id in
                guard let it = assignmentRecords[id] else { return false }
                return it.assignment.department == party && it.state != .returned
            }
        }
    }

    /// The dossier items of the matter that the party may open, in the order they were added.
    ///
    /// The office opens all; a department those of the pieces, the attachments and its own assignments.
    package func dossier(of matter: MatterID, visibleTo party: PartyID) -> [DossierReference] {
        guard maySee(matter, as: party), let record = matterRecords[matter] else { return [] }
        let isOffice = partyRecords[party]?.party.kind == .office
        let notes = record.assignments.compactMap { assignmentRecords[$0] }
            .filter { isOffice || $0.assignment.department == party }
            .flatMap(\.notes)
        let papers = record.attachments.map(\.listing)
        return record.pieces.flatMap(\.dossier) + papers + notes + (isOffice ? record.notes : [])
    }

    // MARK: Lists

    /// Lists assignments in the order of dispatch.
    ///
    /// - Parameters:
    ///   - filter: Which ones.
    ///   - after: The last of the page before; `nil` for the first page.
    ///   - limit: At most so many.
    ///   - now: The moment for which overdue is derived.
    /// - Returns: One page, and where the next begins.
    package func assignments(
        matching filter: AssignmentFilter = AssignmentFilter(),
        after: AssignmentID? = nil,
        limit: Int,
        at now: Timestamp
    ) -> AssignmentPage {
        let list =
            filter.department.map { partyRecords[$0]?.assignments ?? [] } ?? assignmentOrder
        var found: [AssignmentSummary] = []
        for id in list[firstPlace(in: list, after: after)...] {
            guard let summary = summary(of: id, at: now), filter.takes(summary) else { continue }
            if found.count == limit {
                return AssignmentPage(
                    assignments: found,
                    next: found.last?.record.assignment.id
                )
            }
            found.append(summary)
        }
        return AssignmentPage(assignments: found, next: nil)
    }

    /// The assignment as it is listed; `nil` when there is none such.
    package func summary(of id: AssignmentID, at now: Timestamp) -> AssignmentSummary? {
        guard let record = assignmentRecords[id],
            let matter = matterRecords[record.assignment.matter]
        else { return nil }
        let clocks = clockViews(of: record, at: now).filter(\.record.isRunning)
        return AssignmentSummary(
            record: record,
            facts: matter.facts,
            runningClocks: clocks,
            isOverdue: clocks.contains(where: \.isOverdue)
        )
    }

    /// The matter with all its assignments and clocks; `nil` when there is none such.
    package func view(of matter: MatterID, at now: Timestamp) -> MatterView? {
        guard let record = matterRecords[matter] else { return nil }
        let assignments = record.assignments.compactMap { assignmentRecords[$0] }
        let own = record.duties.compactMap { duty in
            clockView(ClockKey(matter: matter, assignment: nil, duty: duty), at: now)
        }
        return MatterView(
            record: record,
            assignments: assignments,
            clocks: own + assignments.flatMap { clockViews(of: $0, at: now) }
        )
    }

    /// Counts for the status; walks over the parties and the clocks that wait for a calendar.
    package var counts: DocketCounts {
        DocketCounts(
            parties: partyRecords.count,
            matters: matterRecords.count,
            assignments: assignmentOrder.count,
            runningClocks: runningClocks,
            provisionalClocks: incomplete.count {
                clockRecords[$0]?.start.dates.isProvisional ?? false
            },
            unsigned: partyRecords.compactMapValues { record in
                let count =
                    record.tally[.dispatched, default: 0]
                    + record.tally[.delivered, default: 0]
                return count == 0 ? nil : count
            }
        )
    }

    private func firstPlace(in list: [AssignmentID], after: AssignmentID?) -> Int {
        guard let after, let ordinal = assignmentRecords[after]?.ordinal else { return 0 }
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            let it = assignmentRecords[list[middle]]?.ordinal ?? 0
            if it <= ordinal { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func clockViews(of record: AssignmentRecord, at now: Timestamp) -> [ClockView] {
        record.duties.compactMap { clockView(record.key(of: $0), at: now) }
    }

    private func clockView(_ key: ClockKey, at now: Timestamp) -> ClockView? {
        clockRecords[key].map { record in
            ClockView(
                key: key,
                record: record,
                isOverdue: record.isOverdue(at: now),
                card: card(of: record)
            )
        }
    }

    /// The gravest mark the steps that fired gave the clock.
    private func card(of clock: ClockRecord) -> Card? {
        guard let policy = policies[clock.start.policy]?.value else { return nil }
        let duty = clock.start.duty
        let cards = clock.fired.compactMap { number in
            policy.step(ScheduledStep(number: number, at: clock.start.start).step, of: duty)?.card
        }
        return cards.contains(.red) ? .red : cards.first
    }
}

extension AssignmentFilter {
    fileprivate func takes(_ summary: AssignmentSummary) -> Bool {
        (state == nil || state == summary.record.state)
            && (department == nil || department == summary.record.assignment.department)
            && (isOverdue == nil || isOverdue == summary.isOverdue)
    }
}

extension AssignmentRecord {
    /// The key of this assignment's clock for the duty.
    package func key(of duty: DutyID) -> ClockKey {
        ClockKey(matter: assignment.matter, assignment: assignment.id, duty: duty)
    }
}
