// Documents (文书): what the office may do with one in which state, and what follows.

/// A step on a document being decided.
struct DocumentCase {
    let move: DocumentMove
    let record: DocumentRecord
    let rules: Rulebook
    let at: Timestamp

    var subject: DocumentSubject { record.subject }
    var kind: DocumentKind { record.subject.kind }
}

extension Docket {
    /// Says what a step of the office on a document leads to.
    func document(
        _ move: DocumentMove,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        try requireOffice(cause)
        if move.step == .drafted { return .record([try draft(move, at: now)]) }
        guard move.step.isForOffice else { throw .notPermitted }
        guard move.subject == nil, move.read == nil || move.step == .issued else {
            throw .detailWrong
        }
        guard let record = documentRecords[move.document] else { throw .unknownDocument }
        let it = DocumentCase(move: move, record: record, rules: try rulebook(), at: now)
        try check(move.says, against: move.step.form(of: it.kind))
        switch move.step {
        case .drafted: throw .documentExists
        case .issued:
            guard move.read != nil || cause?.signed == nil else { throw .detailWrong }
            return .record(try issue(it))
        case .accepted, .refused: return .record(try examine(it))
        case .voided: return .record(try void(it))
        case .released, .rebound, .copied, .recalled: throw .notPermitted
        }
    }

    private func check(_ says: StepDetails, against form: StepForm) throws(Refusal) {
        switch form.mistake(in: says) {
        case nil: break
        case .note where says.notes.isEmpty: throw .reasonMissing
        case .period: throw says.period == nil ? .periodMissing : .periodUnexpected
        default: throw .detailWrong
        }
    }

    // MARK: Drafts

    private func draft(_ move: DocumentMove, at now: Timestamp) throws(Refusal) -> Event {
        guard documentRecords[move.document] == nil else { throw .documentExists }
        guard let subject = move.subject, move.number == nil, move.text != nil,
            move.says.notes.count == 1
        else { throw .detailWrong }
        try check(move.says, against: subject.kind.form)
        try check(subject, at: now)
        if subject.isOfItsOwn { try checkName(of: move.document) }
        return .documented(
            Documented(
                move: move,
                matter: subject.matters.first,
                subject: subject,
                ruleSet: try rulebook().ruleSet.id,
                recipient: subject.kind.needsConvenor ? .leaders : nil
            )
        )
    }

    private func check(_ subject: DocumentSubject, at now: Timestamp) throws(Refusal) {
        guard subject.kind.capacities.contains(subject.capacity),
            subject.named.count <= DocumentSubject.mostMatters,
            Set(subject.named).count == subject.named.count,
            subject.isOfItsOwn || subject.references.isEmpty
        else { throw .detailWrong }
        try checkParties(of: subject, at: now)
        try checkSecrecy(of: subject)
        try checkAssignment(of: subject)
        if let link = subject.link {
            guard documentRecords[link] != nil else { throw .unknownDocument }
        }
        guard subject.kind != .interviewRecord || subject.link != nil else { throw .detailWrong }
        if subject.cause != nil {
            guard subject.kind.isProposal || subject.kind == .supervision else {
                throw .detailWrong
            }
        }
        if let index = subject.escalation {
            guard suggestions.contains(where: { $0.index == index }) else { throw .unknownEntry }
        }
    }

    /// Its identifier stands in a matter's place from now on.
    private func checkName(of id: DocumentID) throws(Refusal) {
        guard matterRecords[MatterID(same: id)] == nil, taskRecords[TaskID(same: id)] == nil,
            meetingRecords[MeetingID(same: id)] == nil
        else { throw .documentExists }
    }

    private func checkParties(
        of subject: DocumentSubject,
        at now: Timestamp
    ) throws(Refusal) {
        guard let addressee = partyRecords[subject.addressee], addressee.party.kind != .office
        else { throw .unknownParty }
        guard !addressee.isRevoked else { throw .partyRevoked }
        if let change = addressee.change, change.on <= now.civilDate { throw .unitMoved }
        if let unit = subject.unit, partyRecords[unit] == nil { throw .unknownParty }
        try checkCopies(of: subject, at: now)
    }

    private func checkSecrecy(of subject: DocumentSubject) throws(Refusal) {
        for matter in subject.matters { try checkSecrecy(of: matter, in: subject) }
        // Whoever it climbs to reads of these: nobody is kept from any of them.
        for matter in subject.references {
            guard let record = matterRecords[matter] else { throw .unknownMatter }
            guard !record.isSealed, !isSealed(matter) else { throw .informantRoute }
        }
    }

    /// What is sealed goes to the organ that handles reports and to nobody else, the leaders included.
    ///
    /// Art. 30(3).
    private func checkSecrecy(
        of id: MatterID,
        in subject: DocumentSubject
    ) throws(Refusal) {
        guard let matter = matterRecords[id] else { throw .unknownMatter }
        for party in [subject.addressee] + subject.copies {
            guard !matter.reception.excluded.contains(party) else { throw .informantRoute }
            guard matter.isSealed else { continue }
            guard !subject.kind.needsConvenor,
                partyRecords[party]?.party.handlesReports == true
            else { throw .informantRoute }
        }
    }

    private func checkAssignment(of subject: DocumentSubject) throws(Refusal) {
        guard let id = subject.assignment else {
            guard subject.kind != .supervision else { throw .unknownAssignment }
            return
        }
        guard let record = assignmentRecords[id],
            record.assignment.matter == subject.matters.first,
            record.assignment.department == subject.addressee
        else { throw .unknownAssignment }
    }

    // MARK: Issuing

