import LianxiCore
import Testing

@testable import LianxiSettings

/// A rules file named for its one mistake, and exactly what must be said of it.
struct RuleMistake: CustomStringConvertible, Sendable {
    let file: String
    let line: Int
    let key: String
    let value: String?
    let chinese: String
    let english: String

    init(
        _ file: String,
        _ line: Int,
        _ key: String,
        _ value: String?,
        _ chinese: String,
        _ english: String
    ) {
        self.file = file
        self.line = line
        self.key = key
        self.value = value
        self.chinese = chinese
        self.english = english
    }

    var description: String { file }
    var path: String { Shipped.mistake("rules/\(file).yaml") }

    /// Checks that the mistake is told, and told once.
    func check(_ problems: [SettingsProblem], alone: Bool = true) throws {
        let found = problems.filter { $0.key == key }
        let problem = try #require(found.first, "\(problems)")
        #expect(found.count == 1)
        #expect(problems.count == 1 || !alone, "\(problems)")
        #expect(problem.file == path)
        #expect(problem.line == line)
        #expect(problem.value == value)
        #expect(problem.expected == Wording(chinese, english))
    }
}

@Suite("A mistake in the rules is told by file, line, key, value and expectation")
struct RuleMistakeTests {
    private static func path(_ name: String) -> String { Shipped.mistake("rules/\(name).yaml") }

    private func load(
        _ national: String? = nil,
        _ overlays: [String]? = nil,
        related: String? = nil
    ) throws -> RuleSet {
        try RuleSet.load(
            national: national ?? Self.path("national"),
            overlays: overlays ?? [Self.path("local")],
            related: related
        )
    }

    @Test("The files the mistakes were made in are sound")
    func sound() throws {
        let rules = try load(related: Self.path("related"))
        #expect(rules.duties.count == 46)
        #expect(rules.id.text == "local-test")
        #expect(rules.options.isEmpty)
        #expect(rules.duty(.labourInspection)?.extensionPeriod == .workingDays(30))
        #expect(rules.duty(.labourInspection)?.basis == .related)
    }

    @Test("The national rules", arguments: nationalMistakes)
    func national(mistake: RuleMistake) throws {
        // Rules that end too early lack more than one duty.
        let alone = !mistake.file.hasPrefix("national-that-ends")
        try mistake.check(problems { _ = try load(mistake.path) }, alone: alone)
    }

    @Test("A local file in the national place")
    func misplaced() throws {
        let found = problems { _ = try load(Self.path("local")) }
        #expect(found.first { $0.key == "basis" }?.line == 2)
        #expect(found.first { $0.key == "basis" }?.value == "policy")
    }

    @Test("A local file", arguments: localMistakes)
    func local(mistake: RuleMistake) throws {
        try mistake.check(problems { _ = try load(nil, [mistake.path]) })
    }

    @Test("A second overlay", arguments: districtMistakes)
    func district(mistake: RuleMistake) throws {
        let first = mistake.file.contains("stricter") ? "province" : "local"
        try mistake.check(problems { _ = try load(nil, [Self.path(first), mistake.path]) })
    }

    @Test("The file of other instruments", arguments: relatedMistakes)
    func related(mistake: RuleMistake) throws {
        try mistake.check(problems { _ = try load(related: mistake.path) })
    }

    @Test("A district tightens what the province left, and the statute's period stays beside it")
    func overlays() throws {
        let rules = try load(
            nil,
            [Self.path("province"), Self.path("district")],
            related: Self.path("related")
        )
        #expect(rules.id.text == "district-test")
        #expect(rules.duty(.signature)?.period == .workingDays(1))
        let objection = try #require(rules.duty(.objection))
        #expect(objection.period == .workingDays(5))
        #expect(objection.localPeriod == .workingDays(3))
        #expect(objection.effectivePeriod == .workingDays(3))
        #expect(objection.localSource == "区联席办〔2026〕1号")
        #expect(objection.basis == .statute)
        #expect(rules.duty(.notice)?.effectivePeriod == .calendarDays(15))
        #expect(
            rules.options == [
                .simplifiedHandling, .legalReviewBeforeOpinion, .hearingExcludedFromReview,
            ]
        )
    }
}
