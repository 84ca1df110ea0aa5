import LianxiCore
import Testing

/// A joint conference in a test: a docket, the hour, and everything recorded so far.
struct Conference {
    private(set) var docket = Docket()
    private(set) var history: [Recorded] = []
    var now: Timestamp
    private var sequences: [PartyID: UInt64] = [:]
    private var drawn: UInt64 = 0

    static let clerk = officer("clerk")
    static let head = officer("head")
    /// 人社局, 住建局, 自然资源局 and 纪委, by their initials.
    static let departments = [party("rsj"), party("zjj"), party("zrj")]
    static let discipline = party("jw")

    /// Founds the conference with the sample rules at nine o'clock on the day before.
    init(
        on text: String = "2026-08-10",
        hour: Int = 9,
        calendar: WorkCalendar = .of2026,
        rules: RuleSet = .sample
    ) {
        now = Timestamp(date(text).adding(days: -1), hour: 9)
        must { (it) throws(Refusal) in
            try it.does(.found(origin: "test.example/lianxi", name: "区联席会议"), by: nil)
            try it.does(.adoptRuleSet(rules), by: nil)
            try it.does(.adoptCalendar(calendar), by: nil)
            try it.does(.adoptPolicy(.sample), by: nil)
            for id in [.office, .leaders] + Self.departments + [Self.discipline] {
                try it.does(.enrol(Self.sample(id)), by: nil)
            }
        }
        go(to: text, hour: hour)
    }

    /// A signature nobody verifies here.
    static let signed = OfficerSignature(at: Timestamp(seconds: 1), signature: "c2lnbmVk")

    static func sample(_ id: PartyID) -> Party {
        Party(
            id: id,
            kind: id == .office ? .office : id == .leaders ? .leaders : .department,
            name: "\(id)",
            curveKeys: [String(repeating: "k", count: 40)],
            actKeys: [
                ActKey(officer: clerk, verifierKey: "\(id)/clerk+00000000+AQ=="),
                ActKey(officer: head, verifierKey: "\(id)/head+00000001+Ag==", isHead: true),
            ]
                + (id == .leaders
                    ? [ActKey(officer: .convenor, verifierKey: "leaders/convenor+00000002+AQ==")]
                    : []),
            feedPort: 5600,
            handlesReports: id == discipline
        )
    }

    /// Moves the hour; nothing fires until `advance`.
    mutating func go(to text: String, hour: Int = 9) { now = moment(text, hour: hour) }

    /// Runs steps of a test's arrangement, which are never refused.
    mutating func must(_ steps: (inout Self) throws(Refusal) -> Void) {
        do { try steps(&self) } catch { preconditionFailure("refused: \(error)") }
    }

    // MARK: Asking

    /// Decides, records and applies, as the daemon does; returns the entries that answer.
    @discardableResult
    mutating func does(
        _ command: Command,
        by party: PartyID? = .office,
        officer: OfficerID? = nil,
        request: RequestID? = nil
    ) throws(Refusal) -> [UInt64] {
        let cause = party.map { Cause(party: $0, officer: officer, request: request) }
        switch try docket.decide(command, by: cause, at: now) {
        case .repeated(let entries): return entries
        case .record(let events): return events.map { record($0, cause) }
        }
    }

    private mutating func record(_ event: Event, _ cause: Cause?) -> UInt64 {
        let index = docket.size
        let recorded = Recorded(
            index: index,
            at: now,
            hash: hash(index),
            cause: cause,
            event: event
        )
        docket.apply(recorded)
        history.append(recorded)
        return index
    }

    /// Lets the daemon look at the clock; returns the escalations that fire, in order.
    mutating func advance() -> [Escalated] {
        var fired: [Escalated] = []
        while let wake = docket.plan(at: now).wake, wake <= now {
            var entries: [UInt64] = []
            must { (it) throws(Refusal) in entries = try it.does(.advanceClock, by: nil) }
            guard !entries.isEmpty else {
                Issue.record("something is due at \(wake), and a round records nothing")
                return fired
            }
            for entry in entries {
                if case .escalated(let it) = history[Int(entry)].event { fired.append(it) }
            }
        }
        return fired
    }

