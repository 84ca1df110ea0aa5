package import LianxiCore
package import LianxiJSON

/// A catalogue's content, in the form entries have it.
extension RouteBook: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("id", id.json), ("rules", JSONValue(rules))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            id: try reader.slug("id"),
            rules: try reader.objects("rules", 1...RouteBook.mostRules)
        )
    }
}

/// A rule of the catalogue; conditions that are not asked have no member.
extension RouteRule: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        func words(_ words: [String]) -> JSONValue? { words.isEmpty ? nil : JSONValue(words) }
        return [
            ("id", id.json), ("lead", lead.json), ("subjects", words(subjects)),
            ("places", words(places)), ("classes", words(classes.map(\.rawValue))),
            ("assists", words(assists.map(\.text))),
            ("source", source.isEmpty ? nil : .string(source)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            id: try reader.slug("id"),
            subjects: try reader.words("subjects", max: Self.mostWords) { DataSetID($0)?.text },
            places: try reader.words("places", max: Self.mostWords) {
                (1...Self.placeBytes).contains($0.utf8.count) ? $0 : nil
            },
            classes: try reader.words("classes", max: MatterClass.allCases.count) {
                MatterClass(rawValue: $0)
            },
            lead: try reader.slug("lead"),
            assists: try reader.words("assists", max: Self.mostAssists) { PartyID($0) },
            source: try reader.optionalString("source", max: Self.sourceBytes) ?? ""
        )
    }
}

/// A proposal of the catalogue.
extension RouteProposal: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("routes", book.json), ("rule", rule.json), ("lead", lead.json),
            ("assists", assists.isEmpty ? nil : JSONValue(assists.map(\.text))),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            book: try reader.slug("routes"),
            rule: try reader.slug("rule"),
            lead: try reader.slug("lead"),
            assists: try reader.words("assists", max: RouteRule.mostAssists) { PartyID($0) }
        )
    }
}

/// What became of a rule's proposals.
extension RouteTally: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("rule", rule.json), ("proposed", JSONValue(proposed)),
            ("followed", JSONValue(followed)), ("returned", JSONValue(returned)),
            ("disputed", JSONValue(disputed)), ("redispatched", JSONValue(redispatched)),
            ("instead", JSONValue(instead)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let any = 0...JSONValue.largestInteger
        self.init(rule: try reader.slug("rule"))
        proposed = try reader.count("proposed", in: any)
        followed = try reader.count("followed", in: any)
        returned = try reader.count("returned", in: any)
        disputed = try reader.count("disputed", in: any)
        redispatched = try reader.count("redispatched", in: any)
        instead = try reader.objects("instead", 0...5)
    }
}

/// A unit that was chosen instead.
extension RouteChoice: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("lead", lead.json), ("count", JSONValue(count))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            lead: try reader.slug("lead"),
            count: try reader.count("count", in: 1...JSONValue.largestInteger)
        )
    }
}

extension JSONReader {
    /// Words, each at most once; no member where there are none.
    fileprivate mutating func words<Word: Hashable>(
        _ name: String,
        max: Int,
        _ parse: (String) -> Word?
    ) throws(JSONShapeError) -> [Word] {
        guard let element = optional(name) else { return [] }
        let words = try element.array(max: max) { (word) throws(JSONShapeError) in
            try word.parsed("a word of its form", parse)
        }
        guard !words.isEmpty, Set(words).count == words.count else {
            throw element.error(expected: "at least one word, each once, or no such member")
        }
        return words
    }
}
