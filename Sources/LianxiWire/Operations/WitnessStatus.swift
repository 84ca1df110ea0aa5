package import LianxiCore
package import LianxiJSON

/// How far the ledger is witnessed, and by whom its newest checkpoint.
package struct WitnessStatus: WireObject {
    /// Entries under the newest witnessed checkpoint; absent before the first.
    package let size: UInt64?
    /// Parties that cosigned the newest checkpoint, in the order of their names.
    package let cosigned: [PartyID]
    /// Parties enrolled as witnesses that have not, in the order of their names.
    package let missing: [PartyID]
    /// Witnesses that say they keep what the daemon never signed, heard in this run.
    package let claims: [WitnessClaimRow]

    package init(
        size: UInt64?,
        cosigned: [PartyID],
        missing: [PartyID],
        claims: [WitnessClaimRow] = []
    ) {
        self.size = size
        self.cosigned = cosigned
        self.missing = missing
        self.claims = claims
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("size", size.map { JSONValue($0) }), ("cosigned", .array(cosigned.map(\.json))),
            ("missing", .array(missing.map(\.json))),
            ("claims", claims.isEmpty ? nil : JSONValue(claims)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        size = try reader.optionalNumber("size")
        cosigned = try reader.parties("cosigned")
        missing = try reader.parties("missing")
        claims =
            try reader.optionalArray("claims", max: WireLimits.shownParties) {
                (element) throws(JSONShapeError) in try WitnessClaimRow(decoding: element)
            } ?? []
    }
}

extension JSONReader {
    fileprivate mutating func parties(_ name: String) throws(JSONShapeError) -> [PartyID] {
        try list(name, 0...WireLimits.shownParties) { (element) throws(JSONShapeError) in
            try element.parsed("a party's short name") { PartyID($0) }
        }
    }
}
