package import LianxiCore
package import LianxiJSON

/// Asks for the dossier of an archived matter to be destroyed (销毁); nothing is destroyed yet.
package struct AskErasureRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.askErasure

    package let officer: OfficerID
    package let order: ErasureOrder
    /// Over the order, by the officer; without it the request is refused.
    package let signed: SignedBy?

    package init(officer: OfficerID, order: ErasureOrder, signed: SignedBy? = nil) {
        self.officer = officer
        self.order = order
        self.signed = signed
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("matter", order.matter.json),
            ("ground", .string(order.ground.rawValue)), ("document", .string(order.document)),
            ("signed", signed?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        order = ErasureOrder(
            matter: try reader.identifier("matter"),
            ground: try reader.choice("ground", as: ErasureOrder.Ground.self),
            document: try reader.parsed(
                "document",
                "1 to \(StepDetails.labelBytes) bytes without blanks"
            ) { StepDetails.isLabel($0) ? $0 : nil }
        )
        signed = try SignedBy(optional: &reader)
    }
}

/// Confirms, as another officer, what was asked with an entry; then the dossier is destroyed.
package struct EraseRequest: DeskRequest {
    package typealias Answer = EraseReply
    package static let operation = OperationName.erase

    package let officer: OfficerID
    package let matter: MatterID
    /// Index of the entry it was asked with.
    package let asked: UInt64
    /// Over the approval of that entry, by the officer; without it the request is refused.
    package let signed: SignedBy?

    package init(officer: OfficerID, matter: MatterID, asked: UInt64, signed: SignedBy? = nil) {
        self.officer = officer
        self.matter = matter
        self.asked = asked
        self.signed = signed
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("matter", matter.json), ("asked", JSONValue(asked)),
            ("signed", signed?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        matter = try reader.identifier("matter")
        asked = try reader.number("asked")
        signed = try SignedBy(optional: &reader)
    }
}

/// The dossier is gone from this store; copies that may still hold its key are named.
package struct EraseReply: WireObject {
    package let entry: UInt64
    /// Copies of the keys this store knows of, the newest first, at most 100.
    package let copies: [CopyRow]

    package init(entry: UInt64, copies: [CopyRow]) {
        self.entry = entry
        self.copies = copies
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("entry", JSONValue(entry)), ("copies", JSONValue(copies))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        entry = try reader.number("entry")
        copies = try reader.objects("copies", 0...WireLimits.shownCopies)
    }
}

/// A copy of the store that was made once: when, and where it was put.
package struct CopyRow: WireObject {
    package let at: Timestamp
    package let place: String

    package init(at: Timestamp, place: String) {
        self.at = at
        self.place = place
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("at", at.json), ("place", .string(place))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        at = try reader.moment("at")
        place = try reader.string("place", max: WireLimits.placeBytes)
    }
}
