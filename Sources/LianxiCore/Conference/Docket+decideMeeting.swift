// Meetings of the conference: called, prepared, held, minuted. Arts. 11–13, 24(1).

extension Docket {
    /// The period of notice where the call names none: three days.
    package static var usualNotice: Period { .calendarDays(3) }

    /// Says what a step of a meeting leads to.
    func convene(
        _ step: MeetingStep,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        guard let cause else { throw .notPermitted }
        let asker = try asker(cause).kind
        guard asker == .office || asker == .leaders && step.kind.isForConvenor
        else { throw .notPermitted }
        try check(step)
        if step.kind == .call { return .record([try called(step, at: now)]) }
        guard let meeting = meetingRecords[step.meeting] else { throw .unknownMeeting }
        guard meeting.state.allows(step.kind) else { throw .wrongState }
        return .record(try events(of: step, meeting, at: now))
    }

    private func events(
        of step: MeetingStep,
        _ meeting: MeetingRecord,
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        switch step.kind {
        case .call: throw .wrongState
        case .list: [try listed(step, meeting)]
        case .strike: [try struck(step, meeting)]
        case .notify: try notices(of: meeting, at: now)
        case .postpone: try postponed(step, meeting, at: now)
        case .cancel: try told(step, to: meeting.notices.map(\.party))
        case .attend: [try attended(step, meeting, at: now)]
        case .preside: [try presided(step, meeting, at: now)]
        case .agree: try agreed(step, meeting, at: now)
        case .dissent: [try dissented(step, meeting)]
        case .draft: try drafted(step, meeting, at: now)
        case .approve: try approved(step, meeting, at: now)
        case .correct: try told(step, to: meeting.participants)
        }
    }

    private func check(_ step: MeetingStep) throws(Refusal) {
        guard step.items.isEmpty, step.kind != .notify || step.says == StepDetails()
        else { throw .detailWrong }
        switch step.mistake {
        case nil: break
        case "says.note" where step.says.notes.isEmpty: throw .reasonMissing
        case "says.at": throw .dateWrong
        default: throw .detailWrong
        }
    }

    // MARK: Calling

    private func called(_ step: MeetingStep, at now: Timestamp) throws(Refusal) -> Event {
        guard meetingRecords[step.meeting] == nil,
            !meetingRecords.values.contains(where: { $0.number == step.says.document })
        else { throw .meetingExists }
        guard let at = step.says.at, at > now else { throw .dateWrong }
        if let period = step.says.period {
            guard case .calendarDays = period else { throw .detailWrong }
        }
        return .convened(Convened(step: step))
    }

    private func postponed(
        _ step: MeetingStep,
        _ meeting: MeetingRecord,
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        guard let at = step.says.at, at > now, at != meeting.at else { throw .dateWrong }
        return try told(
            step,
            to: meeting.notices.map(\.party),
            isLate: isLate(meeting, at, now)
        )
    }

    /// The step itself, and one entry for each party that hears of it.
    private func told(
        _ step: MeetingStep,
        to parties: [PartyID],
        isLate: Bool = false
    ) throws(Refusal) -> [Event] {
        let rules = try rulebook().ruleSet.id
        return [.convened(Convened(step: step))]
            + parties.filter { partyRecords[$0]?.isRevoked == false }.map {
                .convened(Convened(step: step, recipient: $0, ruleSet: rules, isLate: isLate))
            }
    }

    private func isLate(_ meeting: MeetingRecord, _ at: Timestamp, _ now: Timestamp) -> Bool {
        now.civilDate > at.civilDate.adding(days: -meeting.notice.count)
    }

    // MARK: The agenda

