package import LianxiCore
package import LianxiJSON

/// An officer's own signature under a request of the office; what is signed follows from the request.
package struct SignedBy: WireObject, Hashable {
    package let value: OfficerSignature

    package init(_ value: OfficerSignature) { self.value = value }

    package var members: [(name: String, value: JSONValue?)] {
        [("at", value.at.json), ("signature", .string(value.signature))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        value = OfficerSignature(
            at: Timestamp(seconds: try reader.moment("at").seconds),
            signature: try reader.signature()
        )
    }

    /// Reads the member `signed` where it is there.
    init?(optional reader: inout JSONReader) throws(JSONShapeError) {
        let read = try reader.optionalObject("signed") { (inner) throws(JSONShapeError) in
            try SignedBy(reading: &inner)
        }
        guard let read else { return nil }
        self = read
    }
}