    // MARK: The office

    mutating func draw() -> UInt64 {
        drawn += 1
        return drawn
    }

    /// Registers a matter received now, or when `received` says.
    mutating func registered(
        _ matterClass: MatterClass = .claim6,
        received: Timestamp? = nil
    ) -> MatterID {
        let facts = facts(matterClass, received: received)
        must { (it) throws(Refusal) in try it.does(.register(facts)) }
        return facts.matter
    }

    mutating func facts(
        _ matterClass: MatterClass = .claim6,
        received: Timestamp? = nil
    ) -> MatterFacts {
        let number = draw()
        return MatterFacts(
            matter: MatterID(high: 1, low: number),
            matterClass: matterClass,
            purpose: .claim,
            subject: "labour",
            place: "永定街道",
            isUrgent: false,
            piece: Self.piece(number, received: received ?? now)
        )
    }

    static func piece(_ number: UInt64, received: Timestamp) -> Piece {
        Piece(
            number: "信\(number)",
            channel: .letter,
            receivedAt: received,
            persons: 1,
            dossier: [DossierReference(field: "claim", commitment: hash(number, 7))]
        )
    }

    /// Hands the matter to the departments; the first leads.
    mutating func dispatched(
        _ matter: MatterID,
        to departments: [PartyID],
        for feedback: String? = nil,
        isLed: Bool = false
    ) -> [AssignmentID] {
        let recipients = departments.enumerated().map { place, department in
            Recipient(
                assignment: AssignmentID(high: 2, low: draw()),
                department: department,
                role: place == 0 && !isLed ? .lead : .assisting
            )
        }
        must { (it) throws(Refusal) in
            try it.does(
                .dispatch(
                    matter: matter,
                    kind: feedback == nil ? .forwarded : .assigned,
                    feedbackPeriod: feedback.map(period),
                    recipients: recipients
                )
            )
        }
        return recipients.map(\.assignment)
    }

    /// Registers a matter and hands it to one department, which leads.
    mutating func order(
        _ matterClass: MatterClass = .claim6,
        to department: PartyID = departments[0],
        for feedback: String? = nil
    ) -> AssignmentID {
        dispatched(registered(matterClass), to: [department], for: feedback)[0]
    }

    @discardableResult
    mutating func decides(
        _ id: AssignmentID,
        uphold: Bool,
        version: Int? = nil
    ) throws(Refusal) -> [UInt64] {
        try does(
            .decideObjection(
                assignment: id,
                version: version ?? self[id].version,
                isUpheld: uphold,
                note: nil
            )
        )
    }

    // MARK: Departments

    @discardableResult
    mutating func receives(_ id: AssignmentID) throws(Refusal) -> [UInt64] {
        let department = self[id].assignment.department
        return try does(.receive(department: department, order: self[id].order), by: department)
    }

    /// Signs an act on the assignment's current order with the department's next number.
    @discardableResult
    mutating func acts(
        _ verb: ActVerb,
        on id: AssignmentID,
        by officer: OfficerID = clerk,
        _ change: (inout ActDraft) -> Void = { _ in }
    ) throws(Refusal) -> [UInt64] {
        let department = self[id].assignment.department
        let act = signed(verb, on: id, by: officer, change)
        return try does(.act(act), by: department, officer: officer)
    }

    /// Answers what was accepted with an opinion, serves it, and concludes.
    mutating func concludes(_ id: AssignmentID, as result: String = "supported") throws(Refusal) {
        try acts(.opine, on: id) { $0.detail = result }
        try acts(.serve, on: id)
        try acts(.conclude, on: id) { $0.detail = result }
    }

