package import LianxiCore
package import LianxiJSON

/// Opens items of a matter's dossier.
///
/// Each look is recorded, with its purpose.
package struct LookRequest: DeskRequest {
    package typealias Answer = LookReply
    package static let operation = OperationName.look

    package let matter: MatterID
    /// At most 16; empty for all the asker may see.
    package let fields: [String]
    /// A short code for why: `handling`, `registration`, `supervision`.
    package let purpose: String
    /// Who looks; needed where somebody of the asker stands aside from the matter.
    ///
    /// Art. 28(3).
    package let officer: OfficerID?

    package init(
        matter: MatterID,
        fields: [String],
        purpose: String,
        officer: OfficerID? = nil
    ) {
        self.officer = officer
        self.matter = matter
        self.fields = fields
        self.purpose = purpose
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("matter", matter.json), ("fields", JSONValue(fields)), ("purpose", .string(purpose)),
            ("officer", officer?.json),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        matter = try reader.identifier("matter")
        fields = try reader.array("fields", max: WireLimits.fields) {
            (element) throws(JSONShapeError) in try element.field()
        }
        purpose = try reader.token("purpose")
        officer = try reader.optionalSlug("officer")
    }
}

/// The items asked for, and the entry that records the look.
package struct LookReply: WireObject {
    /// One item: check it by computing its commitment anew.
    package struct Item: WireObject {
        package let field: String
        package let commitment: Digest32
        /// 32 bytes.
        package let salt: [UInt8]
        package let payload: [UInt8]

        package init(field: String, commitment: Digest32, salt: [UInt8], payload: [UInt8]) {
            self.field = field
            self.commitment = commitment
            self.salt = salt
            self.payload = payload
        }

        package var members: [(name: String, value: JSONValue?)] {
            [
                ("field", .string(field)), ("commitment", commitment.base64),
                ("salt", .string(Base64.encode(salt))),
                ("payload", .string(Base64.encode(payload))),
            ]
        }

        package init(reading reader: inout JSONReader) throws(JSONShapeError) {
            field = try reader.element("field").field()
            commitment = try reader.hash("commitment")
            salt = try reader.bytes("salt", exactly: WireLimits.saltBytes)
            payload = try reader.bytes("payload", max: WireLimits.payloadBytes)
        }
    }

    package let items: [Item]
    package let entry: UInt64

    package init(items: [Item], entry: UInt64) {
        self.items = items
        self.entry = entry
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("items", JSONValue(items)), ("entry", JSONValue(entry))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        items = try reader.objects("items", 0...WireLimits.openedItems)
        entry = try reader.number("entry")
    }
}
