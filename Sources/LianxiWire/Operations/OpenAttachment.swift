package import LianxiCore
package import LianxiJSON

/// Opens a paper of a matter, piece by piece.
///
/// The look is recorded once, before the first piece is shown; its entry opens the others for a day.
package struct OpenAttachmentRequest: DeskRequest {
    package typealias Answer = OpenAttachmentReply
    package static let operation = OperationName.openAttachment

    package let matter: MatterID
    /// SHA-256 of the whole paper.
    package let address: Digest32
    /// A short code for why, as in ``LookRequest/purpose``.
    package let purpose: String
    /// Who looks; needed where somebody of the asker stands aside from the matter.
    ///
    /// Art. 28(3).
    package let officer: OfficerID?
    /// Which piece, from 0.
    package let chunk: Int
    /// The look this goes on with; `nil` for a new one.
    package let entry: UInt64?

    package init(
        matter: MatterID,
        address: Digest32,
        purpose: String,
        officer: OfficerID? = nil,
        chunk: Int,
        entry: UInt64? = nil
    ) {
        self.matter = matter
        self.address = address
        self.purpose = purpose
        self.officer = officer
        self.chunk = chunk
        self.entry = entry
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("matter", matter.json), ("address", .string(address.description)),
            ("purpose", .string(purpose)), ("officer", officer?.json), ("chunk", JSONValue(chunk)),
            ("entry", entry.map { JSONValue($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let most = AttachmentLimits.chunks(of: AttachmentLimits.mostBytes)
        matter = try reader.identifier("matter")
        address = try reader.hexHash("address")
        purpose = try reader.token("purpose")
        officer = try reader.optionalSlug("officer")
        chunk = try reader.count("chunk", in: 0...Int64(most - 1))
        entry = try reader.optionalNumber("entry")
    }
}

/// One piece of a paper, and the entry that records the look.
package struct OpenAttachmentReply: WireObject {
    package let entry: UInt64
    package let name: String
    /// Bytes of the whole paper.
    package let size: Int
    /// At most ``AttachmentLimits/chunkBytes``.
    package let bytes: [UInt8]

    package init(entry: UInt64, name: String, size: Int, bytes: [UInt8]) {
        self.entry = entry
        self.name = name
        self.size = size
        self.bytes = bytes
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("entry", JSONValue(entry)), ("name", .string(name)), ("size", JSONValue(size)),
            ("bytes", .string(Base64.encode(bytes))),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        entry = try reader.number("entry")
        name = try reader.attachmentName("name")
        size = try reader.count("size", in: 1...Int64(AttachmentLimits.mostBytes))
        bytes = try reader.bytes("bytes", max: AttachmentLimits.chunkBytes)
    }
}
