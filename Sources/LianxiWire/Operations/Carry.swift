package import LianxiCore
package import LianxiJSON

/// Asks in the place of a unit that has no network; what comes back goes to it by hand.
///
/// Carried are `hello`, `sync`, `checkpoint`, `act`, whose acts are signed by the unit, and `receive` with the
/// unit's signature; nothing else.
package struct CarryRequest: DeskRequest {
    package typealias Answer = CarryReply
    package static let operation = OperationName.carry

    package let party: PartyID
    /// The body of the unit's own request.
    package let asks: JSONValue
    /// For `receive`: the unit's signed note over its receipts.
    package let note: String?

    package init(party: PartyID, asks: JSONValue, note: String? = nil) {
        self.party = party
        self.asks = asks
        self.note = note
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("party", party.json), ("asks", asks), ("note", note.map { .string($0) })]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        party = try reader.slug("party")
        asks = try reader.element("asks").value
        note = try reader.optionalString("note", max: WireLimits.confirmationBytes)
    }
}

/// The answer the unit would have had; with its items, where it has any.
package struct CarryReply: WireObject {
    package let answer: JSONValue

    package init(answer: JSONValue) { self.answer = answer }

    package var members: [(name: String, value: JSONValue?)] { [("answer", answer)] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        answer = try reader.element("answer").value
    }
}

/// Asks for the daemon's seal over a bundle to a unit.
package struct SealRequest: DeskRequest {
    package typealias Answer = SealReply
    package static let operation = OperationName.seal

    package let party: PartyID
    /// SHA-256 of the bundle's content.
    package let digest: Digest32

    package init(party: PartyID, digest: Digest32) {
        self.party = party
        self.digest = digest
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("party", party.json), ("digest", digest.base64)]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        party = try reader.slug("party")
        digest = try reader.hash("digest")
    }
}

/// The seal as a signed note, by the confirmation key.
package struct SealReply: WireObject {
    package let note: String

    package init(note: String) { self.note = note }

    package var members: [(name: String, value: JSONValue?)] { [("note", .string(note))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        note = try reader.string("note", max: WireLimits.noteBytes)
    }
}
