import LianxiCore
import Testing

@Suite("Escalations to whoever is on duty")
struct OnDutyEscalationTests {
    /// The office's roster, with its clerk's week running, and a step that tells whoever is on duty.
    private func conference() throws -> Conference {
        var it = Conference(on: "2026-11-24")
        try it.does(.adoptRoster(.office), by: nil)
        let steps = [
            EscalationStep.step(1, .afterStart(.workingDays(1)), to: "roster/office"),
            .step(2, .afterStart(.workingDays(9)), .urge, to: "office/director"),
        ]
        try it.does(.adoptPolicy(.of(.signature, steps)))
        return it
    }

    @Test("The person on duty when the step fires is told, and named in the entry")
    func onDuty() throws {
        var it = try conference()
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-11-25")
        let fired = it.advance()
        #expect(fired.map(\.line) == ["2026-11-25 09:00 1 office/on-duty"])
        #expect(fired.flatMap(\.holders).map(\.person.id) == [officer("clerk")])
        #expect(it.holes == [])
    }

    @Test("An override in force then decides who is told, not the rotation")
    func override() throws {
        var it = try conference()
        let deputy = RosterOverride(
            change: .replace(officer("clerk"), by: person("wang")),
            from: moment("2026-11-25", hour: 0),
            until: moment("2026-11-26", hour: 0),
            reason: "出差"
        )
        try it.does(
            .changeRoster(RosterChange(roster: roster("office"), kind: .override(deputy)))
        )
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-11-25")
        #expect(it.advance().flatMap(\.holders).map(\.person.id) == [officer("wang")])
    }

    @Test("Who stands aside from the matter is not told though on duty; the step above is")
    func standsAside() throws {
        var it = try conference()
        let order = it.order()
        try it.receives(order)
        try it.takes(
            .standAside,
            of: it.matter(of: order),
            StepDetails(person: "clerk"),
            note: true
        )
        it.go(to: "2026-11-25")
        #expect(it.advance().map(\.line) == ["2026-11-25 09:00 1 office/director"])
        #expect(it.holes == ["2026-11-25 office roster/office recused"])
    }

    @Test("The message goes to the feed of the party whose roster it is")
    func otherParty() throws {
        var it = Conference(on: "2026-11-24")
        let leaders = Roster(
            id: roster("leaders"),
            party: .leaders,
            name: "带班表",
            layers: [
                RosterLayer(
                    id: layer("days"),
                    rotation: Rotation(.weeks, hour: 9),
                    from: date("2026-01-05"),
                    turns: turns("zhang")
                )
            ]
        )
        try it.does(.adoptRoster(leaders), by: nil)
        let step = EscalationStep.step(1, .afterStart(.workingDays(1)), to: "roster/leaders")
        try it.does(.adoptPolicy(.of(.signature, [step])))
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-11-25")
        #expect(it.advance().map(\.line) == ["2026-11-25 09:00 1 leaders/on-duty"])
    }
}
