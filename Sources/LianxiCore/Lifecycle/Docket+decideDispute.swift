// Who accepts a matter that concerns several units: they agree, their common superior decides, or the
// joint conference coordinates. Art. 24(1).

extension Docket {
    func dispute(_ it: StepCase) throws(Refusal) -> [Event] {
        switch it.kind {
        case .openDispute: return try open(it)
        case .referDispute:
            guard it.matter.isDisputed else { throw .wrongState }
            let toConference = it.details.word == "conference"
            let next: DutyID = toConference ? .disputeConference : .disputeSuperior
            guard !runs(next, of: it), toConference || !runs(.disputeConference, of: it)
            else { throw .wrongState }
            return [
                stepped(
                    it,
                    starts: [it.rules.clock(next, owner: .office, start: it.at)],
                    settles: [.disputeAgreement, .disputeSuperior]
                )
            ]
        default: return try decideDispute(it)
        }
    }

    /// The office need not decide an objection while the units disagree.
    private func open(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let record = it.assignment, !record.state.isOver else { throw .assignmentClosed }
        guard it.details.word == "all-claim" || record.state == .objected else { throw .wrongState }
        let agreement =
            it.matter.isDisputed
            ? nil : it.rules.clock(.disputeAgreement, owner: .office, start: it.at)
        return [stepped(it, starts: [agreement], voids: [.objectionDecision])]
    }

    /// Whoever is named leads, with the dates it had; objections of the others are upheld.
    ///
    /// Where the unit named holds nothing, the office owes the dispatch to it.
    private func decideDispute(_ it: StepCase) throws(Refusal) -> [Event] {
        guard it.matter.isDisputed else { throw .wrongState }
        guard let lead = it.details.party, let party = partyRecords[lead],
            party.party.kind == .department
        else { throw .unknownParty }
        guard !party.isRevoked else { throw .partyRevoked }
        guard !it.matter.reception.excluded.contains(lead) else { throw .informantRoute }
        let open = open(of: it.matter)
        // Of two that units brought with them which became one, the one that leads.
        let own = open.filter { $0.assignment.department == lead }
        let named = own.first { $0.assignment.role == .lead } ?? own.first
        let others = open.filter { $0.assignment.department != lead && $0.state == .objected }
        if let leading = open.first(where: { $0.assignment.role == .lead }),
            leading.assignment.department != lead, leading.state != .objected
        {
            throw .leadTwice
        }
        let isOwed = named == nil && !runs(.redispatch, of: it)
        var events = [
            stepped(
                it,
                on: named,
                starts: [isOwed ? it.rules.clock(.redispatch, owner: .office, start: it.at) : nil]
                    + (named.map { clocksOfNewLead($0, it) } ?? []),
                settles: [.disputeAgreement, .disputeSuperior, .disputeConference]
                    // Who has it leads from now on: nobody is to be looked for any more.
                    + (named == nil ? [] : [.redispatch])
            )
        ]
        for record in others { events.append(answer(to: record, isUpheld: true)) }
        if let named, named.state == .objected {
            events.append(answer(to: named, isUpheld: false))
        }
        return events
    }

    /// An assistant that is to lead owes what a lead does: from its own receipt, or its acceptance.
    private func clocksOfNewLead(_ record: AssignmentRecord, _ it: StepCase) -> [ClockStart?] {
        guard record.assignment.role == .assisting else { return [] }
        func clock(_ duty: DutyID, from mark: Mark?) -> ClockStart? {
            guard let mark, !isRunning(record.key(of: duty)) else { return nil }
            return it.rules.clock(duty, owner: record.assignment.department, start: mark.at)
        }
        switch record.state {
        case .delivered, .signed, .objected:
            return dutiesOfLead(in: it.id).map { clock($0, from: record.receipt) }
        case .accepted where it.matter.facts.matterClass == .claim6:
            return [clock(.conclusion, from: record.acceptance)]
        default: return []
        }
    }

    private func answer(to record: AssignmentRecord, isUpheld: Bool) -> Event {
        let ends = isUpheld ? record.duties : [.objectionDecision]
        return .objectionDecided(
            ObjectionDecided(
                assignment: record.assignment.id,
                matter: record.assignment.matter,
                department: record.assignment.department,
                version: record.version + 1,
                isUpheld: isUpheld,
                note: nil,
                clocks: [],
                settles: running(ends, of: record)
            )
        )
    }

    /// The moment the department first had the matter, where a dispute named it after it had been
    /// returned: a later change of hands never restarts its dates.
    func originalReceipt(of assignment: Assignment) -> Timestamp? {
        guard let matter = matterRecords[assignment.matter],
            matter.namedLead == assignment.department
        else { return nil }
        return matter.assignments.lazy.compactMap { assignmentRecords[$0] }
            .first {
                $0.assignment.department == assignment.department
                    && $0.assignment.id != assignment.id && $0.receipt != nil
            }?.receipt?.at
    }
}
