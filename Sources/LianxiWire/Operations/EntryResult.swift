package import LianxiJSON

/// What became of one element of a batch: the entry it made, or made when it was first asked.
package enum EntryResult: WireObject {
    case entry(UInt64)
    case refused(DeskRefusal)

    package var members: [(name: String, value: JSONValue?)] {
        switch self {
        case .entry(let index): [("entry", JSONValue(index))]
        case .refused(let refusal): [("refused", refusal.encode())]
        }
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        if let refusal = try reader.optionalValue("refused", of: DeskRefusal.self) {
            self = .refused(refusal)
        } else {
            self = .entry(try reader.number("entry"))
        }
    }
}

/// What became of one order of a dispatch: an entry for each recipient, in the order given.
package enum DispatchResult: WireObject {
    case entries([UInt64])
    case refused(DeskRefusal)

    package var members: [(name: String, value: JSONValue?)] {
        switch self {
        case .entries(let indexes): [("entries", .array(indexes.map { JSONValue($0) }))]
        case .refused(let refusal): [("refused", refusal.encode())]
        }
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        if let refusal = try reader.optionalValue("refused", of: DeskRefusal.self) {
            self = .refused(refusal)
        } else {
            let most = 1...WireLimits.recipients
            self = .entries(
                try reader.list("entries", most) { (element) throws(JSONShapeError) in
                    UInt64(try element.integer(in: 0...JSONValue.largestInteger))
                }
            )
        }
    }
}

/// The answer to a request that makes one entry.
package struct EntryReply: WireObject {
    package let entry: UInt64

    package init(entry: UInt64) { self.entry = entry }

    package var members: [(name: String, value: JSONValue?)] { [("entry", JSONValue(entry))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        entry = try reader.number("entry")
    }
}

/// The answer to a batch: one result for each element, in its order.
package struct EntryResultsReply: WireObject {
    package let results: [EntryResult]

    package init(results: [EntryResult]) { self.results = results }

    package var members: [(name: String, value: JSONValue?)] { [("results", JSONValue(results))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        results = try reader.objects("results", 1...WireLimits.acts)
    }
}
