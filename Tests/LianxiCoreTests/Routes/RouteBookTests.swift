import LianxiCore
import Testing

@Suite("The dispatch catalogue")
struct RouteBookTests {
    private static func rule(
        _ id: StaticString,
        _ subjects: [String] = [],
        _ places: [String] = [],
        _ classes: [MatterClass] = [],
        to lead: StaticString,
        with assists: [PartyID] = []
    ) -> RouteRule {
        RouteRule(
            id: RouteID(fixed: id),
            subjects: subjects,
            places: places,
            classes: classes,
            lead: party(lead),
            assists: assists
        )
    }

    private static let book = RouteBook(
        id: dataSet("routes"),
        rules: [
            rule("any", to: "office-of-letters"),
            rule("labour", ["labour", "wages"], to: "rsj"),
            rule("labour-in-town", ["labour"], ["永定街道"], to: "town"),
            rule("village", [], ["永定街道长安村"], to: "village"),
            rule("labour-twice", ["labour"], to: "zjj"),
            rule("reports", [], [], [.informant], to: "jw"),
        ]
    )

    private func lead(
        _ subject: String,
        _ place: String,
        _ matterClass: MatterClass = .claim6,
        without: [PartyID] = []
    ) -> String? {
        Self.book.propose(
            for: RouteQuestion(subject: subject, place: place, matterClass: matterClass)
        ) { !without.contains($0) }?.lead.text
    }

    @Test("More conditions go before fewer, a longer place before a shorter, then the file's order")
    func specificity() {
        #expect(lead("labour", "城关镇") == "rsj")
        #expect(lead("labour", "永定街道") == "town")
        #expect(lead("labour", "永定街道长安村") == "town")
        #expect(lead("housing", "永定街道长安村") == "village")
        #expect(lead("housing", "城关镇") == "office-of-letters")
        #expect(lead("housing", "城关镇", .informant) == "jw")
        #expect(lead("labour", "城关镇", .informant) == "rsj")
    }

    @Test("Who may not be handed the matter is passed over for the next rule that fits")
    func passedOver() {
        #expect(lead("labour", "永定街道", without: [party("town")]) == "rsj")
        let proposal = RouteBook(
            id: dataSet("routes"),
            rules: [Self.rule("a", to: "rsj", with: [party("zjj"), party("jw")])]
        ).propose(
            for: RouteQuestion(subject: "x", place: "y", matterClass: .claim6)
        ) { $0 != party("zjj") }
        #expect(proposal?.assists == [party("jw")])
    }

    @Test("A rule that others always go before is found, and no other")
    func unreachable() {
        #expect(Self.book.unreachable == [RouteID(fixed: "labour-twice")])
    }

    @Test("A catalogue of a wrong form is none", arguments: [0, 1, 2, 3])
    func malformed(mistake: Int) {
        let wrong = [
            [], [Self.rule("a", to: "rsj"), Self.rule("a", to: "zjj")],
            [Self.rule("a", to: "rsj", with: [party("rsj")])],
            [Self.rule("a", ["labour"], ["\u{7}"], to: "rsj")],
        ]
        #expect(!RouteBook(id: dataSet("routes"), rules: wrong[mistake]).isWellFormed)
        #expect(Self.book.isWellFormed)
    }
}
