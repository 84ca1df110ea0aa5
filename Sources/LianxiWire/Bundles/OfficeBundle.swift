package import LianxiCore
package import LianxiJSON

/// What a unit has carried to the office: its receipts and its signed acts, and where it stands.
package struct OfficeBundle: WireObject {
    /// The most batches of acts in one bundle.
    package static let mostActs = 64

    /// A batch of acts, exactly as it was signed and kept.
    package struct Acts: WireObject {
        package let request: RequestID
        /// The body of the request to act.
        package let body: JSONValue

        package init(request: RequestID, body: JSONValue) {
            self.request = request
            self.body = body
        }

        package var members: [(name: String, value: JSONValue?)] {
            [("request", request.json), ("body", body)]
        }

        package init(reading reader: inout JSONReader) throws(JSONShapeError) {
            request = try reader.identifier("request")
            body = try reader.element("body").value
        }
    }

    /// The last number of the feed the unit has.
    package let after: UInt64
    /// Size of the checkpoint it verified; 0 for none.
    package let kept: UInt64
    /// Orders it has, and the signed note that says so; without a note there are none.
    package let orders: [ReceiveRequest.Order]
    package let note: String?
    package let acts: [Acts]

    package init(
        after: UInt64,
        kept: UInt64,
        orders: [ReceiveRequest.Order],
        note: String?,
        acts: [Acts]
    ) {
        self.after = after
        self.kept = kept
        self.orders = orders
        self.note = note
        self.acts = acts
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("after", JSONValue(after)), ("kept", JSONValue(kept)), ("orders", JSONValue(orders)),
            ("note", note.map { .string($0) }), ("acts", JSONValue(acts)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        after = try reader.number("after")
        kept = try reader.number("kept")
        orders = try reader.objects("orders", 0...WireLimits.receipts)
        note = try reader.optionalString("note", max: WireLimits.confirmationBytes)
        acts = try reader.objects("acts", 0...Self.mostActs)
    }
}
