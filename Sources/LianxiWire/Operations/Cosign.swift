package import LianxiJSON

/// Hands in a witness's cosignature of the newest checkpoint.
///
/// C2SP tlog-cosignature.
package struct CosignRequest: DeskRequest {
    package typealias Answer = CosignReply
    package static let operation = OperationName.cosign

    /// Of the checkpoint cosigned.
    package let size: UInt64
    /// Base64 of key identifier (4), time (8) and signature (64).
    package let signature: String

    package init(size: UInt64, signature: String) {
        self.size = size
        self.signature = signature
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("size", JSONValue(size)), ("signature", .string(signature))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        size = try reader.number("size")
        signature = try reader.string("signature", max: WireLimits.cosignatureTextBytes)
    }
}

/// What became of a cosignature.
package struct CosignReply: WireObject {
    /// It is among those of the newest checkpoint; `false` when that is a newer one by now.
    package let isCounted: Bool
    /// The newest checkpoint has its quorum.
    package let isMet: Bool

    package init(isCounted: Bool, isMet: Bool) {
        self.isCounted = isCounted
        self.isMet = isMet
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("counted", .bool(isCounted)), ("met", .bool(isMet))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        isCounted = try reader.bool("counted")
        isMet = try reader.bool("met")
    }
}
