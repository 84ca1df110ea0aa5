package import LianxiCore
package import LianxiJSON

/// Acts of one officer under one signature, with the reasons and reports they commit to.
package struct ActRequest: DeskRequest {
    package typealias Answer = ActReply
    package static let operation = OperationName.act

    /// Texts of the acts, 1…256: the whole batch, in the order of its tree.
    package let acts: [String]
    /// Key identifier and Ed25519 signature over the batch's text, 68 bytes.
    package let signature: [UInt8]
    /// What the acts' notes commit to; at most one for each act.
    package let notes: [OpenedItem]

    package init(acts: [String], signature: [UInt8], notes: [OpenedItem]) {
        self.acts = acts
        self.signature = signature
        self.notes = notes
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("acts", .array(acts.map { JSONValue([("text", .string($0))]) })),
            ("sig", .string(Base64.encode(signature))),
            ("notes", notes.isEmpty ? nil : JSONValue(notes)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        acts = try reader.list("acts", 1...WireLimits.acts) { (element) throws(JSONShapeError) in
            try element.object { (act) throws(JSONShapeError) in
                try act.string("text", max: WireLimits.actTextBytes)
            }
        }
        signature = try reader.bytes("sig", exactly: WireLimits.signatureBytes)
        notes =
            try reader.optionalArray("notes", max: WireLimits.acts) {
                (element) throws(JSONShapeError) in try OpenedItem(decoding: element)
            } ?? []
    }
}

/// A dossier item in the open, with the salt that its commitment hides it by.
package struct OpenedItem: WireObject {
    /// `reason`, `report`: 1 to 32 of `a-z` and `-`.
    package let field: String
    package let matter: MatterID
    /// 32 random bytes.
    package let salt: [UInt8]
    /// At most 64 KiB.
    package let payload: [UInt8]

    package init(field: String, matter: MatterID, salt: [UInt8], payload: [UInt8]) {
        self.field = field
        self.matter = matter
        self.salt = salt
        self.payload = payload
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("field", .string(field)), ("matter", matter.json),
            ("salt", .string(Base64.encode(salt))), ("payload", .string(Base64.encode(payload))),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        field = try reader.element("field").field()
        matter = try reader.identifier("matter")
        salt = try reader.bytes("salt", exactly: WireLimits.saltBytes)
        payload = try reader.bytes("payload", max: WireLimits.payloadBytes)
    }
}

/// What became of the acts, with the daemon's signature under it.
package struct ActReply: WireObject {
    /// Confirmation of the entries named in `results`, a signed note; empty when all were refused.
    package let confirmation: String
    /// One for each act, in the batch's order.
    package let results: [EntryResult]

    package init(confirmation: String, results: [EntryResult]) {
        self.confirmation = confirmation
        self.results = results
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("confirmation", .string(confirmation)), ("results", JSONValue(results))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        confirmation = try reader.string("confirmation", max: WireLimits.confirmationBytes)
        results = try reader.objects("results", 1...WireLimits.acts)
    }
}
