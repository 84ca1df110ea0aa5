package import LianxiCore
package import LianxiLedger

/// An installation's sealed texts and papers, with their keys, for whoever examines or mends them.
package struct StoredDossiers: DossierKeeper {
    private let ledger: LedgerDatabase
    private let keys: DossierKeyDatabase

    package init(_ ledger: LedgerDatabase, _ keys: DossierKeyDatabase) {
        self.ledger = ledger
        self.keys = keys
    }

    package func key(of name: MatterID) async throws(StorageError) -> [UInt8]? {
        try await keys.key(of: name)
    }

    package func sealedItem(_ commitment: Digest32) async throws(StorageError) -> SealedItem? {
        try await ledger.sealedItem(commitment)
    }

    package func attachmentKey(of matter: MatterID) async throws(StorageError) -> [UInt8]? {
        try await keys.attachmentKey(of: matter)
    }

    package func attachment(_ code: Digest32) async throws(StorageError) -> StoredAttachment? {
        try await ledger.attachment(code)
    }

    package func chunk(_ number: Int, of code: Digest32) async throws(StorageError) -> [UInt8]? {
        try await ledger.chunk(number, of: code)
    }

    package func keep(_ key: [UInt8], of name: MatterID) async throws(StorageError) {
        try await keys.add([(name, key)], petitioners: [])
    }

    package func replace(_ item: SealedItem) async throws(StorageError) {
        try await ledger.replace(item)
    }

    package func keep(attachmentKey: [UInt8], of matter: MatterID) async throws(StorageError) {
        _ = try await keys.attachmentKey(of: matter, orKeeping: attachmentKey)
    }

    package func drop(_ code: Digest32) async throws(StorageError) { try await ledger.drop(code) }

    package func add(_ chunk: SealedChunk, begun: Timestamp) async throws(StorageError) {
        try await ledger.add(chunk, begun: begun)
    }

    package func markWhole(_ code: Digest32) async throws(StorageError) {
        try await ledger.markWhole(code)
    }
}
