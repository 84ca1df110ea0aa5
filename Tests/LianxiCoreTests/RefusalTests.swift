import LianxiCore
import Testing

@Suite("Refusals")
struct RefusalTests {
    // MARK: The asker

    @Test("Before the founding nothing is done, and it happens once")
    func founding() throws {
        #expect(throws: Refusal.notFounded) {
            try Docket().decide(.revoke(.leaders), by: nil, at: moment("2026-08-10"))
        }
        var it = Conference()
        #expect(throws: Refusal.alreadyFounded) {
            try it.does(.found(origin: "other", name: "other"), by: nil)
        }
    }

    @Test("Without rules, a calendar and a policy no clock could be started: nothing is registered")
    func noRules() throws {
        var docket = Docket()
        let now = moment("2026-08-10")
        let events: [Event] = [
            .founded(origin: "test", name: "test"),
            .partyEnrolled(Conference.sample(.office)),
        ]
        for (index, event) in events.enumerated() {
            docket.apply(
                Recorded(
                    index: UInt64(index),
                    at: now,
                    hash: hash(UInt64(index)),
                    cause: nil,
                    event: event
                )
            )
        }
        var it = Conference()
        let office = Cause(party: .office, officer: nil, request: nil)
        let facts = it.facts()
        #expect(throws: Refusal.noRules) {
            try docket.decide(.register(facts), by: office, at: now)
        }
    }

    @Test("What the office does, a department, the leaders or a stranger may not")
    func office() throws {
        var it = Conference()
        let order = it.order()
        try it.acts(.object, on: order)
        let matter = it[order].assignment.matter
        let facts = it.facts()
        let commands: [Command] = [
            .register(facts), .join(matter, Conference.piece(90, received: it.now)),
            .dispatch(matter: matter, kind: .forwarded, feedbackPeriod: nil, recipients: []),
            .decideObjection(assignment: order, version: 1, isUpheld: true, note: nil),
            .enrol(Conference.sample(party("new"))), .revoke(Conference.departments[1]),
            .adoptRuleSet(RuleSet(id: dataSet("x"), duties: [])),
            .adoptCalendar(WorkCalendar(id: dataSet("x"), years: [])),
            .adoptPolicy(EscalationPolicy(id: dataSet("x"), hour: 9, chains: [])),
        ]
        for command in commands {
            for asker in [Conference.departments[0], .leaders] {
                #expect(throws: Refusal.notPermitted) { try it.does(command, by: asker) }
            }
            #expect(throws: Refusal.unknownParty) { try it.does(command, by: party("nobody")) }
        }
        #expect(throws: Refusal.notPermitted) { try it.does(.register(facts), by: nil) }
        #expect(throws: Refusal.notPermitted) { try it.does(.advanceClock, by: .office) }
    }

    @Test("A department acts and receives for itself alone")
    func department() throws {
        var it = Conference()
        let order = it.order()
        let act = it.signed(.sign, on: order)
        let receive = Command.receive(
            department: Conference.departments[0],
            order: it[order].order
        )
        for asker in [Conference.departments[1], .office, .leaders] {
            #expect(throws: Refusal.notPermitted) { try it.does(.act(act), by: asker) }
            #expect(throws: Refusal.notPermitted) { try it.does(receive, by: asker) }
        }
        #expect(throws: Refusal.notPermitted) {
            try it.does(
                .act(act),
                by: Conference.departments[0],
                officer: officer("someone-else")
            )
        }
    }

    @Test("An officer without an act key is unknown")
    func unknownKey() {
        var it = Conference()
        let order = it.order()
        let act = it.signed(.sign, on: order) { $0.officer = officer("ghost") }
        #expect(throws: Refusal.unknownKey) { try it.tells(act) }
    }

    @Test("A revoked party is refused, and the office cannot revoke itself")
    func revoked() throws {
        var it = Conference()
        let order = it.order()
        let first = try it.does(.revoke(Conference.departments[0]))
        #expect(try it.does(.revoke(Conference.departments[0])) == first)
        #expect(throws: Refusal.partyRevoked) { try it.receives(order) }
        #expect(throws: Refusal.notPermitted) { try it.does(.revoke(.office)) }
        #expect(throws: Refusal.unknownParty) { try it.does(.revoke(party("nobody"))) }
    }

    // MARK: The thing named

    @Test("What does not exist is unknown, and another's order is no less so")
    func unknown() throws {
        var it = Conference()
        let order = it.order()
        let none = MatterID(high: 8, low: 8)
        #expect(throws: Refusal.unknownMatter) {
            try it.does(.join(none, Conference.piece(90, received: it.now)))
        }
        #expect(throws: Refusal.unknownAssignment) {
            try it.does(
                .decideObjection(
                    assignment: AssignmentID(high: 8, low: 8),
                    version: 1,
                    isUpheld: true,
                    note: nil
                )
            )
        }
        let other = Conference.departments[1]
        for entry in [it[order].order, 0, 99_999] {
            #expect(throws: Refusal.unknownEntry) {
                try it.does(.receive(department: other, order: entry), by: other)
            }
        }
        let wrongHash = it.signed(.sign, on: order) { $0.orderHash = hash(77) }
        #expect(throws: Refusal.unknownEntry) { try it.tells(wrongHash) }
        let wrongMatter = it.signed(.sign, on: order) { $0.matter = none }
        #expect(throws: Refusal.unknownMatter) { try it.tells(wrongMatter) }
    }

    @Test("A matter is registered once")
    func matterExists() throws {
        var it = Conference()
        let facts = it.facts()
        try it.does(.register(facts))
        #expect(throws: Refusal.matterExists) { try it.does(.register(facts)) }
    }

    @Test("A look needs items that exist and that the looker may see, and leaves an entry")
    func looks() throws {
        var it = Conference()
        let order = it.order()
        let matter = it[order].assignment.matter
        let mine = Conference.departments[0]
        let claim = it.docket.dossier(of: matter, visibleTo: mine)
        #expect(claim.map(\.field) == ["claim"])
        let before = it.docket.size
        try it.does(.look(matter: matter, fields: claim, purpose: "handling"), by: mine)
        #expect(it.docket.size == before + 1)
        let unknown = [DossierReference(field: "claim", commitment: hash(5, 5))]
        for fields in [unknown, []] {
            #expect(throws: Refusal.unknownDossier) {
                try it.does(.look(matter: matter, fields: fields, purpose: "handling"), by: mine)
            }
        }
        let look = Command.look(matter: matter, fields: claim, purpose: "handling")
        #expect(throws: Refusal.unknownMatter) { try it.does(look, by: Conference.departments[1]) }
        #expect(throws: Refusal.notPermitted) { try it.does(look, by: .leaders) }
    }

    @Test("Once an assignment is returned, the department no longer sees the matter")
    func lookAfterReturn() throws {
        var it = Conference()
        let order = it.order()
        let matter = it[order].assignment.matter
        try it.acts(.object, on: order)
        let reasons = it.docket.dossier(of: matter, visibleTo: Conference.departments[0])
        #expect(reasons.map(\.field) == ["claim", "reason"])
        try it.decides(order, uphold: true)
        #expect(it.docket.dossier(of: matter, visibleTo: Conference.departments[0]) == [])
        #expect(it.docket.dossier(of: matter, visibleTo: .office).count == 2)
    }

    // MARK: Dispatch

    private func refused(
        _ refusal: Refusal,
        _ it: inout Conference,
        _ matter: MatterID,
        _ recipients: [(PartyID, AssignmentRole)],
        kind: AssignmentKind = .forwarded,
        period: Period? = nil
    ) {
        let command = Command.dispatch(
            matter: matter,
            kind: kind,
            feedbackPeriod: period,
            recipients: recipients.map { department, role in
                Recipient(
                    assignment: AssignmentID(high: 5, low: it.draw()),
                    department: department,
                    role: role
                )
            }
        )
        #expect(throws: refusal) { try it.does(command) }
    }

    @Test("Exactly one leads, counting one already at work")
    func leads() throws {
        var it = Conference()
        let departments = Conference.departments
        let matter = it.registered()
        refused(.leadMissing, &it, matter, [])
        refused(.leadMissing, &it, matter, [(departments[0], .assisting)])
        refused(.leadTwice, &it, matter, [(departments[0], .lead), (departments[1], .lead)])
        _ = it.dispatched(matter, to: [departments[0]])
        refused(.leadTwice, &it, matter, [(departments[1], .lead)])
        refused(.leadMissing, &it, matter, [])
        _ = it.dispatched(matter, to: [departments[1]], isLed: true)
    }

    @Test("One department holds a matter once")
    func alreadyAssigned() {
        var it = Conference()
        let departments = Conference.departments
        let matter = it.registered()
        refused(
            .alreadyAssigned,
            &it,
            matter,
            [(departments[0], .lead), (departments[0], .assisting)]
        )
        _ = it.dispatched(matter, to: [departments[0]])
        refused(.alreadyAssigned, &it, matter, [(departments[0], .assisting)])
    }

    @Test("An assignment's name is used once")
    func assignmentExists() {
        var it = Conference()
        let order = it.order()
        let matter = it.registered()
        #expect(throws: Refusal.assignmentExists) {
            try it.does(
                .dispatch(
                    matter: matter,
                    kind: .forwarded,
                    feedbackPeriod: nil,
                    recipients: [
                        Recipient(
                            assignment: order,
                            department: Conference.departments[0],
                            role: .lead
                        )
                    ]
                )
            )
        }
    }

    @Test("A matter goes to departments that are enrolled and not revoked")
    func recipients() throws {
        var it = Conference()
        let matter = it.registered()
        refused(.unknownParty, &it, matter, [(party("nobody"), .lead)])
        refused(.unknownParty, &it, matter, [(.office, .lead)])
        refused(.unknownMatter, &it, MatterID(high: 8, low: 8), [(party("rsj"), .lead)])
        try it.does(.revoke(Conference.departments[0]))
        refused(.partyRevoked, &it, matter, [(Conference.departments[0], .lead)])
    }

    @Test("An informant's report goes only to who handles reports")
    func informant() {
        var it = Conference()
        let matter = it.registered(.informant)
        refused(.informantRoute, &it, matter, [(Conference.departments[0], .lead)])
        refused(
            .informantRoute,
            &it,
            matter,
            [(Conference.discipline, .lead), (Conference.departments[0], .assisting)]
        )
        #expect(it.dispatched(matter, to: [Conference.discipline]).count == 1)
    }

    @Test("An assigned matter names a period for feedback; a forwarded one names none")
    func periods() {
        var it = Conference()
        let matter = it.registered()
        let lead = [(Conference.departments[0], AssignmentRole.lead)]
        refused(.periodMissing, &it, matter, lead, kind: .assigned)
        refused(.periodUnexpected, &it, matter, lead, period: period("30d"))
    }

    // MARK: The state and the content

    @Test(
        "Each act is taken from its states and no others",
        arguments: [
            (ActVerb.sign, [AssignmentState.dispatched, .delivered]),
            (.object, [.dispatched, .delivered, .signed]),
            (.accept, [.dispatched, .delivered, .signed]), (.conclude, [.accepted]),
        ]
    )
    func states(verb: ActVerb, allowed: [AssignmentState]) throws {
        for state in AssignmentState.allCases {
            var it = Conference()
            let order = try it.brought(to: state)
            if allowed.contains(state) {
                try it.acts(verb, on: order)
            } else {
                let closed = state.isFinal
                #expect(throws: closed ? Refusal.assignmentClosed : .wrongState) {
                    try it.acts(verb, on: order)
                }
            }
        }
    }

    @Test("Only an objection can be upheld or denied")
    func decisions() throws {
        for state in AssignmentState.allCases where state != .objected {
            var it = Conference()
            let order = try it.brought(to: state)
            #expect(throws: state.isFinal ? Refusal.assignmentClosed : .wrongState) {
                try it.decides(order, uphold: true)
            }
        }
    }

    @Test("An objection and a conclusion give reasons")
    func reasons() throws {
        var it = Conference()
        let order = it.order()
        let silent = it.signed(.object, on: order) { $0.note = nil }
        #expect(throws: Refusal.reasonMissing) { try it.tells(silent) }
        try it.acts(.accept, on: order)
        let empty = it.signed(.conclude, on: order) { $0.note = nil }
        #expect(throws: Refusal.reasonMissing) { try it.tells(empty) }
    }

    @Test("A conclusion says supported, explained or not supported; no other act says it")
    func details() throws {
        var it = Conference()
        let order = it.order()
        let talkative = it.signed(.sign, on: order) { $0.detail = "supported" }
        #expect(throws: Refusal.detailWrong) { try it.tells(talkative) }
        try it.acts(.accept, on: order)
        for detail in [nil, "perhaps"] {
            let vague = it.signed(.conclude, on: order) { $0.detail = detail }
            #expect(throws: Refusal.detailWrong) { try it.tells(vague) }
        }
    }

    @Test("An act names the duty it answers, in a rule set that was adopted")
    func duties() throws {
        var it = Conference()
        let order = it.order()
        for (verb, wrong) in [
            (ActVerb.sign, DutyID.notice), (.object, .signature), (.accept, .conclusion),
        ] {
            let act = it.signed(verb, on: order) { $0.duty = wrong }
            #expect(throws: Refusal.dutyWrong) { try it.tells(act) }
        }
        let foreign = it.signed(.sign, on: order) { $0.ruleSet = dataSet("elsewhere") }
        #expect(throws: Refusal.dutyWrong) { try it.tells(foreign) }
        try it.acts(.accept, on: order)
        let notOwed = it.signed(.conclude, on: order) { $0.duty = .feedback }
        #expect(throws: Refusal.dutyWrong) { try it.tells(notOwed) }
    }

    @Test("A piece received in the future is refused")
    func future() {
        var it = Conference()
        let facts = it.facts(received: it.now.adding(milliseconds: 300_001))
        #expect(throws: Refusal.inFuture) { try it.does(.register(facts)) }
        let soon = it.facts(received: it.now.adding(milliseconds: 300_000))
        #expect(throws: Never.self) { try it.does(.register(soon)) }
    }

    @Test("A party that could not be told apart, or has no connection's key, is malformed")
    func malformedParty() {
        var it = Conference()
        let sample = Conference.sample(party("new"))
        let twice = sample.actKeys + sample.actKeys
        let bad = [
            Party(
                id: sample.id,
                kind: .office,
                name: "",
                curveKeys: sample.curveKeys,
                actKeys: [],
                feedPort: 1,
                handlesReports: false
            ),
            Party(
                id: sample.id,
                kind: .department,
                name: "",
                curveKeys: [],
                actKeys: [],
                feedPort: 1,
                handlesReports: false
            ),
            Party(
                id: sample.id,
                kind: .department,
                name: "",
                curveKeys: sample.curveKeys,
                actKeys: twice,
                feedPort: 1,
                handlesReports: false
            ),
            Party(
                id: .leaders,
                kind: .department,
                name: "",
                curveKeys: sample.curveKeys,
                actKeys: [],
                feedPort: 1,
                handlesReports: false
            ),
        ]
        for party in bad {
            #expect(throws: Refusal.malformed) { try it.does(.enrol(party)) }
        }
    }
}

extension Conference {
    /// An assignment led by the first department, brought to the state.
    mutating func brought(to state: AssignmentState) throws(Refusal) -> AssignmentID {
        let order = order()
        switch state {
        case .dispatched: break
        case .delivered: try receives(order)
        case .signed: try acts(.sign, on: order)
        case .objected: try acts(.object, on: order)
        case .returned:
            try acts(.object, on: order)
            try decides(order, uphold: true)
        case .accepted: try acts(.accept, on: order)
        case .concluded:
            try acts(.accept, on: order)
            try acts(.conclude, on: order)
        }
        return order
    }
}
