import LianxiCore

// What the office, the convenor and members do with meetings in a test.

extension Conference {
    static let meeting = MeetingID(high: 7, low: 1)
    static let task = TaskID(high: 8, low: 1)

    /// A day's conference whose first meeting is called for the day after tomorrow at nine.
    static func called(on text: String = "2026-09-14", for at: String = "2026-09-18") -> Self {
        var it = under(on: text)
        it.must { (it) throws(Refusal) in try it.calls(meeting, at: at) }
        return it
    }

    /// The same, held: all members but the last came, and what was agreed may be recorded.
    static func held() -> Self {
        var it = called()
        it.must { (it) throws(Refusal) in try it.convenes(.notify) }
        it.go(to: "2026-09-18", hour: 10)
        it.must { (it) throws(Refusal) in
            for party in departments { try it.attends(party, .present) }
            try it.attends(discipline, .absent)
        }
        return it
    }

    mutating func calls(
        _ id: MeetingID,
        at: String,
        number: String = "第1次",
        by party: PartyID = .office
    ) throws(Refusal) {
        try convenes(
            .call,
            of: id,
            StepDetails(word: "working", at: moment(at), document: number, person: "王区长"),
            by: party
        ) { $0.place = "三楼会议室" }
    }

    /// Takes a step of a meeting; a note the form asks for is there.
    @discardableResult
    mutating func convenes(
        _ kind: MeetingStepKind,
        of id: MeetingID = meeting,
        _ says: StepDetails = StepDetails(),
        note: Bool? = nil,
        by party: PartyID = .office,
        _ change: (inout MeetingStep) -> Void = { _ in }
    ) throws(Refusal) -> [UInt64] {
        var step = MeetingStep(kind, of: id, says)
        let form = kind.form
        if note ?? form.required.contains(.note) {
            step.says.notes = [DossierReference(field: form.field, commitment: hash(draw(), 6))]
        }
        if kind == .draft || kind == .correct { step.text = hash(draw(), 3) }
        change(&step)
        return try does(.convene(step), by: party, officer: Self.clerk)
    }

    mutating func attends(_ party: PartyID, _ word: Attendance) throws(Refusal) {
        try convenes(
            .attend,
            StepDetails(
                word: word.rawValue,
                person: word == .substitute ? "李副局长" : nil,
                party: party
            ),
            note: word == .absent
        )
    }

    /// Agrees on a task that stands on its own; the first unit leads.
    @discardableResult
    mutating func agrees(
        _ parties: PartyID...,
        within text: String? = "20d",
        as task: TaskID? = task,
        about: AgreedReference? = nil,
        in meeting: MeetingID = meeting
    ) throws(Refusal) -> [UInt64] {
        try convenes(
            .agree,
            of: meeting,
            StepDetails(period: text.map(period), party: parties[0])
        ) {
            $0.parties = Array(parties.dropFirst())
            $0.task = task
            $0.about = about
        }
    }

    /// Signs an answer to the newest entry that asks the member by that act.
    @discardableResult
    mutating func answers(
        _ verb: ActVerb,
        by party: PartyID,
        saying word: String,
        person: String? = nil,
        note: Bool? = nil,
        to index: UInt64? = nil
    ) throws(Refusal) -> [UInt64] {
        let asked = history.last { recorded in
            guard recorded.event.recipient == party else { return false }
            switch (recorded.event, verb) {
            case (.convened(let it), .attend): return it.step.kind == .notify
            case (.convened(let it), .countersign):
                return it.step.kind == .draft || it.step.kind == .correct
            case (.tasked(let it), .fulfil): return it.isOrder
            default: return false
            }
        }
        let about: MatterID =
            switch asked?.event {
            case .tasked(let it): MatterID(same: it.step.task)
            default: MatterID(same: Self.meeting)
            }
        let order = index ?? asked?.index ?? 0
        let act = Act(
            verb: verb,
            order: order,
            orderHash: hash(order),
            headSize: 0,
            headRoot: hash(0),
            matter: about,
            department: party,
            officer: Self.clerk,
            duty: .agreedTask,
            ruleSet: docket.ruleSet?.id ?? RuleSet.whole.id,
            claimedAt: now,
            sequence: docket.lastSequence(of: Self.clerk, in: party) + 1,
            detail: word,
            note: note ?? verb.form.required.contains(.note) ? hash(draw(), 4) : nil,
            says: ActSayings(person: person)
        )
        let signed = SignedAct(
            act: act,
            text: "\(act)",
            batchCount: 1,
            batchPlace: 0,
            batchPath: [],
            signature: ""
        )
        return try does(.act(signed), by: party, officer: Self.clerk)
    }

    var record: MeetingRecord? { docket.meeting(Self.meeting) }
    var taskRecord: TaskRecord? { docket.task(Self.task) }
}
