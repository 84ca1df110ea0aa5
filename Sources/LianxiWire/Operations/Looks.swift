package import LianxiCore
package import LianxiJSON

/// Asks who looked into the dossier of a matter, or into a document of its own.
package struct LooksRequest: DeskRequest {
    package typealias Answer = LooksReply
    package static let operation = OperationName.looks

    package let chain: ChainID
    /// Only looks recorded before this entry: the `next` of the page before.
    package let before: UInt64?
    /// Rows of the page, 1…100.
    package let limit: Int

    package init(into chain: ChainID, before: UInt64? = nil, limit: Int = WireLimits.looks) {
        self.chain = chain
        self.before = before
        self.limit = limit
    }

    package var members: [(name: String, value: JSONValue?)] {
        let about: (name: String, value: JSONValue?) =
            switch chain {
            case .matter(let id): ("matter", id.json)
            case .document(let id): ("document", id.json)
            }
        return [
            about, ("before", before.map { JSONValue($0) }), ("limit", JSONValue(limit)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        if let document: DocumentID = try reader.optionalIdentifier("document") {
            chain = .document(document)
        } else {
            chain = .matter(try reader.identifier("matter"))
        }
        before = try reader.optionalNumber("before")
        limit = try reader.count("limit", in: 1...Int64(WireLimits.looks))
    }
}

/// The looks, the newest first.
package struct LooksReply: WireObject {
    package let looks: [LookRow]
    /// What to ask `before` for older ones; absent when there are none.
    package let next: UInt64?

    package init(looks: [LookRow], next: UInt64?) {
        self.looks = looks
        self.next = next
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("looks", JSONValue(looks)), ("next", next.map { JSONValue($0) })]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        looks = try reader.objects("looks", 0...WireLimits.looks)
        next = try reader.optionalNumber("next")
    }
}

/// One look into a dossier.
package struct LookRow: WireObject {
    package let entry: UInt64
    package let at: Timestamp
    package let party: PartyID
    /// Absent where the program did not say for whom it asked.
    package let officer: OfficerID?
    /// What was opened, at most 256 names.
    package let fields: [String]
    package let purpose: String

    package init(
        entry: UInt64,
        at: Timestamp,
        party: PartyID,
        officer: OfficerID?,
        fields: [String],
        purpose: String
    ) {
        self.entry = entry
        self.at = at
        self.party = party
        self.officer = officer
        self.fields = fields
        self.purpose = purpose
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("entry", JSONValue(entry)), ("at", at.json), ("party", party.json),
            ("officer", officer?.json), ("fields", JSONValue(fields)),
            ("purpose", .string(purpose)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        entry = try reader.number("entry")
        at = try reader.moment("at")
        party = try reader.slug("party")
        officer = try reader.optionalSlug("officer")
        fields = try reader.array("fields", max: WireLimits.openedItems) {
            (element) throws(JSONShapeError) in try element.field()
        }
        purpose = try reader.token("purpose")
    }
}
