// Leaders' cases (包案) and visits. Art. 18(2).

extension Docket {
    /// Says what a step on a leader's case leads to; by the office or the leaders.
    func lead(
        _ step: CaseStep,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        let asker = try requireOfficeOrLeaders(cause)
        switch step.mistake {
        case nil: break
        case "says.note" where step.says.notes.isEmpty: throw .reasonMissing
        default: throw .detailWrong
        }
        // Only a milestone's day lies ahead.
        if step.kind != .milestone, let on = step.says.on, on > now.civilDate { throw .dateWrong }
        if step.kind == .take {
            guard caseRecords[step.id] == nil else { throw .assignmentExists }
            guard step.visit.map({ visitRecords[$0] != nil }) ?? true
            else { throw .unknownVisit }
            try checkKnown(step.matters, to: asker)
            return .record([try led(step, step.matters)])
        }
        guard let known = caseRecords[step.id], mayRead(known.matters, as: asker)
        else { throw .unknownCase }
        guard known.result == nil else { throw .wrongState }
        // Of what became sealed to its leader since, he hears no more: it is passed on, or closed without a word.
        let hears = mayRead(known.matters, as: known.party)
        guard hears || [.pass, .close].contains(step.kind) else { throw .informantRoute }
        var step = step
        switch step.kind {
        case .milestone:
            guard step.number == nil else { throw .detailWrong }
            guard known.milestones.count < CaseStep.most else { throw .tooMany }
            guard let on = step.says.on, on >= known.on else { throw .dateWrong }
            step.number = known.milestones.count + 1
        case .reach:
            let place = (step.number ?? 0) - 1
            guard known.milestones.indices.contains(place) else { throw .detailWrong }
            guard known.milestones[place].reached == nil else { throw .wrongState }
        case .pass: return .record([try led(step, known.matters)])
        default: break
        }
        try checkGroup(step.group, known.matters)
        return .record([.led(Led(step: step, recipient: hears ? known.party : .office))])
    }

    /// The leader is one of the leaders, or of a unit; of a sealed matter only who may see it has it.
    private func led(
        _ step: CaseStep,
        _ matters: [MatterID]
    ) throws(Refusal) -> Event {
        guard let party = step.says.party, let record = partyRecords[party],
            record.party.kind != .office
        else { throw .unknownParty }
        guard !record.isRevoked else { throw .partyRevoked }
        try checkSight(of: matters, by: [party])
        try checkGroup(step.group, matters)
        return .led(Led(step: step, recipient: party))
    }

    private func checkGroup(
        _ group: [PartyID],
        _ matters: [MatterID]
    ) throws(Refusal) {
        for party in group where partyRecords[party] == nil { throw .unknownParty }
        try checkSight(of: matters, by: group)
    }

    private func checkSight(
        of matters: [MatterID],
        by parties: [PartyID]
    ) throws(Refusal) {
        for matter in matters {
            guard matterRecords[matter] != nil else { throw .unknownMatter }
            guard !isSealed(matter) || parties.allSatisfy({ maySee(matter, as: $0) })
            else { throw .informantRoute }
        }
    }

    /// A matter sealed to whoever asks is answered like one that never was.
    private func checkKnown(_ matters: [MatterID], to asker: PartyID) throws(Refusal) {
        guard mayRead(matters, as: asker) else { throw .unknownMatter }
    }

    private func requireOfficeOrLeaders(_ cause: Cause?) throws(Refusal) -> PartyID {
        guard let cause else { throw .notPermitted }
        let party = try asker(cause)
        guard party.kind == .office || party.kind == .leaders else { throw .notPermitted }
        return party.id
    }

    /// Says whether none of the matters is sealed to the party; to the office none is.
    package func mayRead(_ matters: [MatterID], as party: PartyID) -> Bool {
        partyRecords[party]?.party.kind == .office
            || matters.allSatisfy { !isSealed($0) || maySee($0, as: party) }
    }

    /// Says what a leader's visit leads to.
    func visit(
        _ it: Visited,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        let asker = try requireOfficeOrLeaders(cause)
        guard visitRecords[it.visit] == nil else { throw .assignmentExists }
        guard StepDetails.isLabel(it.person), StepDetails.isLabel(it.place),
            CaseStep.isList(it.matters)
        else { throw .detailWrong }
        guard it.on <= now.civilDate else { throw .dateWrong }
        guard let party = partyRecords[it.party], party.party.kind != .office
        else { throw .unknownParty }
        try checkKnown(it.matters, to: asker)
        try checkSight(of: it.matters, by: [it.party])
        return .record([.visited(it)])
    }

    // MARK: What they leave behind

    mutating func lead(_ it: Led, by mark: Mark) {
        let step = it.step
        let id = step.id
        if step.kind == .take {
            precondition(caseRecords[id] == nil, "case \(id) is taken on twice")
            caseOrder.append(id)
            caseRecords[id] = LeaderCase(
                id: id,
                person: step.says.person ?? "",
                party: it.recipient,
                matters: step.matters,
                group: step.group,
                visit: step.visit,
                on: step.says.on ?? mark.at.civilDate,
                mark: mark,
                notes: step.says.notes
            )
            return
        }
        precondition(caseRecords[id] != nil, "case \(id) was never taken on")
        caseRecords[id]?.notes += step.says.notes
        let day = step.says.on ?? mark.at.civilDate
        switch step.kind {
        case .take, .progress: break
        case .plan: if !step.group.isEmpty { caseRecords[id]?.group = step.group }
        case .milestone:
            caseRecords[id]?.milestones.append(
                LeaderCase.Milestone(due: day, text: step.says.notes.first?.commitment)
            )
        case .reach: caseRecords[id]?.milestones[(step.number ?? 1) - 1].reached = day
        case .pass: pass(step, to: it.recipient, by: mark)
        case .close:
            caseRecords[id]?.result = step.says.word.flatMap(CaseResult.init)
            caseRecords[id]?.closed = day
        }
    }

    private mutating func pass(_ step: CaseStep, to party: PartyID, by mark: Mark) {
        guard let known = caseRecords[step.id] else { return }
        caseRecords[step.id]?.formers.append(
            LeaderCase.Former(person: known.person, party: known.party, mark: mark)
        )
        caseRecords[step.id]?.person = step.says.person ?? ""
        caseRecords[step.id]?.party = party
    }

    mutating func visit(_ it: Visited) {
        visitOrder.append(it.visit)
        visitRecords[it.visit] = it
    }

    /// All visits, in the order they were recorded.
    package var visits: [Visited] { visitOrder.compactMap { visitRecords[$0] } }
    package func visit(_ id: VisitID) -> Visited? { visitRecords[id] }
}
