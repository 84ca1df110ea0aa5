package import LianxiCore
package import LianxiJSON

/// Asks what parties are called, for people to read.
package struct NamesRequest: DeskRequest {
    package typealias Answer = NamesReply
    package static let operation = OperationName.names

    /// The newest entry the asker has a name from: only later ones are told; absent for all.
    package let after: UInt64?

    package init(after: UInt64? = nil) { self.after = after }

    package var members: [(name: String, value: JSONValue?)] {
        [("after", after.map { JSONValue($0) })]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        after = reader.optional("after") == nil ? nil : try reader.number("after")
    }
}

/// The legal names of all parties, or of those enrolled or changed since; in the order of their identifiers.
package struct NamesReply: WireObject {
    package let names: [PartyName]

    package init(names: [PartyName]) { self.names = names }

    package var members: [(name: String, value: JSONValue?)] { [("names", JSONValue(names))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        names = try reader.objects("names", 0...WireLimits.shownParties)
    }
}

extension PartyName: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("party", party.json), ("name", .string(name)), ("entry", JSONValue(entry))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            party: try reader.slug("party"),
            name: try reader.parsed("name", "1 to \(WireLimits.nameBytes) bytes") {
                (1...WireLimits.nameBytes).contains($0.utf8.count) ? $0 : nil
            },
            entry: try reader.number("entry")
        )
    }
}
