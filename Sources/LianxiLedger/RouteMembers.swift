package import LianxiCore
import LianxiJSON

/// The dispatch catalogue and its proposals as they stand in entries.
enum RouteMembers {
    static func encode(_ book: RouteBook) -> JSONValue {
        ["id": .string(book.id.text), "rules": .array(book.rules.map(encode))]
    }

    static func book(_ reader: inout JSONReader) throws(JSONShapeError) -> RouteBook {
        RouteBook(
            id: try reader.slug("id"),
            rules: try reader.array("rules", max: RouteBook.mostRules) {
                (rule) throws(JSONShapeError) in try rule.object(self.rule)
            }
        )
    }

    private static func encode(_ rule: RouteRule) -> JSONValue {
        var members: Members = []
        members.add("id", rule.id.text)
        members.add("lead", rule.lead.text)
        add("subjects", rule.subjects, to: &members)
        add("places", rule.places, to: &members)
        add("classes", rule.classes.map(\.rawValue), to: &members)
        add("assists", rule.assists.map(\.text), to: &members)
        if !rule.source.isEmpty { members.add("source", rule.source) }
        return JSONValue(members)
    }

    private static func add(_ name: String, _ words: [String], to members: inout Members) {
        if !words.isEmpty { members.add(name, words.map { .string($0) }) }
    }

    private static func rule(_ reader: inout JSONReader) throws(JSONShapeError) -> RouteRule {
        let most = RouteRule.mostWords
        return RouteRule(
            id: try reader.slug("id"),
            subjects: try reader.optionalArray("subjects", max: most) {
                (word) throws(JSONShapeError) in try word.string()
            } ?? [],
            places: try reader.optionalArray("places", max: most) {
                (word) throws(JSONShapeError) in try word.string()
            } ?? [],
            classes: try reader.optionalArray("classes", max: most) {
                (word) throws(JSONShapeError) in try word.choice(as: MatterClass.self)
            } ?? [],
            lead: try reader.slug("lead"),
            assists: try assists(&reader),
            source: try reader.optionalString("source", max: RouteRule.sourceBytes) ?? ""
        )
    }

    private static func assists(_ reader: inout JSONReader) throws(JSONShapeError) -> [PartyID] {
        try reader.optionalArray("assists", max: RouteRule.mostWords) {
            (unit) throws(JSONShapeError) in try unit.slug()
        } ?? []
    }

    static func encode(_ it: Routed, into members: inout Members) {
        members.add("assignment", described: it.assignment)
        members.add("lead", it.lead.text)
        add("assists", it.assists.map(\.text), to: &members)
        var proposal: Members = []
        proposal.add("routes", it.proposal.book.text)
        proposal.add("rule", it.proposal.rule.text)
        proposal.add("lead", it.proposal.lead.text)
        add("assists", it.proposal.assists.map(\.text), to: &proposal)
        members.add("proposed", JSONValue(proposal))
    }

    static func routed(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> Routed {
        Routed(
            matter: matter,
            proposal: try reader.object("proposed") {
                (it: inout JSONReader) throws(JSONShapeError) in
                RouteProposal(
                    book: try it.slug("routes"),
                    rule: try it.slug("rule"),
                    lead: try it.slug("lead"),
                    assists: try assists(&it)
                )
            },
            assignment: try reader.identifier("assignment"),
            lead: try reader.slug("lead"),
            assists: try assists(&reader)
        )
    }
}

extension RouteBook {
    /// The SHA-256 of the catalogue's canonical bytes, as they stand in `routes` of the entry that adopts it.
    package var digest: Digest32 { .sha256(of: RouteMembers.encode(self).canonicalBytes) }
}
