import GRDB
package import LianxiCore
package import LianxiLedger

extension LedgerDatabase {
    /// Appends all or nothing; when it returns, the disk has it.
    ///
    /// - Throws: `refused` when the batch extends another size or breaks a rule of the tables, `full`
    ///   when there was no room (nothing changed in either case), `failed` when nobody knows.
    package func append(_ batch: AppendBatch) async throws(StorageError) {
        try await file.write("appending to") { [path = file.path] database in
            let size = try database.first("SELECT size FROM tree WHERE id = 1") {
                try $0.number(0)
            }
            guard size == batch.expectedSize else {
                throw StorageError(
                    .refused,
                    "appending to \(path): it has \(size ?? 0) entries, the batch extends "
                        + "\(batch.expectedSize); another daemon wrote, or this one lost count"
                )
            }
            try Self.insert(batch, into: database)
            try database.run(
                "UPDATE tree SET size = ?, root = ? WHERE id = 1",
                .number(batch.expectedSize + UInt64(batch.entries.count)),
                .digest(batch.root)
            )
        }
    }

    package func destroySealedItems(of matters: [MatterID]) async throws(StorageError) {
        try await file.write("destroying sealed items in") { database in
            for matter in matters {
                try database.run("DELETE FROM sealed WHERE matter = ?", .identifier(matter))
            }
        }
        for matter in matters { try await remove("matter = ?", .identifier(matter)) }
        // A backup may be reading for long. Without their key the items are noise wherever they stand.
        _ = try await file.emptyLog()
    }

    /// Puts a sealed item in the place of the one with its commitment, which does not open.
    package func replace(_ item: SealedItem) async throws(StorageError) {
        try await file.write("mending a sealed item of") { database in
            try database.run("DELETE FROM sealed WHERE commitment = ?", .digest(item.commitment))
            try Self.insert(item, into: database)
        }
    }

    private static func insert(_ item: SealedItem, into database: Database) throws {
        // A commitment pins the plaintext: a second box of the same one opens to the same.
        try database.run(
            """
            INSERT INTO sealed (commitment, matter, box) VALUES (?, ?, ?)
            ON CONFLICT (commitment) DO NOTHING
            """,
            .digest(item.commitment),
            .identifier(item.matter),
            .blob(item.box)
        )
    }

    private static func insert(_ batch: AppendBatch, into database: Database) throws {
        let leaf = try database.cachedStatement(
            sql: """
                INSERT INTO leaf (idx, entry, hash, matter, recipient, number)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        )
        for entry in batch.entries {
            try leaf.run([
                .number(entry.index), .blob(entry.bytes), .digest(entry.hash),
                entry.matter.map(SQLValue.identifier) ?? .null,
                entry.delivery.map { .text($0.recipient.text) } ?? .null,
                entry.delivery.map { .number($0.number) } ?? .null,
            ])
        }
        for tile in batch.tileHashes {
            try database.run(
                "INSERT INTO node256 (level, n, hash) VALUES (?, ?, ?)",
                .integer(Int64(tile.level)),
                .number(tile.number),
                .digest(tile.hash)
            )
        }
        for item in batch.sealedItems { try insert(item, into: database) }
    }
}
