package import LianxiCore
package import LianxiJSON

/// Brings a piece of a paper that is to be kept with a matter, or asks how much of it is there.
///
/// Nothing is recorded by it; what was uploaded and never attached is dropped after a week.
package struct UploadRequest: DeskRequest {
    package typealias Answer = UploadReply
    package static let operation = OperationName.upload

    /// One piece: all but the last have ``AttachmentLimits/chunkBytes``.
    package struct Piece: Hashable, Sendable {
        /// From 0.
        package let number: Int
        package let bytes: [UInt8]

        package init(number: Int, bytes: [UInt8]) {
            self.number = number
            self.bytes = bytes
        }
    }

    package let officer: OfficerID
    package let matter: MatterID
    /// SHA-256 of the whole paper.
    package let address: Digest32
    /// Bytes of the whole paper.
    package let size: Int
    /// `nil` to ask only.
    package let piece: Piece?

    package init(
        officer: OfficerID,
        matter: MatterID,
        address: Digest32,
        size: Int,
        piece: Piece? = nil
    ) {
        self.officer = officer
        self.matter = matter
        self.address = address
        self.size = size
        self.piece = piece
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("matter", matter.json),
            ("address", .string(address.description)), ("size", JSONValue(size)),
            ("chunk", piece.map { JSONValue($0.number) }),
            ("bytes", piece.map { .string(Base64.encode($0.bytes)) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        matter = try reader.identifier("matter")
        address = try reader.hexHash("address")
        let size = try reader.count("size", in: 1...Int64(AttachmentLimits.mostBytes))
        self.size = size
        guard let number = try reader.optionalNumber("chunk") else {
            piece = nil
            return
        }
        let chunks = AttachmentLimits.chunks(of: size)
        guard number < chunks else {
            throw reader.error("chunk", expected: "a number below \(chunks)", found: "\(number)")
        }
        let count = AttachmentLimits.bytes(ofChunk: Int(number), of: size)
        piece = Piece(number: Int(number), bytes: try reader.bytes("bytes", exactly: count))
    }
}

/// How many pieces of the paper are there: the first so many.
package struct UploadReply: WireObject {
    package let chunks: Int

    package init(chunks: Int) { self.chunks = chunks }

    package var members: [(name: String, value: JSONValue?)] { [("chunks", JSONValue(chunks))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let most = AttachmentLimits.chunks(of: AttachmentLimits.mostBytes)
        chunks = try reader.count("chunks", in: 0...Int64(most))
    }
}

/// Says that a paper that was uploaded whole is kept with the matter (附件入卷); recorded.
///
/// A paper that is kept with the matter already is answered with the entry it has.
package struct AttachRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.attach

    package let officer: OfficerID
    package let matter: MatterID
    package let address: Digest32
    /// Bytes of the whole paper.
    package let size: Int
    /// What it is called: sealed, like all that is said of it.
    package let name: String

    package init(
        officer: OfficerID,
        matter: MatterID,
        address: Digest32,
        size: Int,
        name: String
    ) {
        self.officer = officer
        self.matter = matter
        self.address = address
        self.size = size
        self.name = name
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("matter", matter.json),
            ("address", .string(address.description)), ("size", JSONValue(size)),
            ("name", .string(name)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        matter = try reader.identifier("matter")
        address = try reader.hexHash("address")
        size = try reader.count("size", in: 1...Int64(AttachmentLimits.mostBytes))
        name = try reader.attachmentName("name")
    }
}

extension JSONReader {
    /// What a paper is called: 1 to 255 bytes, without a slash or a control character.
    mutating func attachmentName(_ name: String) throws(JSONShapeError) -> String {
        try parsed(name, "1 to \(AttachmentLimits.nameBytes) bytes, no slash, no control character")
        {
            AttachmentLimits.isName($0) ? $0 : nil
        }
    }
}
