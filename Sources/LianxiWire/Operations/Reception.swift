package import LianxiCore
package import LianxiJSON

/// How a matter was received, beside its facts.
extension Reception: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("answer", answer.map { .string($0.rawValue) }),
            ("anonymous", isAnonymous ? .bool(true) : nil),
            ("representatives", representatives.map { JSONValue($0) }),
            ("repeats", repeats?.json), ("part-of", partOf?.json),
            ("excluded", excluded.isEmpty ? nil : JSONValue(excluded.map(\.text))),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            answer: try reader.optionalChoice("answer", as: Reception.Answer.self),
            isAnonymous: try reader.optionalBool("anonymous") ?? false,
            representatives: try reader.optionalInteger("representatives", in: 1...1_000_000)
                .map { Int($0) },
            repeats: try reader.optionalIdentifier("repeats"),
            partOf: try reader.optionalIdentifier("part-of"),
            excluded: try reader.optionalArray("excluded", max: Reception.mostExcluded) {
                (party) throws(JSONShapeError) in
                try party.parsed("a party's short name") { PartyID($0) }
            } ?? []
        )
    }
}