    private func listed(
        _ step: MeetingStep,
        _ meeting: MeetingRecord
    ) throws(Refusal) -> Event {
        guard meeting.items.count < MeetingStep.mostItems else { throw .tooMany }
        let place = step.number ?? meeting.items.count + 1
        guard place <= meeting.items.count + 1 else { throw .detailWrong }
        guard
            step.says.link != nil || step.document != nil || step.about != nil
                || !step.says.notes.isEmpty
        else { throw .reasonMissing }
        try checkDocument(of: step)
        if let document = step.document,
            meeting.items.contains(where: { $0.document == document })
        {
            throw .alreadyListed
        }
        if let matter = step.says.link {
            guard matterRecords[matter] != nil else { throw .unknownMatter }
            guard !meeting.items.contains(where: { $0.matter == matter })
            else { throw .alreadyListed }
        }
        if let about = step.about {
            guard agreed(about) != nil else { throw .unknownMeeting }
            guard !meeting.items.contains(where: { $0.about == about })
            else { throw .alreadyListed }
        }
        var step = step
        step.number = place
        return .convened(Convened(step: step))
    }

    /// What an item is about is a matter, or a document of its own that was issued and holds.
    ///
    /// A document about matters is on the agenda with one of them.
    private func checkDocument(of step: MeetingStep) throws(Refusal) {
        guard let id = step.document else { return }
        guard step.says.link == nil else { throw .detailWrong }
        guard let record = documentRecords[id] else { throw .unknownDocument }
        guard record.subject.isOfItsOwn else { throw .detailWrong }
        guard record.state.isInForce else { throw .wrongState }
    }

    private func struck(
        _ step: MeetingStep,
        _ meeting: MeetingRecord
    ) throws(Refusal) -> Event {
        guard step.number.map(meeting.items.indices.contains(placeBefore:)) ?? false
        else { throw .detailWrong }
        return .convened(Convened(step: step))
    }

    /// One entry for each member: when, where, and the items that member may see, without a gap.
    private func notices(
        of meeting: MeetingRecord,
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        guard meeting.at > now else { throw .dateWrong }
        let members = members(on: meeting.at.civilDate)
        guard !members.isEmpty else { throw .notMember }
        let rules = try rulebook().ruleSet.id
        return members.map { member in
            .convened(
                Convened(
                    step: MeetingStep(
                        .notify,
                        of: meeting.id,
                        StepDetails(
                            word: meeting.kind.rawValue,
                            at: meeting.at,
                            document: meeting.number,
                            person: meeting.presiding
                        ),
                        place: meeting.place,
                        items: meeting.items.filter { maySee($0, as: member) }
                    ),
                    recipient: member,
                    ruleSet: rules,
                    isLate: isLate(meeting, meeting.at, now)
                )
            )
        }
    }

    // MARK: At the meeting

    func requireHeld(_ meeting: MeetingRecord, at now: Timestamp) throws(Refusal) {
        guard now >= meeting.at else { throw .inFuture }
    }

    private func attended(
        _ step: MeetingStep,
        _ meeting: MeetingRecord,
        at now: Timestamp
    ) throws(Refusal) -> Event {
        try requireHeld(meeting, at: now)
        try checkAttendance(step.says, of: step.says.party, at: meeting)
        return .convened(Convened(step: step))
    }

    /// A substitute is named, and who is absent says why.
    func checkAttendance(
        _ says: StepDetails,
        of party: PartyID?,
        at meeting: MeetingRecord
    ) throws(Refusal) {
        guard let party, members(on: meeting.at.civilDate).contains(party)
        else { throw .notMember }
        switch says.word.flatMap(Attendance.init) {
        case .present: guard says.person == nil else { throw .detailWrong }
        case .substitute: guard says.person != nil else { throw .detailWrong }
        case .absent: guard !says.notes.isEmpty else { throw .reasonMissing }
        case nil: throw .detailWrong
        }
    }