    /// Numbers are given in order, so that none is missing and none is used again, not even a void one.
    private func issue(_ it: DocumentCase) throws(Refusal) -> [Event] {
        switch it.record.state {
        case .drafted: guard !it.kind.needsConvenor else { throw .notApproved }
        case .approved: break
        default: throw .wrongState
        }
        // Nobody issues another text than he has read.
        guard it.move.read.map({ $0 == it.record.text }) ?? true else { throw .contentWrong }
        try checkParties(of: it.subject, at: it.at)
        try checkSecrecy(of: it.subject)
        try checkAssignment(of: it.subject)
        guard let number = it.move.number, it.move.text != nil,
            StepDetails.isLabel(number.text)
        else { throw .detailWrong }
        guard number.year == it.at.civilDate.year,
            number.serial == nextSerial(of: number.series, year: number.year),
            !documentNumbers.contains(number.text)
        else { throw .numberTaken }
        let supervision = try supervision(of: it, numbered: number.text)
        return [documented(it, starts: [clock(of: it, it.record.says.period)])]
            + copies(of: it) + supervision
    }

    /// A supervision sheet is the step `supervise`, unless that was taken already: there is one clock.
    private func supervision(
        of it: DocumentCase,
        numbered number: String
    ) throws(Refusal) -> [Event] {
        guard it.kind == .supervision, let id = it.subject.assignment,
            let matter = it.record.matter.flatMap({ matterRecords[$0] })
        else { return [] }
        let name = matter.facts.matter
        guard matter.supervisions(of: id).last(where: { $0.closing == nil }) == nil else {
            let sheets = (matterDocuments[name] ?? []).compactMap {
                documentRecords[$0]
            }
            let isTaken = sheets.contains { other in
                other.subject.kind == .supervision && other.subject.assignment == id
                    && other.state.isInForce && !state(of: other).isOver
            }
            guard !isTaken else { throw .wrongState }
            return []
        }
        guard matter.stage.allows(.supervise) else { throw .matterClosed }
        let details = StepDetails(
            word: it.record.says.word,
            period: it.record.says.period,
            document: number,
            notes: it.move.says.notes
        )
        return try self.supervision(
            StepCase(
                step: Step(.supervise, of: name, assignment: id, details),
                matter: matter,
                assignment: assignmentRecords[id],
                rules: it.rules,
                at: it.at
            )
        )
    }

    /// The addressee's clock: the period named, else the one local rules set for a proposal.
    private func clock(of it: DocumentCase, _ named: Period?) -> ClockStart? {
        guard it.kind != .supervision, let duty = it.rules.ruleSet.duty(it.kind.duty)
        else { return nil }
        let owner = it.subject.addressee
        if let named {
            return it.rules.lengthened(
                duty.id,
                owner: owner,
                start: it.at,
                period: named,
                now: it.at
            )
        }
        return it.kind.isProposal ? it.rules.clock(duty.id, owner: owner, start: it.at) : nil
    }

    // MARK: Examining, and declaring void

    private func examine(_ it: DocumentCase) throws(Refusal) -> [Event] {
        guard it.kind != .supervision, it.record.state == .fedBack else { throw .wrongState }
        guard it.move.step == .refused else {
            return [documented(it, settles: [.examination])]
        }
        if it.kind == .rectification, it.move.says.period == nil { throw .periodMissing }
        let period = it.move.says.period ?? it.record.says.period
        return [
            documented(it, starts: [clock(of: it, period)], settles: [.examination])
        ]
    }

    private func void(_ it: DocumentCase) throws(Refusal) -> [Event] {
        guard it.record.state != .void else { throw .wrongState }
        return [documented(it, voids: it.record.duties)] + recalls(of: it) + (try close(it))
    }

    /// The supervision a void sheet began is over; one that was there before goes on.
    private func close(_ it: DocumentCase) throws(Refusal) -> [Event] {
        guard let id = it.subject.assignment,
            let matter = it.record.matter.flatMap({ matterRecords[$0] }),
            let thread = supervision(of: it.record), thread.closing == nil,
            thread.opening.details.document == it.record.number?.text
        else { return [] }
        return try supervision(
            StepCase(
                step: Step(.closeSupervision, of: matter.facts.matter, assignment: id),
                matter: matter,
                assignment: assignmentRecords[id],
                rules: it.rules,
                at: it.at
            )
        )
    }

    // MARK: Making events

    private func documented(
        _ it: DocumentCase,
        starts: [ClockStart?] = [],
        settles: [DutyID] = [],
        voids: [DutyID] = []
    ) -> Event {
        func running(_ duties: [DutyID]) -> [DutyID] {
            duties.filter { isRunning(it.record.key(of: $0)) }
        }
        var recipient: PartyID? = it.subject.addressee
        if it.move.step == .voided, it.record.issue == nil {
            recipient = it.kind.needsConvenor ? .leaders : nil
        }
        return .documented(
            Documented(
                move: it.move,
                matter: it.record.matter,
                subject: it.move.step == .issued ? it.subject : nil,
                ruleSet: it.rules.ruleSet.id,
                recipient: recipient,
                clocks: starts.compactMap { $0 },
                settles: running(settles),
                voids: running(voids)
            )
        )
    }
}

extension DocumentStep {
    /// What a step on a document of the kind says.
    package func form(of kind: DocumentKind) -> StepForm {
        switch self {
        case .drafted: kind.form
        case .issued: StepForm(required: [.note], field: kind.field)
        case .accepted: StepForm(optional: [.note])
        case .refused: StepForm(required: [.note], optional: [.period])
        case .voided: StepForm(required: [.note])
        case .released, .rebound: StepForm(required: [.on, .party])
        case .copied: StepForm(optional: [.on, .party])
        case .recalled: StepForm()
        }
    }
}

extension DocumentState {
    /// Nothing is asked of anybody any more.
    package var isOver: Bool { self == .examined || self == .void }
}
