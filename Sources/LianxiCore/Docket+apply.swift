extension Docket {
    /// Takes in one recorded event; never refuses.
    ///
    /// Stops the process when the entry cannot follow the ones before: then the ledger is not ours,
    /// or not whole. Entries must come in the order of their indexes, without gaps.
    package mutating func apply(_ recorded: Recorded) {
        precondition(recorded.index == size, "entry \(recorded.index) after \(size) entries")
        precondition(lastAt.map { $0 <= recorded.at } ?? true, "entry \(size) is out of time")
        size += 1
        lastAt = recorded.at
        let mark = Mark(index: recorded.index, at: recorded.at, officer: recorded.cause?.officer)
        moving(watched(by: recorded.event)) { $0.take(recorded.event, recorded.hash, by: mark) }
        link(recorded)
        noteOvertaken(by: recorded.event.matter)
        remember(recorded)
        tidyAgenda()
        tidyChanges(at: recorded.at)
    }

    private mutating func take(_ event: Event, _ hash: Digest32, by mark: Mark) {
        switch event {
        case .founded(let origin, let name):
            precondition(founding == nil, "founded twice")
            founding = Founding(origin: origin, name: name, mark: mark)
        case .ruleSetAdopted(let value):
            ruleSets[value.id] = Adopted(value: value, adoption: mark)
            ruleSet = value
        case .calendarAdopted(let value): take(value, by: mark)
        case .policyAdopted(let value):
            policies[value.id] = Adopted(value: value, adoption: mark)
            policy = value
        case .rosterAdopted(let roster): adopt(roster, by: mark)
        case .rosterChanged(let it): change(it, by: mark)
        case .routesAdopted(let book): routes = Adopted(value: book, adoption: mark)
        case .routed(let it): routings.append(RoutedRecord(routed: it, mark: mark))
        case .partyEnrolled(let party): enrol(party, by: mark)
        case .invited(let it): take(it, by: mark)
        case .partyRevoked(let id):
            partyRecords[id]?.revocation = mark
            forgetTrouble(of: id)
        case .registered(let it): register(it, hash, by: mark)
        case .joined(let matter, let piece):
            matterRecords[matter]?.pieces.append(piece)
            number(matter, by: piece)
        case .attached(let matter, let listing): attach(listing, to: matter, by: mark)
        case .dispatched(let it): dispatch(it, hash, by: mark)
        case .received(let it): receive(it, by: mark)
        case .signed(let it): act(it, to: .signed, by: mark)
        case .objected(let it): act(it, to: .objected, by: mark)
        case .accepted(let it): act(it, to: .accepted, by: mark)
        case .concluded(let it): act(it, to: .concluded, by: mark)
        case .acted(let it): act(it, to: it.act.act.verb.outcome, by: mark)
        case .stepped(let it): step(it, hash, by: mark)
        case .reorganised(let it): reorganise(it)
        case .seated(let it): seats.append(it)
        case .convened(let it): convene(it, hash, by: mark)
        case .tasked(let it): task(it, hash, by: mark)
        case .answered(let it): answer(it, by: mark)
        case .led(let it): lead(it, by: mark)
        case .visited(let it): visit(it)
        case .appointed(let it): appoint(it, by: mark)
        case .documented(let it): document(it, hash, by: mark)
        case .documentActed(let it): act(it, by: mark)
        case .objectionDecided(let it): decide(it, hash, by: mark)
        case .escalated(let it):
            suggest(it, at: mark.index)
            fire(it.number, on: it.clock, at: mark.at)
        case .unreached(let it): holes[it.key] = mark
        case .looked: break
        case .erasureAsked(let it): ask(it, by: mark)
        case .erased(let it): erase(it, by: mark)
        case .redated(let key, let start, _): redate(key, start, by: mark)
        case .channelChanged(let it): take(it)
        case .presenceChanged(let it): take(it)
        case .ticked(let it): take(it, by: mark)
        case .shadowRecorded(let it): take(it, by: mark)
        }
    }

    /// The clocks whose next step an event may move besides those it starts, ends or fires.
    private func watched(by event: Event) -> [ClockKey] {
        switch event {
        case .stepped(let it): clockKeys(of: .matter(it.step.matter))
        case .objectionDecided(let it): clockKeys(of: .matter(it.matter))
        // A lead who has accepted nothing yet: what was quiet for another's sake is not any more.
        case .dispatched(let it) where it.assignment.role == .lead:
            clockKeys(of: .matter(it.assignment.matter))
        case .accepted(let it), .concluded(let it), .acted(let it):
            clockKeys(of: .matter(it.act.act.matter))
        // These change nothing for other units; what waits on this one's clocks may wait longer.
        case .signed(let it), .objected(let it): attendedKeys(of: it.assignment)
        default: []
        }
    }

    // MARK: What every entry leaves behind

    private mutating func link(_ recorded: Recorded) {
        switch recorded.event.chain {
        case .matter(let id)?:
            precondition(matterRecords[id] != nil, "matter \(id) is not registered")
            matterRecords[id]?.entries.append(recorded.index)
            matterRecords[id]?.chainHash = recorded.hash
        case .document(let id)?:
            precondition(documentRecords[id] != nil, "document \(id) was never drafted")
            documentRecords[id]?.entries.append(recorded.index)
            documentRecords[id]?.chainHash = recorded.hash
        case nil: break
        }
        if let recipient = recorded.event.recipient { feedHeads[recipient, default: 0] += 1 }
    }

    private mutating func remember(_ recorded: Recorded) {
        if recorded.event.answersRequest, let cause = recorded.cause, let request = cause.request {
            requests.note(
                RequestKey(party: cause.party, request: request),
                shape: RequestShape(recorded.event),
                entry: recorded.index,
                at: recorded.at
            )
        }
        requests.forget(before: recorded.at)
    }

    // MARK: Parties and matters

    private mutating func enrol(_ party: Party, by mark: Mark) {
        if partyRecords[party.id] == nil {
            partyRecords[party.id] = PartyRecord(party: party, enrolment: mark)
        }
        spend(party.invitation, by: mark)
        partyRecords[party.id]?.party = party
        partyRecords[party.id]?.enrolment = mark
        partyRecords[party.id]?.revocation = nil
    }

    private mutating func register(_ it: Registered, _ hash: Digest32, by mark: Mark) {
        let matter = it.facts.matter
        precondition(matterRecords[matter] == nil, "matter \(matter) is registered twice")
        matterRecords[matter] = MatterRecord(
            facts: it.facts,
            registration: mark,
            reception: it.reception,
            pieces: [it.facts.piece],
            assignments: [],
            duties: [],
            entries: [],
            chainHash: hash
        )
        number(matter, by: it.facts.piece)
        start(it.clocks, of: matter, nil, by: mark)
    }

    /// Nothing keeps two matters from having one number: it is the office's, not ours.
    private mutating func number(_ matter: MatterID, by piece: Piece) {
        guard matterNumbers[piece.number]?.contains(matter) != true else { return }
        matterNumbers[piece.number, default: []].append(matter)
    }

    // MARK: Assignments

    private mutating func dispatch(_ it: Dispatched, _ hash: Digest32, by mark: Mark) {
        let id = it.assignment.id
        let matter = it.assignment.matter
        precondition(assignmentRecords[id] == nil, "assignment \(id) is dispatched twice")
        assignmentRecords[id] = AssignmentRecord(
            assignment: it.assignment,
            version: 1,
            state: .dispatched,
            order: mark.index,
            orderHash: hash,
            dispatch: mark,
            ordinal: assignmentOrder.count,
            duties: [],
            notes: []
        )
        assignmentOrder.append(id)
        matterRecords[matter]?.assignments.append(id)
        partyRecords[it.assignment.department]?.assignments.append(id)
        partyRecords[it.assignment.department]?.tally[.dispatched, default: 0] += 1
        orders[mark.index] = id
        settle(it.settles, of: matter, id, by: mark)
        start(it.clocks, of: matter, id, by: mark)
    }

    private mutating func receive(_ it: Received, by mark: Mark) {
        precondition(
            assignmentRecords[it.assignment]?.state == .dispatched,
            "assignment \(it.assignment) is received out of turn"
        )
        assignmentRecords[it.assignment]?.receipt = mark
        move(it.assignment, to: .delivered)
        settle(it.settles, of: it.matter, it.assignment, by: mark)
        start(it.clocks, of: it.matter, it.assignment, by: mark)
    }

    private mutating func act(_ it: Acted, to state: AssignmentState?, by recorded: Mark) {
        let act = it.act.act
        let id = it.assignment
        let mark = Mark(index: recorded.index, at: recorded.at, officer: act.officer)
        precondition(assignmentRecords[id] != nil, "assignment \(id) is unknown")
        precondition(
            state == nil || assignmentRecords[id]?.state.isFinal == false,
            "assignment \(id) is not open"
        )
        if state != nil, assignmentRecords[id]?.signature == nil {
            assignmentRecords[id]?.signature = mark
        }
        switch act.verb {
        case .object: assignmentRecords[id]?.objection = mark
        case .accept: assignmentRecords[id]?.acceptance = mark
        case .conclude: assignmentRecords[id]?.conclusion = mark
        default: takeNote(of: act, on: id, by: mark)
        }
        note(act.note, as: act.verb.form.field, of: id)
        acts[KeyName(party: act.department, officer: act.officer), default: []]
            .append(ActTrace(index: mark.index, fingerprint: TextFingerprint(it.act.text)))
        if let state { move(id, to: state) }
        if act.verb.isRemembered {
            matterRecords[act.matter]?.steps.append(
                TakenStep(
                    name: .act(act.verb),
                    assignment: id,
                    department: act.department,
                    mark: mark,
                    details: act.details,
                    isLate: it.isLate
                )
            )
        }
        let isAnswer = state == .accepted || state == .concluded
        prolong(id, at: mark.at)
        settle(it.settles, of: act.matter, id, by: mark, voids: isAnswer ? [.objection] : [])
        settle(it.voids, of: act.matter, id, by: mark, voids: Set(it.voids))
        start(it.clocks, of: act.matter, id, by: mark)
    }

    private mutating func decide(_ it: ObjectionDecided, _ hash: Digest32, by mark: Mark) {
        let id = it.assignment
        precondition(
            assignmentRecords[id]?.state == .objected,
            "assignment \(id) was not objected to"
        )
        assignmentRecords[id]?.version = it.version
        assignmentRecords[id]?.order = mark.index
        assignmentRecords[id]?.orderHash = hash
        orders[mark.index] = id
        note(it.note, as: "reason", of: id)
        move(id, to: it.isUpheld ? .returned : .signed)
        let voids = Set(it.settles).subtracting([.objectionDecision])
        settle(it.settles, of: it.matter, id, by: mark, voids: voids)
        start(it.clocks, of: it.matter, id, by: mark)
    }

    mutating func note(_ commitment: Digest32?, as field: String, of id: AssignmentID) {
        guard let commitment else { return }
        assignmentRecords[id]?.notes.append(
            DossierReference(field: field, commitment: commitment)
        )
    }

    mutating func move(_ id: AssignmentID, to state: AssignmentState) {
        guard let record = assignmentRecords[id] else {
            preconditionFailure("assignment \(id) is unknown")
        }
        let department = record.assignment.department
        partyRecords[department]?.move(from: record.state, to: state)
        assignmentRecords[id]?.state = state
    }
}
