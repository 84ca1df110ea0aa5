import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

@Suite("Histories nobody thought of", .timeLimit(.minutes(2)))
struct RandomScenario {
    @Test("Whatever is asked, what is recorded is sound, verifiable and replays", arguments: 1...4)
    func anything(seed: UInt64) async throws {
        var chance = SeededGenerator(seed: seed)
        let options = RuleOption.allCases.filter { _ in Bool.random(using: &chance) }
        let rules = try Shipped.configuration(options)
        let it = try await Scenario.founded(on: "2026-08-31", rules)
        var taken = 0
        try await it.serve {
            var (matters, charges): ([MatterID], [Charge]) = ([], [])
            for _ in 0..<120 {
                do {
                    try await move(it, &matters, &charges, &chance)
                    taken += 1
                } catch is DeskRefusal {} catch is ActError {}
                try await it.settle()
            }
        }
        #expect(taken > 30)
        try await it.audit()
    }

    private func move(
        _ it: Scenario,
        _ matters: inout [MatterID],
        _ charges: inout [Charge],
        _ chance: inout SeededGenerator
    ) async throws {
        let units = [Scenario.labour, Scenario.housing, Scenario.land, Scenario.discipline]
        let unit = units.randomElement(using: &chance) ?? Scenario.labour
        let kind = Int.random(in: 0..<20, using: &chance)
        if kind < 3 || matters.isEmpty {
            let matterClass = MatterClass.allCases.randomElement(using: &chance) ?? .claim6
            let isPlain = Bool.random(using: &chance)
            matters.append(try await it.registered(isPlain ? .claim6 : matterClass))
            return
        }
        let matter = matters.randomElement(using: &chance) ?? matters[0]
        if kind < 6 || charges.isEmpty {
            let period = Bool.random(using: &chance) ? "30d" : nil
            let new = try await it.dispatched(matter, to: unit, within: period)
            charges += new
            try await it.receives(new[0])
            return
        }
        let charge = charges.randomElement(using: &chance) ?? charges[0]
        switch kind {
        case 6: try await it.pass(hours: Int.random(in: 1..<24 * 12, using: &chance))
        case 7: try await it.decides(charge, uphold: Bool.random(using: &chance))
        case 8..<15:
            let verbs = ActVerb.allCases.filter { !$0.concernsDocument }
            let verb = verbs.randomElement(using: &chance) ?? .sign
            let form = verb.form
            let says = ActSayings(
                on: form.required.contains(.on) ? it.now.civilDate : nil,
                period: form.required.contains(.period) ? .calendarDays(10) : nil,
                document: form.required.contains(.document) ? "1号" : nil,
                person: form.required.contains(.person) ? "somebody" : nil
            )
            let word = form.words.randomElement(using: &chance)
            let officer = Bool.random(using: &chance) ? Scenario.head : Scenario.clerk
            try await it.acts(verb, on: charge, by: officer, saying: word, says)
        default:
            let step = StepKind.allCases.randomElement(using: &chance) ?? .flagUrgent
            let form = step.form
            let says = StepDetails(
                word: form.words.randomElement(using: &chance),
                on: form.required.contains(.on) ? it.now.civilDate : nil,
                until: form.required.contains(.until) ? it.now.civilDate : nil,
                period: form.required.contains(.period) ? .calendarDays(10) : nil,
                document: form.required.contains(.document) ? "1号" : nil,
                person: form.required.contains(.person) ? "somebody" : nil,
                link: form.required.contains(.link) ? matters.randomElement(using: &chance) : nil,
                party: form.required.contains(.party) ? unit : nil
            )
            let isAbout = step.concernsAssignment
            let note = form.required.contains(.note) ? "说明" : nil
            let about = isAbout ? charge.matter : matter
            try await it.takes(step, of: about, on: isAbout ? charge : nil, says, note: note)
        }
    }
}

extension Scenario {
    /// Lets hours pass, each due act at its own moment.
    fileprivate func pass(hours: Int) async throws {
        let until = now.adding(milliseconds: Int64(hours) * 3_600_000)
        let hour = until.wallText.dropFirst(11).prefix(2)
        try await go(to: "\(until.civilDate)", hour: Int(hour) ?? 0)
    }
}