    private func agreed(
        _ step: MeetingStep,
        _ meeting: MeetingRecord,
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        try requireHeld(meeting, at: now)
        guard step.number == nil else { throw .detailWrong }
        guard !meeting.participants.isEmpty else { throw .notAttending }
        guard meeting.agreed.count < MeetingStep.mostItems else { throw .tooMany }
        guard let lead = step.says.party else { throw .leadMissing }
        guard !step.parties.contains(lead) else { throw .leadTwice }
        try checkDocument(of: step)
        let members = members(on: now.civilDate)
        for party in [lead] + step.parties where !members.contains(party) { throw .notMember }
        let reference = AgreedReference(meeting: meeting.id, number: meeting.agreed.count + 1)
        var step = step
        step.number = reference.number
        var replaced: [Event] = []
        if let about = step.about { replaced = try replacement(of: about, reference) }
        let event = Event.convened(Convened(step: step))
        guard let matter = step.says.link else {
            return try [event] + replaced + given(step, reference, at: now)
        }
        let decided = try decided(matter, lead, meeting, at: now)
        guard let name = step.task else { return [event] + replaced + decided }
        let handed = try handed(step, matter, as: name, after: decided, at: now)
        guard step.says.period != nil else {
            // Without a date there is no task: the name was for what is handed out.
            step.task = nil
            return [.convened(Convened(step: step))] + replaced + decided + handed
        }
        try checkOnce(matter, lead, besides: step.about)
        return try [event] + replaced + decided + handed + given(step, reference, at: now)
    }

    /// An earlier agreed item gives way; its task, if one stands, ends in the same record.
    private func replacement(
        of about: AgreedReference,
        _ next: AgreedReference
    ) throws(Refusal) -> [Event] {
        guard let old = agreed(about) else { throw .unknownMeeting }
        guard old.replacedBy == nil else { throw .wrongState }
        guard let task = old.task.flatMap({ taskRecords[$0] }) else { return [] }
        guard task.state == .open || task.state == .reported else { throw .wrongState }
        return replaced(task, by: next)
    }

    /// What is agreed about a matter is done by the matter's own steps: a dispute is decided at once.
    private func decided(
        _ id: MatterID,
        _ lead: PartyID,
        _ meeting: MeetingRecord,
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        guard let matter = matterRecords[id] else { throw .unknownMatter }
        guard matter.stage == .open else { throw .matterClosed }
        // Minutes go to all who took part: what some may not see is not minuted.
        guard !isSealed(id) else { throw .informantRoute }
        guard matter.isDisputed else { return [] }
        return try dispute(
            StepCase(
                step: Step(
                    .decideDispute,
                    of: id,
                    StepDetails(word: "conference", document: meeting.number, party: lead)
                ),
                matter: matter,
                assignment: nil,
                rules: try rulebook(),
                at: now
            )
        )
    }

    private func dissented(
        _ step: MeetingStep,
        _ meeting: MeetingRecord
    ) throws(Refusal) -> Event {
        guard step.number.map(meeting.agreed.indices.contains(placeBefore:)) ?? false
        else { throw .detailWrong }
        guard let party = step.says.party, meeting.participants.contains(party)
        else { throw .notAttending }
        return .convened(Convened(step: step))
    }

    // MARK: Minutes

    private func drafted(
        _ step: MeetingStep,
        _ meeting: MeetingRecord,
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        try requireHeld(meeting, at: now)
        guard !meeting.participants.isEmpty else { throw .notAttending }
        return try told(step, to: meeting.participants)
    }

    /// Everyone who took part has signed or dissented, or the convenor says why it goes on without.
    private func approved(
        _ step: MeetingStep,
        _ meeting: MeetingRecord,
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        if let on = step.says.on, on > now.civilDate { throw .dateWrong }
        guard meeting.unsigned.isEmpty || !step.says.notes.isEmpty else { throw .notSigned }
        return try told(step, to: meeting.participants)
    }
}

extension Range<Int> {
    /// Whether the place, counted from 1, is one of these counted from 0.
    func contains(placeBefore place: Int) -> Bool { contains(place - 1) }
}
