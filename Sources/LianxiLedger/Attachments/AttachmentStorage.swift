package import LianxiCore

/// A paper as the store has it: in pieces, encrypted, under a code that says nothing.
package struct StoredAttachment: Hashable, Sendable {
    package let code: Digest32
    package let matter: MatterID
    /// Bytes of the whole paper.
    package let size: Int
    /// Pieces that are there: the first so many.
    package let chunks: Int
    /// All of it is there, and its SHA-256 was compared.
    package let isWhole: Bool

    package init(code: Digest32, matter: MatterID, size: Int, chunks: Int, isWhole: Bool) {
        self.code = code
        self.matter = matter
        self.size = size
        self.chunks = chunks
        self.isWhole = isWhole
    }
}

/// One piece of a paper on its way to the store.
package struct SealedChunk: Hashable, Sendable {
    package let code: Digest32
    package let matter: MatterID
    /// Bytes of the whole paper.
    package let size: Int
    /// From 0.
    package let number: Int
    package let box: [UInt8]

    package init(code: Digest32, matter: MatterID, size: Int, number: Int, box: [UInt8]) {
        self.code = code
        self.matter = matter
        self.size = size
        self.number = number
        self.box = box
    }
}

/// Where the pieces of papers lie, beside the sealed items and destroyed with them.
package protocol AttachmentStorage: Sendable {
    /// The paper kept under the code; `nil` when there is not even a piece.
    func attachment(_ code: Digest32) async throws(StorageError) -> StoredAttachment?
    /// Keeps the next piece of a paper durably, with the moment its first came; one that is there stays.
    func add(_ chunk: SealedChunk, begun: Timestamp) async throws(StorageError)
    /// The box of a piece; `nil` when it is not there.
    func chunk(_ number: Int, of code: Digest32) async throws(StorageError) -> [UInt8]?
    /// Notes that all pieces are there and are what they should be.
    func markWhole(_ code: Digest32) async throws(StorageError)
    /// Forgets a paper with its pieces.
    func drop(_ code: Digest32) async throws(StorageError)
    /// Bytes of all papers of the matter, as they will be when they are whole.
    func attachmentBytes(of matter: MatterID) async throws(StorageError) -> Int
    /// Forgets papers that were begun before the moment and never became whole.
    func dropUnfinished(begunBefore moment: Timestamp) async throws(StorageError)
}

/// The keys of matters' papers, in the store of the dossiers' keys and destroyed with those.
package protocol AttachmentKeyStorage: Sendable {
    /// The key of the matter's papers, 32 bytes; `nil` when it has none, or it was destroyed.
    func attachmentKey(of matter: MatterID) async throws(StorageError) -> [UInt8]?
    /// The key of the matter's papers: the one it has, else the one drawn, which is then durable.
    func attachmentKey(
        of matter: MatterID,
        orKeeping drawn: [UInt8]
    ) async throws(StorageError) -> [UInt8]
}
