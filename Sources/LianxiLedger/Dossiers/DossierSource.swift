package import LianxiCore

/// Where sealed texts, papers and their keys can be read: an installation's stores, or a backup of them.
package protocol DossierSource: Sendable {
    /// The key of the dossier of that name; `nil` when there is none.
    func key(of name: MatterID) async throws(StorageError) -> [UInt8]?
    func sealedItem(_ commitment: Digest32) async throws(StorageError) -> SealedItem?
    /// The key of the matter's papers; `nil` when it has none.
    func attachmentKey(of matter: MatterID) async throws(StorageError) -> [UInt8]?
    /// The paper kept under the code; `nil` when there is not even a piece.
    func attachment(_ code: Digest32) async throws(StorageError) -> StoredAttachment?
    /// The box of a piece; `nil` when it is not there.
    func chunk(_ number: Int, of code: Digest32) async throws(StorageError) -> [UInt8]?
}

/// Stores in which a text or a paper can be put back.
package protocol DossierKeeper: DossierSource {
    /// Keeps a key where there is none.
    func keep(_ key: [UInt8], of name: MatterID) async throws(StorageError)
    /// Keeps a sealed text in the place of what is there.
    func replace(_ item: SealedItem) async throws(StorageError)
    /// Keeps a key of papers where there is none.
    func keep(attachmentKey: [UInt8], of matter: MatterID) async throws(StorageError)
    /// Forgets what is there of a paper.
    func drop(_ code: Digest32) async throws(StorageError)
    /// Keeps the next piece of a paper.
    func add(_ chunk: SealedChunk, begun: Timestamp) async throws(StorageError)
    /// Notes that a paper is whole.
    func markWhole(_ code: Digest32) async throws(StorageError)
}

extension DossierSource {
    /// The text in the clear, compared with its commitment; `nil` where it is not there or does not open.
    package func open(_ text: CommittedText) async throws(StorageError) -> DossierItem? {
        guard let key = try await key(of: text.name),
            let sealed = try await sealedItem(text.reference.commitment)
        else { return nil }
        return try? DossierItem.open(sealed, field: text.reference.field, key: key)
    }

    /// What a paper's pieces are sealed with; `nil` where the matter has no key, or none that can be one.
    func attachmentSeal(of matter: MatterID) async throws(StorageError) -> AttachmentSeal? {
        guard let key = try await attachmentKey(of: matter) else { return nil }
        return try? AttachmentSeal(of: matter, key: key)
    }

    /// Whether the paper is there whole, with the bytes that it is listed with.
    ///
    /// - Parameters:
    ///   - listing: What the paper is.
    ///   - matter: Whose it is.
    ///   - take: Is handed each piece in the clear, in order.
    /// - Returns: `false` at the first piece that is not there or does not open, or when the whole is something else.
    /// - Throws: `StorageError`, and what `take` throws.
    func read(
        _ listing: AttachmentListing,
        of matter: MatterID,
        take: (Int, [UInt8]) async throws(StorageError) -> Void = { _, _ in }
    ) async throws(StorageError) -> Bool {
        guard let seal = try await attachmentSeal(of: matter) else { return false }
        let code = seal.code(of: listing.address, size: listing.size)
        guard try await attachment(code)?.isWhole == true else { return false }
        return try await seal.read(
            listing,
            box: { (number) throws(StorageError) in try await chunk(number, of: code) },
            take: take
        )
    }
}
