/// Where the SM3 tree's edge is kept from one start to the next.
///
/// What is lost of it, or damaged, is made again from the entries.
package protocol ShadowStorage: Sendable {
    /// What was kept last; `nil` before the first time.
    func load() async throws(StorageError) -> [UInt8]?
    /// Keeps a state in place of the one before, whole or not at all.
    func keep(_ state: [UInt8]) async throws(StorageError)
}

/// What a daemon that has an SM3 tree needs for it.
package struct ShadowParts: Sendable {
    /// Signs as `<origin>/sm3`; its cipher hashes.
    package let signer: CommercialSigner
    package let storage: any ShadowStorage

    /// - Parameters:
    ///   - signer: Who signs beside the log's key.
    ///   - storage: Where the edge is kept.
    package init(beside signer: CommercialSigner, storage: any ShadowStorage) {
        self.signer = signer.shadow
        self.storage = storage
    }
}
