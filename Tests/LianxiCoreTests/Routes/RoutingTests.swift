import LianxiCore
import Testing

@Suite("Routing a matter")
struct RoutingTests {
    private let rsj = Conference.departments[0]
    private let zjj = Conference.departments[1]
    private let zrj = Conference.departments[2]

    private func rule(
        _ id: StaticString,
        _ subjects: [String],
        _ classes: [MatterClass] = [],
        to lead: PartyID,
        with assists: [PartyID] = []
    ) -> RouteRule {
        RouteRule(
            id: RouteID(fixed: id),
            subjects: subjects,
            classes: classes,
            lead: lead,
            assists: assists
        )
    }

    private func conference() throws -> Conference {
        var it = Conference()
        let book = RouteBook(
            id: dataSet("routes-1"),
            rules: [
                rule("labour", ["labour"], to: rsj, with: [zjj]),
                rule("any", [], to: zjj),
            ]
        )
        try it.does(.adoptRoutes(book))
        return it
    }

    private func routed(_ it: Conference) -> [Routed] {
        it.history.compactMap { recorded in
            if case .routed(let routed) = recorded.event { routed } else { nil }
        }
    }

    @Test("What was chosen is recorded beside what was proposed, and is nobody's answer")
    func recorded() throws {
        var it = try conference()
        let matter = it.registered()
        let recipient = Recipient(
            assignment: AssignmentID(high: 2, low: it.draw()),
            department: zrj,
            role: .lead
        )
        let command = Command.dispatch(
            matter: matter,
            kind: .forwarded,
            feedbackPeriod: nil,
            recipients: [recipient]
        )
        let request = RequestID(high: 9, low: 9)
        let entries = try it.does(command, request: request)
        #expect(entries.count == 2)
        let found = routed(it)
        #expect(found.map(\.proposal.lead) == [rsj] && found.map(\.proposal.assists) == [[zjj]])
        #expect(found.map(\.lead) == [zrj] && !found[0].isFollowed)
        #expect(try it.does(command, request: request) == [entries[0]])
        #expect(it.docket.feedHead(of: zrj) == 1 && it.docket.feedHead(of: rsj) == 0)
    }

    @Test("Without a catalogue, and where only assistants are added, nothing is recorded beside")
    func nothing() throws {
        var bare = Conference()
        _ = bare.order()
        #expect(routed(bare) == [])
        var it = try conference()
        let matter = it.registered()
        _ = it.dispatched(matter, to: [rsj])
        _ = it.dispatched(matter, to: [zjj], isLed: true)
        #expect(routed(it).count == 1)
    }

    @Test("A catalogue that names a unit nobody enrolled is refused to the office")
    func unknownUnit() throws {
        var it = Conference()
        let book = RouteBook(
            id: dataSet("routes"),
            rules: [rule("a", ["labour"], to: party("nowhere"))]
        )
        #expect(throws: Refusal.unknownParty) { try it.does(.adoptRoutes(book)) }
        #expect(it.docket.unknownUnits(of: book) == [party("nowhere")])
    }

    @Test("A unit that is gone, or revoked, is not proposed")
    func goneUnit() throws {
        var it = try conference()
        let question = RouteQuestion(subject: "labour", place: "永定街道", matterClass: .claim6)
        #expect(it.docket.proposal(for: question, at: it.now)?.lead == rsj)
        try it.does(.revoke(rsj))
        #expect(it.docket.proposal(for: question, at: it.now)?.lead == zjj)
    }

    @Test("The unit reported is never proposed, nor one that may not have reports")
    func sealed() throws {
        var it = try conference()
        let facts = it.facts(.informant)
        try it.does(.register(facts, Reception(excluded: [Conference.discipline])))
        #expect(it.docket.proposal(for: facts.matter, at: it.now) == nil)
        let open = it.facts()
        try it.does(.register(open, Reception(excluded: [rsj, zjj])))
        #expect(it.docket.proposal(for: open.matter, at: it.now) == nil)
        let other = it.facts()
        try it.does(.register(other, Reception(excluded: [zjj])))
        let proposal = it.docket.proposal(for: other.matter, at: it.now)
        #expect(proposal?.lead == rsj && proposal?.assists == [])
    }

    @Test("Pain 5, work circles between units: every return counts against the rule that sent it")
    func circles() throws {
        var it = try conference()
        let matter = it.registered()
        let first = it.dispatched(matter, to: [rsj])[0]
        try it.receives(first)
        try it.acts(.object, on: first)
        try it.decides(first, uphold: true)
        // The office chooses another unit; the rule proposed the same one again.
        _ = it.dispatched(matter, to: [zrj])
        let good = it.registered()
        _ = it.dispatched(good, to: [rsj])
        let tallies = it.docket.routeStatistics(
            from: date("2026-08-01"),
            through: date("2026-08-31")
        )
        var expected = RouteTally(rule: RouteID(fixed: "labour"))
        expected.proposed = 3
        expected.followed = 2
        expected.returned = 1
        expected.redispatched = 1
        expected.instead = [RouteChoice(lead: zrj, count: 1)]
        #expect(tallies == [expected])
        #expect(
            it.docket.routeStatistics(from: date("2026-09-01"), through: date("2026-09-30")) == []
        )
    }

    @Test("Pain 5, \"not us\" names no one: an objection upheld leaves the office owing a dispatch")
    func notUs() throws {
        var it = try conference()
        let matter = it.registered()
        let first = it.dispatched(matter, to: [rsj])[0]
        try it.receives(first)
        try it.acts(.object, on: first)
        try it.decides(first, uphold: true)
        let owed = try #require(it.clock(.redispatch, of: matter))
        #expect(owed.isRunning && owed.start.owner == .office)
        // The catalogue names a unit for it all the same.
        #expect(it.docket.proposal(for: matter, at: it.now)?.lead == rsj)
    }

    @Test("Pain 5: however often a matter circles, at every moment somebody owes the next step")
    func everyTurnIsOwed() throws {
        var it = try conference()
        let matter = it.registered()
        var owners: [PartyID] = []
        for unit in [rsj, zrj, zjj, rsj, zrj] {
            let order = it.dispatched(matter, to: [unit])[0]
            #expect(it.clock(.redispatch, of: matter)?.isRunning != true)
            try it.receives(order)
            owners.append(try #require(it.clock(.signature, of: order)).start.owner)
            try it.acts(.object, on: order)
            let answer = try #require(it.clock(.objectionDecision, of: order))
            #expect(answer.isRunning && answer.start.owner == .office)
            try it.decides(order, uphold: true)
            let owed = try #require(it.clock(.redispatch, of: matter))
            #expect(owed.isRunning && owed.start.owner == .office)
            #expect(owed.start.dates.legal != nil)
        }
        #expect(owners == [rsj, zrj, zjj, rsj, zrj])
        // Each "not us" stands in the record under the name of the unit that said it.
        let returns = it.history.compactMap { recorded -> PartyID? in
            if case .objected(let acted) = recorded.event { acted.act.act.department } else { nil }
        }
        #expect(returns == owners)
        let tally = it.docket.routeStatistics(
            from: date("2026-08-01"),
            through: date("2026-08-31")
        )
        #expect(tally.first?.returned == 2)
        #expect(it.docket.checkInvariants() == [])
    }
}
