import LianxiCore
import Testing

@Suite("Refusals of the asker and the thing named")
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
        try it.does(.look(into: .matter(matter), fields: claim, purpose: "handling"), by: mine)
        #expect(it.docket.size == before + 1)
        let unknown = [DossierReference(field: "claim", commitment: hash(5, 5))]
        for fields in [unknown, []] {
            #expect(throws: Refusal.unknownDossier) {
                try it.does(
                    .look(into: .matter(matter), fields: fields, purpose: "handling"),
                    by: mine
                )
            }
        }
        let look = Command.look(into: .matter(matter), fields: claim, purpose: "handling")
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
}