    /// Takes a step of the office.
    @discardableResult
    mutating func takes(
        _ kind: StepKind,
        of matter: MatterID,
        on assignment: AssignmentID? = nil,
        _ details: StepDetails = StepDetails(),
        note: Bool = false
    ) throws(Refusal) -> [UInt64] {
        var details = details
        if note {
            details.notes = [DossierReference(field: kind.form.field, commitment: hash(draw(), 5))]
        }
        return try does(.step(Step(kind, of: matter, assignment: assignment, details)))
    }

    /// An act as the department's clerk signs it, with the key's next number unless told.
    func signed(
        _ verb: ActVerb,
        on id: AssignmentID,
        by officer: OfficerID = clerk,
        _ change: (inout ActDraft) -> Void = { _ in }
    ) -> SignedAct {
        let record = self[id]
        let department = record.assignment.department
        let last = docket.lastSequence(of: officer, in: department)
        var draft = ActDraft(verb: verb, record: record, sequence: last + 1, claimedAt: now)
        draft.officer = officer
        draft.ruleSet = docket.ruleSet?.id ?? draft.ruleSet
        if verb == .conclude {
            let running = [DutyID.conclusion, .feedback, .rehandling].first { duty in
                docket.clock(record.key(of: duty))?.isRunning == true
            }
            draft.duty = running ?? .feedback
        }
        change(&draft)
        return draft.signed
    }

    // MARK: Looking

    subscript(_ id: AssignmentID) -> AssignmentRecord {
        guard let record = docket.assignment(id) else { preconditionFailure("no \(id)") }
        return record
    }

    func clock(_ duty: DutyID, of id: AssignmentID) -> ClockRecord? {
        docket.clock(self[id].key(of: duty))
    }

    func clock(_ duty: DutyID, of matter: MatterID) -> ClockRecord? {
        docket.clock(ClockKey(matter: matter, assignment: nil, duty: duty))
    }

    /// The three dates of the assignment's clock, as one line.
    func dates(_ duty: DutyID, of id: AssignmentID) -> String? {
        clock(duty, of: id)?.start.dates.line
    }
}

/// An act before it is signed, so that a test can spoil one thing in it.
struct ActDraft {
    let verb: ActVerb
    let record: AssignmentRecord
    var sequence: UInt64
    var claimedAt: Timestamp
    var order: UInt64
    var orderHash: Digest32
    var matter: MatterID
    var department: PartyID
    var officer = Conference.clerk
    var duty: DutyID
    var ruleSet = RuleSet.sample.id
    var detail: String?
    var note: Digest32?
    var says = ActSayings()

    init(verb: ActVerb, record: AssignmentRecord, sequence: UInt64, claimedAt: Timestamp) {
        self.verb = verb
        self.record = record
        self.sequence = sequence
        self.claimedAt = claimedAt
        order = record.order
        orderHash = record.orderHash
        matter = record.assignment.matter
        department = record.assignment.department
        duty = verb.duties[0]
        let form = verb.form
        detail = form.required.contains(.word) ? form.words.first : nil
        note = form.required.contains(.note) ? hash(sequence, 9) : nil
        says.on = form.required.contains(.on) ? claimedAt.civilDate : nil
        says.period = form.required.contains(.period) ? .calendarDays(10) : nil
        says.person = form.required.contains(.person) ? "head" : nil
        says.document = form.required.contains(.document) ? "武信〔2026〕1号" : nil
    }

    var signed: SignedAct {
        let act = Act(
            verb: verb,
            order: order,
            orderHash: orderHash,
            headSize: 0,
            headRoot: hash(0),
            matter: matter,
            department: department,
            officer: officer,
            duty: duty,
            ruleSet: ruleSet,
            claimedAt: claimedAt,
            sequence: sequence,
            detail: detail,
            note: note,
            says: says
        )
        return SignedAct(
            act: act,
            text: "\(act)",
            batchCount: 1,
            batchPlace: 0,
            batchPath: [],
            signature: ""
        )
    }
}
