// Organisational change (分立、合并、撤销), art. 24(2): matters are bound to the successor, and keep their dates.

extension Docket {
    func reorganise(
        _ it: Reorganised,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard let from = partyRecords[it.from], from.party.kind == .department, it.to != it.from
        else { throw .unknownParty }
        if let known = from.change {
            // Of what its successor may not take over, each matter may go to another.
            guard known.to == nil || !it.isWhole, it.to != nil else { throw .wrongState }
        }
        guard it.matters.count <= Reorganised.mostMatters,
            Set(it.matters).count == it.matters.count, it.isWhole || it.to != nil
        else { throw .malformed }
        for matter in it.matters where matterRecords[matter] == nil { throw .unknownMatter }
        if let to = it.to {
            guard let successor = partyRecords[to], successor.party.kind == .department,
                successor.change == nil
            else { throw .unknownParty }
            guard !successor.isRevoked else { throw .partyRevoked }
        }
        guard StepDetails.isLabel(it.document) else { throw .detailWrong }
        return .record([.reorganised(it)])
    }

    /// What organisational changes whose day has come still ask for: at most so many assignments' worth.
    ///
    /// The former unit is released; the successor is handed the order, with what is due in its next ten
    /// working days. Where nobody is named, the office owes a nominee. Tasks of the conference and documents
    /// follow, as soon as a successor is named.
    func moves(at now: Timestamp) -> [Event] {
        let today = now.civilDate
        guard
            let change = pendingChanges.first(where: { $0.on <= today && isOpen($0) }),
            let rules = try? rulebook()
        else { return [] }
        var events: [Event] = []
        for record in toMove(by: change) {
            let move = moving(record, by: change, rules, now)
            guard events.count + move.count <= Self.escalationLimit else { break }
            events += move
        }
        for task in tasksToMove(by: change) {
            let move = moving(task, by: change)
            guard events.count + move.count <= Self.escalationLimit else { break }
            events += move
        }
        for document in documentsToMove(by: change) {
            let move = moving(document, by: change, rules.ruleSet.id)
            guard events.count + move.count <= Self.escalationLimit else { break }
            events += move
        }
        return once(events)
    }

    /// The moment the next change takes effect, or took it and is not carried out to its end.
    func nextMove(at now: Timestamp) -> Timestamp? {
        pendingChanges.first { $0.on > now.civilDate || isOpen($0) }
            .map { Timestamp($0.on) }
    }

    /// Forgets changes that have come and left nothing to move.
    mutating func tidyChanges(at now: Timestamp) {
        guard !pendingChanges.isEmpty else { return }
        let done = pendingChanges.filter { $0.on <= now.civilDate && !isOpen($0) }
        pendingChanges.removeAll { done.contains($0) }
    }

    /// Something of the former unit's has not gone over.
    private func isOpen(_ change: Reorganised) -> Bool {
        !toMove(by: change).isEmpty || !tasksToMove(by: change).isEmpty
            || !documentsToMove(by: change).isEmpty
    }

    /// What the successor may not see stays where it is, until another is named for it; what is archived stays for good.
    private func toMove(by change: Reorganised) -> [AssignmentRecord] {
        (partyRecords[change.from]?.assignments ?? []).compactMap { assignmentRecords[$0] }
            .filter { !$0.state.isFinal && (change.to != nil || !$0.isOwnerless) }
            .filter { record in
                let matter = record.assignment.matter
                return (change.isWhole || change.matters.contains(matter))
                    && matterRecords[matter]?.stage != .archived
                    && change.to.map { mayTakeOver($0, matter) } ?? true
            }
    }

    /// What is sealed goes to nobody but the organ that handles reports, and to nobody it excludes.
    ///
    /// Art. 30(3).
    func mayTakeOver(_ party: PartyID, _ id: MatterID) -> Bool {
        guard let matter = matterRecords[id], !matter.reception.excluded.contains(party)
        else { return false }
        return !matter.isSealed || partyRecords[party]?.party.handlesReports == true
    }

    private func moving(
        _ record: AssignmentRecord,
        by change: Reorganised,
        _ rules: Rulebook,
        _ now: Timestamp
    ) -> [Event] {
        let assignment = record.assignment
        let details = StepDetails(on: change.on, party: change.to)
        func step(_ kind: StepKind) -> Step {
            Step(kind, of: assignment.matter, assignment: assignment.id, details)
        }
        let nominee =
            change.to == nil ? rules.clock(.nominee, owner: .office, start: now) : nil
        let release =
            record.isOwnerless ? [] : [stepped(step(.release), on: record, starts: [nominee])]
        guard let successor = change.to else { return release }
        let rebind = stepped(
            step(.rebind),
            on: record,
            settles: [.nominee],
            version: record.version + 1,
            handed: handed(record, to: successor)
        )
        return release + [rebind] + urgings(of: record, to: successor, rules, at: now)
    }

    private func handed(_ record: AssignmentRecord, to successor: PartyID) -> Handed? {
        guard let matter = matterRecords[record.assignment.matter] else { return nil }
        var assignment = record.assignment
        assignment.department = successor
        let clocks = record.duties.compactMap { duty -> ClockStart? in
            guard let clock = clockRecords[record.key(of: duty)], clock.isRunning,
                clock.start.owner == record.assignment.department
            else { return nil }
            return clock.start.owned(by: successor)
        }
        return Handed(assignment: assignment, facts: matter.facts, clocks: clocks)
    }
}

extension AssignmentRecord {
    /// Its unit was released of it, and nobody has taken it on yet.
    package var isOwnerless: Bool {
        formerUnits.last?.department == assignment.department && !state.isFinal
    }
}
