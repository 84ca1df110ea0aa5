import LianxiCore
import Testing

/// The fourth pain of the field: nobody is reachable, and the system waits or wakes the boss.
@Suite("Pain 4: nobody reachable")
struct NobodyReachableTests {
    private static let unit = Conference.departments[0]

    private func conference(_ steps: EscalationStep...) throws -> Conference {
        var it = Conference(on: "2026-08-10")
        try it.does(.adoptPolicy(.of(.signature, steps)))
        return it
    }

    private static let chain = [
        EscalationStep.step(1, .afterStart(.workingDays(1)), to: "department/handler"),
        .step(2, .afterStart(.workingDays(2)), .urge, to: "department/section-head"),
        .step(3, .afterStart(.workingDays(4)), .urge, to: "leaders/leader-in-charge"),
    ]

    @Test("Where no appointments are kept, the post itself is told, and there is no hole")
    func noneKept() throws {
        var it = try conference(Self.chain[0], Self.chain[1], Self.chain[2])
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-11")
        let fired = it.advance()
        #expect(fired.map(\.post) == [officer("handler")])
        #expect(fired.flatMap(\.holders) == [])
        #expect(it.holes == [])
    }

    @Test("Who held the post when the step fired stands in the entry")
    func holder() throws {
        var it = try conference(Self.chain[0])
        it.appoints("chen-ming", to: "handler")
        it.appoints("li-hua", to: "handler", on: "2026-08-12")
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-11")
        let person = Person(id: officer("chen-ming"), name: "chen-ming")
        let expected = PostHolder(party: Self.unit, post: officer("handler"), person: person)
        #expect(it.advance().map(\.holders) == [[expected]])
    }

    @Test("A vacant post is skipped at once: the step above hears, and the office of the hole")
    func vacant() throws {
        var it = try conference(Self.chain[0], Self.chain[1], Self.chain[2])
        it.appoints(nil, to: "handler")
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-11")
        let fired = it.advance()
        #expect(fired.map(\.line) == ["2026-08-11 09:00 1 rsj/section-head"])
        #expect(fired.map(\.instead) == [target("department/handler")])
        #expect(it.holes == ["2026-08-11 rsj department/handler vacant"])
        // The step above still comes on its own day.
        it.go(to: "2026-08-12")
        #expect(it.advance().map(\.line) == ["2026-08-12 09:00 2 rsj/section-head"])
    }

    @Test("One target of several that reaches nobody is left out, and stands for no other")
    func oneOfSeveral() throws {
        var it = try conference(
            .step(1, .afterStart(.workingDays(1)), to: "department/handler", "office/duty-clerk")
        )
        it.appoints(nil, to: "handler")
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-11")
        let fired = it.advance()
        #expect(fired.map(\.line) == ["2026-08-11 09:00 1 office/duty-clerk"])
        #expect(fired.map(\.instead) == [nil])
        #expect(it.holes.count == 1)
    }

    @Test(
        "Whoever a matter is kept from is not told of it: the step above is, and the office of the hole"
    )
    func excluded() throws {
        var it = try conference(
            .step(1, .afterStart(.workingDays(1)), to: "leaders/leader-in-charge"),
            .step(2, .afterStart(.workingDays(2)), .urge, to: "office/duty-clerk")
        )
        let facts = it.facts()
        try it.does(.register(facts, Reception(excluded: [.leaders])))
        try it.receives(it.dispatched(facts.matter, to: [Self.unit])[0])
        it.go(to: "2026-08-11")
        #expect(it.advance().map(\.line) == ["2026-08-11 09:00 1 office/duty-clerk"])
        #expect(it.holes == ["2026-08-11 leaders leaders/leader-in-charge excluded"])
    }

