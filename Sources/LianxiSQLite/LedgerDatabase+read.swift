import GRDB
import Glibc
package import LianxiCore
package import LianxiLedger

extension LedgerDatabase {
    package func head() async throws(StorageError) -> (size: UInt64, root: Digest32) {
        let head = try await file.read("reading the head of") { database in
            try database.first("SELECT size, root FROM tree WHERE id = 1") {
                (size: try $0.number(0), root: try $0.digest(1))
            }
        }
        guard let head else {
            throw StorageError(.refused, "the ledger \(file.path) has lost its tree row")
        }
        return head
    }

    package func entries(from first: UInt64, limit: Int) async throws(StorageError)
        -> [StoredEntry]
    {
        try await stored(
            "WHERE idx >= ? ORDER BY idx LIMIT ?",
            .number(first),
            .integer(Int64(max(0, limit)))
        )
    }

    package func feed(of party: PartyID, after number: UInt64, limit: Int)
        async throws(StorageError) -> [StoredEntry]
    {
        try await stored(
            "WHERE recipient = ? AND number > ? ORDER BY number LIMIT ?",
            .text(party.text),
            .number(number),
            .integer(Int64(max(0, limit)))
        )
    }

    package func entries(at indexes: [UInt64]) async throws(StorageError) -> [StoredEntry] {
        try await file.read("reading entries of") { database in
            try indexes.compactMap { index in
                try database.first(Self.columns + "WHERE idx = ?", [.number(index)], Self.entry)
            }
        }
    }

    package func hashes(level: Int, from first: UInt64, count: Int) async throws(StorageError)
        -> [Digest32]
    {
        let bounds: [SQLValue] = [.number(first), .integer(Int64(max(0, count)))]
        return try await file.read("reading hashes of") { database in
            guard level > 0 else {
                return try database.rows(
                    "SELECT hash FROM leaf WHERE idx >= ? ORDER BY idx LIMIT ?",
                    bounds
                ) { try $0.digest(0) }
            }
            return try database.rows(
                "SELECT hash FROM node256 WHERE level = ? AND n >= ? ORDER BY n LIMIT ?",
                [.integer(Int64(level))] + bounds
            ) { try $0.digest(0) }
        }
    }

    package func sealedItem(_ commitment: Digest32) async throws(StorageError) -> SealedItem? {
        try await file.read("reading a sealed item of") { try Self.sealedItem(commitment, $0) }
    }

    static func sealedItem(_ commitment: Digest32, _ database: Database) throws -> SealedItem? {
        try database.first(
            "SELECT matter, box FROM sealed WHERE commitment = ?",
            [.digest(commitment)]
        ) {
            SealedItem(
                commitment: commitment,
                matter: try $0.identifier(0),
                box: $0.blob(1)
            )
        }
    }

    package func freeBytes() async throws(StorageError) -> UInt64 {
        // Answered from memory by the file systems a ledger lies on; a change of threads costs more.
        var volume = statvfs()
        guard statvfs(file.path, &volume) == 0 else {
            throw StorageError(.failed, "asking for the room left for \(file.path): \(errorText())")
        }
        return UInt64(volume.f_bavail) * UInt64(volume.f_frsize)
    }

    private static let columns = "SELECT idx, entry, hash, matter, recipient, number FROM leaf "

    private func stored(_ condition: String, _ values: SQLValue...) async throws(StorageError)
        -> [StoredEntry]
    {
        try await file.read("reading entries of") { database in
            try database.rows(Self.columns + condition, values, Self.entry)
        }
    }

    private static func entry(_ row: SQLRow) throws -> StoredEntry {
        StoredEntry(
            index: try row.number(0),
            bytes: row.blob(1),
            hash: try row.digest(2),
            matter: row.isNull(3) ? nil : try row.identifier(3),
            delivery: row.isNull(4)
                ? nil
                : Delivery(
                    recipient: try row.parsed(4) { PartyID($0) },
                    number: try row.number(5)
                )
        )
    }
}
