import GRDB
package import LianxiCore
package import LianxiLedger

/// Reads texts, papers and their keys out of a backup, or beside a daemon that runs; and never changes anything.
package final class DossierReader: DossierSource {
    private let ledger: DatabaseQueue
    private let keys: DatabaseQueue
    private let place: String

    /// - Parameters:
    ///   - ledger: The file `main.db`.
    ///   - keys: The file `keys.db`.
    /// - Throws: ``StorageError`` when they cannot be opened.
    package init(ledger: String, keys: String) throws(StorageError) {
        place = ledger
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            self.ledger = try DatabaseQueue(path: ledger, configuration: configuration)
            self.keys = try DatabaseQueue(path: keys, configuration: configuration)
        } catch {
            throw StorageError(error, doing: "opening \(ledger) and \(keys)")
        }
    }

    /// Opens everything that the ledger commits to.
    ///
    /// - Parameter later: Where the ledger goes on, of which this is a copy; `nil` where it goes on itself.
    /// - Returns: What does not open, without what was destroyed meanwhile.
    /// - Throws: ``StorageError`` when a store cannot be read.
    package func examine(
        before later: DossierReader? = nil
    ) async throws(StorageError) -> DossierExamination.Report {
        var report = try await DossierExamination(texts(), in: self).run()
        guard !report.damage.isEmpty else { return report }
        let still = try await Set((later ?? self).texts())
        report.damage.removeAll { !still.contains($0.text) }
        return report
    }

    /// Every text that the entries commit to.
    ///
    /// - Throws: `refused` for an entry that cannot be read, or has not the hash kept of it.
    package func texts() async throws(StorageError) -> [CommittedText] {
        try await read(ledger) { database in
            var docket = CommittedDocket()
            let statement = try database.cachedStatement(
                sql: "SELECT idx, entry, hash FROM leaf ORDER BY idx"
            )
            try statement.run([]) { row in
                try docket.take(row.blob(1), at: row.number(0), row.digest(2))
            }
            return docket.texts
        }
    }

    package func key(of name: MatterID) async throws(StorageError) -> [UInt8]? {
        try await key(of: name, in: "key")
    }

    package func attachmentKey(of matter: MatterID) async throws(StorageError) -> [UInt8]? {
        try await key(of: matter, in: "attachment_key")
    }

    package func sealedItem(_ commitment: Digest32) async throws(StorageError) -> SealedItem? {
        try await read(ledger) { try LedgerDatabase.sealedItem(commitment, $0) }
    }

    package func attachment(_ code: Digest32) async throws(StorageError) -> StoredAttachment? {
        try await read(ledger) { try LedgerDatabase.attachment(code, $0) }
    }

    package func chunk(_ number: Int, of code: Digest32) async throws(StorageError) -> [UInt8]? {
        try await read(ledger) { try LedgerDatabase.chunk(number, of: code, $0) }
    }

    private func key(of name: MatterID, in table: String) async throws(StorageError) -> [UInt8]? {
        try await read(keys) {
            try $0.first("SELECT key FROM \(table) WHERE matter = ?", [.identifier(name)]) {
                $0.blob(0)
            }
        }
    }

    private func read<Value: Sendable>(
        _ queue: DatabaseQueue,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageError) -> Value {
        do {
            return try await queue.read(body)
        } catch {
            throw StorageError(error, doing: "reading \(place)")
        }
    }
}
