import Crypto
import GRDB
import Glibc
package import LianxiLedger

/// The ledger in one SQLite file, `main.db`.
///
/// One daemon has it open at a time, which a lock on the file `lock` beside it keeps; every append
/// also compares the size it extends. Readers run beside the writer and see committed states only.
package final class LedgerDatabase: LedgerStorage {
    let file: DatabaseFile
    /// What the ledger is called, as in its checkpoints.
    package let origin: String
    private let lock: FileLock

    private init(file: DatabaseFile, origin: String, lock: FileLock) {
        self.file = file
        self.origin = origin
        self.lock = lock
    }

    /// Makes an empty ledger, epoch 1, and its folder when only that is missing.
    ///
    /// - Parameters:
    ///   - path: The file, `…/ledger/main.db`.
    ///   - origin: The ledger's name for ever.
    ///   - epochID: 16 random bytes.
    /// - Throws: `refused` when the file exists; it is not touched.
    package static func create(
        _ path: String,
        origin: String,
        epochID: [UInt8]
    ) async throws(StorageError) {
        precondition(epochID.count == 16, "an epoch identifier has 16 bytes")
        try await blocking { () throws(StorageError) in
            makeFolder(of: path)
            let lock = try Self.lock(path)
            try withExtendedLifetime(lock) { () throws(StorageError) in
                try DatabaseFile.create(path, schema: .ledger) { database in
                    try database.run(
                        "INSERT INTO meta (id, origin, epoch_counter, epoch_id) VALUES (1, ?, 1, ?)",
                        .text(origin),
                        .blob(epochID)
                    )
                    let empty = Array(SHA256.hash(data: [UInt8]()))  // RFC 6962 §2.1
                    try database.run(
                        "INSERT INTO tree (id, size, root) VALUES (1, 0, ?)",
                        .blob(empty)
                    )
                }
            }
        }
    }

    /// Opens the ledger and keeps it for this process; never makes one.
    ///
    /// - Throws: `refused` when it is missing, foreign, damaged, a backup, of a newer version, or
    ///   another daemon has it.
    package static func open(
        _ path: String,
        origin: String,
        options: DatabaseOptions = DatabaseOptions()
    ) async throws(StorageError) -> LedgerDatabase {
        try await blocking { () throws(StorageError) in
            guard access(directory(of: path), F_OK) == 0 else {
                throw StorageError(
                    .refused,
                    "the ledger \(path) is missing, with its folder; lianxid init makes a new one",
                    zh: "账本 \(path) 连同其目录都不存在；新建用 lianxid init"
                )
            }
            let lock = try Self.lock(path)
            let file = try DatabaseFile.open(path, schema: .ledger, options: options)
            try file.check("looking at") { try checkWhole($0, path: path, origin: origin) }
            return LedgerDatabase(file: file, origin: origin, lock: lock)
        }
    }

    /// The thread that writes the file.
    package var executor: (any TaskExecutor)? { file.writer }

    /// Closes the file and lets others open it; without a call, when the last user is gone.
    package func close() throws(StorageError) {
        try file.close()
        lock.release()
    }

    /// What SQLite answers on the connection that writes: 2 is FULL.
    package func synchronous() async throws(StorageError) -> Int {
        try await file.write("asking") { database in
            Int(try database.first("PRAGMA synchronous") { $0.integer(0) } ?? -1)
        }
    }

    private static func lock(_ path: String) throws(StorageError) -> FileLock {
        try FileLock(
            directory(of: path) + "/lock",
            program: "lianxid",
            guarded: "the ledger \(path)",
            chinese: "账本 \(path)"
        )
    }

    /// What must hold of any ledger we may extend; the tree's hashes are for the ledger room to check.
    private static func checkWhole(_ database: Database, path: String, origin: String) throws {
        func refuse(_ what: String, _ chinese: String) -> StorageError {
            StorageError(.refused, what, zh: chinese)
        }
        let meta = try database.first("SELECT origin, is_backup FROM meta WHERE id = 1") {
            (origin: $0.text(0), isBackup: $0.integer(1) != 0)
        }
        guard let meta else {
            throw refuse("the ledger \(path) has lost its meta row", "账本 \(path) 缺少 meta 行")
        }
        guard meta.origin == origin else {
            throw refuse(
                "the ledger \(path) belongs to \(meta.origin), the configuration says \(origin)",
                "账本 \(path) 属于 \(meta.origin)，配置写的是 \(origin)"
            )
        }
        guard !meta.isBackup else {
            throw refuse(
                "the ledger \(path) is a backup, and may lack entries already signed; "
                    + "lianxid restore puts it in place",
                "账本 \(path) 是备份副本，可能缺少已签署的条目；用 lianxid restore 放回"
            )
        }
        guard let size = try database.first("SELECT size FROM tree", [], { try $0.number(0) })
        else { throw refuse("the ledger \(path) has lost its tree row", "账本 \(path) 缺少 tree 行") }
        let next = try database.first("SELECT coalesce(max(idx) + 1, 0) FROM leaf") {
            try $0.number(0)
        }
        guard next == size else {
            throw refuse(
                "the ledger \(path) has \(next ?? 0) entries, its tree says \(size)",
                "账本 \(path) 有 \(next ?? 0) 条，而其树记为 \(size) 条"
            )
        }
        var expected = size / 256
        var level: Int64 = 1
        while expected > 0 {
            let found = try database.first(
                "SELECT coalesce(max(n) + 1, 0) FROM node256 WHERE level = ?",
                [.integer(level)],
                { try $0.number(0) }
            )
            guard found == expected else {
                throw refuse(
                    "the ledger \(path) has \(found ?? 0) hashes at tile level \(level), "
                        + "its \(size) entries call for \(expected)",
                    "账本 \(path) 第 \(level) 级瓦片有 \(found ?? 0) 个哈希，\(size) 条应有 \(expected) 个"
                )
            }
            expected /= 256
            level += 1
        }
    }
}
