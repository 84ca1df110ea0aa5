import GRDB
import Glibc
import LianxiCore
package import LianxiLedger

/// A copy of a ledger and its dossiers' keys in a folder of its own, marked so that no daemon runs on it.
///
/// The signer's lock is never in it. What the signer had signed when the copy was begun is: the ledger is
/// copied after that was read, so that it is never shorter than what it says was signed.
package struct Backup: Sendable {
    package let folder: String
    package let origin: String

    package init(_ folder: String, origin: String) {
        self.folder = folder
        self.origin = origin
    }

    package var ledger: String { folder + "/main.db" }
    package var keys: String { folder + "/keys.db" }
    /// What the signer had signed when the copy was begun.
    package var checkpoint: String { folder + "/checkpoint" }

    /// Copies the stores, which a daemon may be writing meanwhile.
    ///
    /// The keys come last: each item of the copied ledger has its key, or was destroyed meanwhile.
    ///
    /// - Parameters:
    ///   - ledger: The running ledger's file.
    ///   - keys: The running key store's file; the copy is noted there first.
    ///   - copy: When it is made, and where it will be.
    /// - Throws: ``StorageError``; then the folder is gone again.
    package func make(
        ledger: String,
        keys: String,
        note copy: DossierCopy
    ) async throws(StorageError) {
        guard mkdir(folder, 0o700) == 0 else {
            throw StorageError(
                .refused,
                "making the folder \(folder): \(errorText())",
                zh: "不能新建目录 \(folder)：\(errorWords())"
            )
        }
        do throws(StorageError) {
            let store = try await DossierKeyDatabase.open(keys, origin: origin)
            try await store.note(copy)
            try store.close()
            try await blocking { () throws(StorageError) in
                try DatabaseFile.copy(ledger, schema: .ledger, to: self.ledger) {
                    try $0.run("UPDATE meta SET is_backup = 1")
                }
                try DatabaseFile.copy(keys, schema: .dossierKeys, to: self.keys)
            }
        } catch {
            remove()
            throw error
        }
    }

    /// Adds what was signed and gives the folder its name, which only a whole copy ever has.
    package func finish(signed note: [UInt8], as name: String) async throws(StorageError) {
        try await blocking { () throws(StorageError) in
            let file = open(checkpoint, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw trouble("creating \(checkpoint)") }
            defer { close(file) }
            guard write(file, note, note.count) == note.count, fsync(file) == 0 else {
                throw trouble("writing \(checkpoint)")
            }
            try DatabaseFile.syncDirectory(of: checkpoint)
            guard rename(folder, name) == 0 else { throw trouble("naming \(name)") }
            try DatabaseFile.syncDirectory(of: name)
        }
    }

    /// Takes a copy that did not come to its end away.
    package func remove() {
        for path in [ledger, keys, checkpoint] { unlink(path) }
        rmdir(folder)
    }

    private func trouble(_ doing: String) -> StorageError {
        StorageError(errno == ENOSPC ? .full : .failed, "\(doing): \(errorText())")
    }

    /// Reads the copy whole: every page, every entry's hash, and the root they make.
    ///
    /// - Parameter checkpoint: What was signed; the copy must continue it.
    /// - Returns: The ledger's tree.
    /// - Throws: `refused` when anything is not as it should be.
    package func check(
        against checkpoint: Checkpoint
    ) async throws(StorageError) -> MerkleTree {
        try await blocking { () throws(StorageError) in
            try DatabaseFile.inspect(keys, schema: .dossierKeys) { database in
                let found = try database.first("SELECT origin FROM meta") { $0.text(0) }
                guard found == origin else {
                    throw refusal(keys, "is of \(found ?? "no ledger")", "属于 \(found ?? "—")")
                }
            }
            return try DatabaseFile.inspect(ledger, schema: .ledger) { database in
                try checkEntries(of: database, against: checkpoint)
            }
        }
    }

    /// Puts the copy back as the stores of a daemon.
    ///
    /// - Throws: `refused` when something is there already; it is not touched.
    package func restore(ledger: String, keys: String) async throws(StorageError) {
        try await blocking { () throws(StorageError) in
            for path in [ledger, keys] { makeFolder(of: path) }
            try DatabaseFile.copy(self.keys, schema: .dossierKeys, to: keys)
            do throws(StorageError) {
                try DatabaseFile.copy(self.ledger, schema: .ledger, to: ledger) {
                    try $0.run("UPDATE meta SET is_backup = 0")
                }
            } catch {
                unlink(keys)
                throw error
            }
        }
    }

    private func checkEntries(
        of database: Database,
        against checkpoint: Checkpoint
    ) throws -> MerkleTree {
        let meta = try database.first("SELECT origin, is_backup FROM meta") {
            (origin: $0.text(0), isBackup: $0.integer(1) == 1)
        }
        guard meta?.origin == origin else {
            throw refusal(
                ledger,
                "is of \(meta?.origin ?? "no ledger"), not of \(origin)",
                "属于 \(meta?.origin ?? "—")，不属于 \(origin)"
            )
        }
        guard meta?.isBackup == true else { throw refusal(ledger, "is no backup", "不是备份副本") }
        var tree = MerkleTree()
        var continues = checkpoint.size == 0
        let statement = try database.cachedStatement(
            sql: "SELECT idx, entry, hash FROM leaf ORDER BY idx"
        )
        try statement.run([]) { row in
            let hash = Digest32.leaf(row.blob(1))
            guard try row.number(0) == tree.size, try row.digest(2) == hash else {
                throw refusal(
                    ledger,
                    "has a wrong entry \(tree.size)",
                    "第 \(tree.size) 条与其哈希不符"
                )
            }
            tree.append(hash)
            if tree.size == checkpoint.size { continues = tree.root == checkpoint.root }
        }
        let head = try database.first("SELECT size, root FROM tree") {
            (size: try $0.number(0), root: try $0.digest(1))
        }
        guard let head, head.size == tree.size, head.root == tree.root else {
            throw refusal(
                ledger,
                "has \(tree.size) entries that do not make its root",
                "有 \(tree.size) 条，与其根哈希不符"
            )
        }
        guard continues else {
            throw refusal(
                ledger,
                "does not continue what was signed at size \(checkpoint.size)",
                "与第 \(checkpoint.size) 条处所签的检查点不一致"
            )
        }
        return tree
    }

    private func refusal(_ path: String, _ what: String, _ chinese: String) -> StorageError {
        StorageError(.refused, "the backup \(path) \(what)", zh: "备份 \(path) \(chinese)")
    }
}