    @Test("A hole is reported once a day, however many clocks fall into it")
    func oncePerDay() throws {
        var it = try conference(Self.chain[0], Self.chain[1])
        it.appoints(nil, to: "handler")
        it.appoints(nil, to: "section-head")
        for _ in 0..<5 {
            let order = it.order()
            try it.receives(order)
        }
        it.go(to: "2026-08-12")
        let fired = it.advance()
        #expect(fired.count == 10 && fired.allSatisfy { $0.recipient == .office })
        #expect(
            it.holes == [
                "2026-08-12 rsj department/handler vacant",
                "2026-08-12 rsj department/section-head vacant",
            ]
        )
        let next = it.order()
        try it.receives(next)
        it.go(to: "2026-08-13")
        #expect(it.advance().count == 1)
        #expect(it.holes.count == 4)
    }

    @Test("When the whole chain reaches nobody the office hears, and nothing waits")
    func nobodyAtAll() throws {
        var it = try conference(Self.chain[0], Self.chain[1])
        it.appoints(nil, to: "handler")
        it.appoints(nil, to: "section-head")
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-12")
        #expect(
            it.advance().map(\.line) == [
                "2026-08-11 09:00 1 office/office", "2026-08-12 09:00 2 office/office",
            ]
        )
    }

    @Test("A party whose keys were revoked is a hole, and the step above it is told")
    func revoked() throws {
        var it = try conference(Self.chain[0], Self.chain[2])
        let order = it.order()
        try it.receives(order)
        try it.does(.revoke(Self.unit))
        it.go(to: "2026-08-11")
        #expect(it.advance().map(\.line) == ["2026-08-11 09:00 1 leaders/leader-in-charge"])
        #expect(it.holes == ["2026-08-11 rsj department/handler revoked"])
    }

    @Test("An officer who stands aside is not told of the matter; the step above is")
    func recused() throws {
        var it = Conference(on: "2026-08-10", rules: .whole)
        let steps = [
            EscalationStep.step(1, .beforeTarget(.workingDays(3)), to: "department/handler"),
            .step(2, .beforeTarget(.workingDays(1)), .urge, to: "department/section-head"),
        ]
        try it.does(.adoptPolicy(.of(.notice, steps)))
        it.appoints("chen-ming", to: "handler")
        it.appoints("li-hua", to: "section-head")
        let order = it.order()
        try it.receives(order)
        try it.acts(.recuse, on: order) { $0.says.person = "chen-ming" }
        it.go(to: "2026-08-20")
        let fired = it.advance()
        #expect(fired.map(\.line) == ["2026-08-20 09:00 1 rsj/section-head"])
        #expect(fired.flatMap(\.holders).map(\.person.name) == ["li-hua"])
        #expect(it.holes == ["2026-08-20 rsj department/handler recused"])
    }

    @Test("A roster nobody keeps is a hole")
    func noRoster() throws {
        var it = try conference(
            .step(1, .afterStart(.workingDays(1)), to: "roster/night"),
            .step(2, .afterStart(.workingDays(9)), to: "office")
        )
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-11")
        #expect(it.advance().map(\.line) == ["2026-08-11 09:00 1 office/office"])
        #expect(it.holes == ["2026-08-11 office roster/night no-duty"])
    }

    @Test("Persons and roles are found when the step fires")
    func personsAndRoles() throws {
        var it = Conference(on: "2026-08-10", rules: .whole)
        let step = EscalationStep.step(
            1,
            .beforeTarget(.workingDays(3)),
            to: "person/office/wang-fang",
            "role/head",
            "role/signer",
            "convenor"
        )
        try it.does(.adoptPolicy(.of(.notice, [step])))
        it.appoints("wang-fang", to: "director", of: .office)
        let order = it.order()
        try it.receives(order)
        try it.acts(.sign, on: order)
        it.go(to: "2026-08-20")
        let fired = it.advance()
        #expect(
            fired.map(\.line) == [
                "2026-08-20 09:00 1 office/wang-fang", "2026-08-20 09:00 1 rsj/head",
                "2026-08-20 09:00 1 rsj/handler", "2026-08-20 09:00 1 leaders/convenor",
            ]
        )
        #expect(
            fired.map { $0.holders.map(\.person.id) } == [
                [officer("wang-fang")], [Conference.head], [Conference.clerk], [],
            ]
        )
        #expect(it.holes == [])
    }

    @Test("A missed duty names who held the owner's posts on the day it was missed, not later ones")
    func responsible() throws {
        var it = Conference(on: "2026-08-10")
        let step = EscalationStep.step(
            1,
            .afterLegal(.workingDays(3)),
            .supervise,
            to: "office/director"
        )
        try it.does(.adoptPolicy(.of(.notice, [step])))
        it.appoints("zhao", to: "leader-in-charge")
        it.appoints("qian", to: "section-head")
        it.appoints("sun", to: "section-head", on: "2026-08-26")
        it.appoints("zhou", to: "section-head", of: Conference.departments[1])
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-28")
        let fired = it.advance()
        #expect(
            fired.map { $0.responsible.map { "\($0.post) \($0.person.name)" } } == [
                ["leader-in-charge zhao", "section-head qian"]
            ]
        )
    }
}
