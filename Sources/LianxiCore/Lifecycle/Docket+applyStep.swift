// What the steps of the office leave behind, and acts that are more than a change of state.

extension Docket {
    mutating func step(_ it: Stepped, _ hash: Digest32, by mark: Mark) {
        let step = it.step
        let matter = step.matter
        let department = unit(of: step)
        matterRecords[matter]?.steps.append(
            TakenStep(
                name: .step(step.kind),
                assignment: step.assignment,
                department: department,
                mark: mark,
                details: step.details,
                isLate: it.isLate
            )
        )
        change(step)
        wait(by: step, mark)
        if let id = step.assignment {
            if step.kind.isOrder || step.kind == .release { orders[mark.index] = id }
            changeAssignment(id, it, hash, by: mark)
            if step.kind.concernsAssignment {
                assignmentRecords[id]?.notes += step.details.notes
            }
        }
        if !step.kind.concernsAssignment { matterRecords[matter]?.notes += step.details.notes }
        settle(it.settles, of: matter, step.assignment, by: mark)
        settle(it.voids, of: matter, step.assignment, by: mark, voids: Set(it.voids))
        start(it.clocks, of: matter, step.assignment, by: mark)
    }

    /// Who has the step's assignment when it is taken; of one that hands it on, who takes it over.
    private func unit(of step: Step) -> PartyID? {
        guard let id = step.assignment else { return nil }
        let successor = step.kind == .rebind ? step.details.party : nil
        return successor ?? assignmentRecords[id]?.assignment.department
    }

    /// What the step makes of the matter as a whole.
    private mutating func change(_ step: Step) {
        let matter = step.matter
        switch step.kind {
        case .flagUrgent: matterRecords[matter]?.facts.isUrgent = true
        case .reclassify:
            if let word = step.details.word.flatMap(MatterClass.init) {
                matterRecords[matter]?.facts.matterClass = word
            }
        case .standAside:
            if let person = step.details.person.flatMap({ OfficerID($0) }) {
                matterRecords[matter]?.recused.append(person)
            }
        case .dispose: matterRecords[matter]?.stage = .disposed
        case .merge: matterRecords[matter]?.stage = .merged
        case .withdraw: matterRecords[matter]?.stage = .withdrawn
        case .end: matterRecords[matter]?.stage = .ended
        case .archive: matterRecords[matter]?.stage = .archived
        case .lapse: matterRecords[matter]?.stage = .final
        case .admitReview, .requestReview: matterRecords[matter]?.stage = .open
        case .decideReview:
            let isLast = matterRecords[matter]?.reviews.last?.level == .rereview
            if isLast, step.details.word != "quashed" { matterRecords[matter]?.stage = .final }
        default: break
        }
    }

    /// What the step makes of its assignment.
    private mutating func changeAssignment(
        _ id: AssignmentID,
        _ it: Stepped,
        _ hash: Digest32,
        by mark: Mark
    ) {
        if it.step.kind.isOrder {
            assignmentRecords[id]?.order = mark.index
            assignmentRecords[id]?.orderHash = hash
        }
        if let version = it.version { assignmentRecords[id]?.version = version }
        switch it.step.kind {
        case .rework, .handleAgain:
            let isLead = assignmentRecords[id]?.assignment.role == .lead
            move(id, to: isLead ? .accepted : .signed)
        case .decideDispute: assignmentRecords[id]?.assignment.role = .lead
        case .discharge: move(id, to: .withdrawn)
        case .release:
            guard let record = assignmentRecords[id] else { break }
            assignmentRecords[id]?.formerUnits.append(
                FormerUnit(
                    department: record.assignment.department,
                    release: mark.index,
                    releaseHash: hash,
                    recused: record.recused
                )
            )
        case .rebind: rebind(id, to: it.step.details.party)
        default: break
        }
    }

    /// The assignment and what is owed on it go over; no date changes.
    private mutating func rebind(_ id: AssignmentID, to successor: PartyID?) {
        guard let successor, let record = assignmentRecords[id] else { return }
        let former = record.assignment.department
        partyRecords[former]?.tally[record.state, default: 0] -= 1
        partyRecords[former]?.assignments.removeAll { $0 == id }
        partyRecords[successor]?.tally[record.state, default: 0] += 1
        partyRecords[successor]?.assignments.append(id)
        partyRecords[successor]?.assignments.sort {
            (assignmentRecords[$0]?.ordinal ?? 0) < (assignmentRecords[$1]?.ordinal ?? 0)
        }
        assignmentRecords[id]?.assignment.department = successor
        assignmentRecords[id]?.recused =
            record.formerUnits.last { $0.department == successor }?.recused ?? []
        for duty in record.duties {
            let key = record.key(of: duty)
            guard let clock = clockRecords[key], clock.isRunning, clock.start.owner == former
            else { continue }
            clockRecords[key]?.start = clock.start.owned(by: successor)
        }
    }

    mutating func reorganise(_ it: Reorganised) {
        if it.isWhole {
            partyRecords[it.from]?.change = it
            pendingChanges.removeAll { $0.from == it.from && $0.isWhole }
        }
        let place = pendingChanges.firstIndex { ($0.on, $0.from) > (it.on, it.from) }
        pendingChanges.insert(it, at: place ?? pendingChanges.endIndex)
    }

    /// What an act leaves behind besides its state.
    mutating func takeNote(of act: Act, on id: AssignmentID, by mark: Mark) {
        switch act.verb {
        case .recuse:
            if let person = act.says.person.flatMap({ OfficerID($0) }) {
                assignmentRecords[id]?.recused.append(person)
            }
        case .handOver:
            let units = assignmentRecords[id]?.formerUnits ?? []
            guard let place = units.firstIndex(where: { $0.release == act.order }) else { break }
            assignmentRecords[id]?.formerUnits[place].handover = mark
        case .withdraw: matterRecords[act.matter]?.stage = .withdrawn
        default: break
        }
    }
}

extension ClockStart {
    /// The same clock, owed by another.
    func owned(by owner: PartyID) -> Self {
        Self(
            duty: duty,
            owner: owner,
            ruleSet: ruleSet,
            policy: policy,
            start: start,
            dates: dates,
            period: period,
            steps: steps
        )
    }
}
