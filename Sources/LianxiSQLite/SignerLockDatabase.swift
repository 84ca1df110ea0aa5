import GRDB
package import LianxiLedger

extension Schema {
    static let signerLock = Schema(
        applicationID: 0x4c58_534c,  // LXSL
        name: "signer's lock",
        chinese: "签署锁",
        steps: [
            """
            CREATE TABLE lock (
              origin TEXT PRIMARY KEY,
              size INTEGER NOT NULL CHECK (size >= 0),
              note BLOB
            ) STRICT;
            CREATE TRIGGER lock_update BEFORE UPDATE ON lock
              WHEN NEW.size < OLD.size OR NEW.origin <> OLD.origin OR NEW.note IS NULL
              BEGIN SELECT RAISE(ABORT, 'a signer never goes back'); END;
            CREATE TRIGGER lock_delete BEFORE DELETE ON lock
              BEGIN SELECT RAISE(ABORT, 'a signer never forgets'); END;
            """
        ]
    )
}

/// The signer's memory in an SQLite file of its own, `lock.db`: never restored, never in a backup.
package final class SignerLockDatabase: SignerLock {
    let file: DatabaseFile
    /// Whose checkpoints are remembered here.
    package let origin: String

    private init(file: DatabaseFile, origin: String) {
        self.file = file
        self.origin = origin
    }

    /// Makes the memory of a signer that never signed, and its folder when only that is missing.
    ///
    /// - Throws: `refused` when the file exists; it is not touched.
    package static func create(_ path: String, origin: String) async throws(StorageError) {
        try await blocking { () throws(StorageError) in
            try DatabaseFile.create(path, schema: .signerLock) {
                try $0.run("INSERT INTO lock (origin, size) VALUES (?, 0)", .text(origin))
            }
        }
    }

    /// Opens the memory; never makes one.
    ///
    /// - Throws: `refused` when it is missing, damaged, or another ledger's.
    package static func open(
        _ path: String,
        origin: String,
        options: DatabaseOptions = DatabaseOptions()
    ) async throws(StorageError) -> SignerLockDatabase {
        try await blocking { () throws(StorageError) in
            let file = try DatabaseFile.open(path, schema: .signerLock, options: options)
            try file.checkOrigin("SELECT origin FROM lock ORDER BY origin LIMIT 1", origin)
            return SignerLockDatabase(file: file, origin: origin)
        }
    }

    /// Closes the file; without a call, when the last user is gone.
    package func close() throws(StorageError) { try file.close() }

    package func load() async throws(StorageError) -> (size: UInt64, note: [UInt8])? {
        try await file.read("reading") { [origin] in
            try $0.first(
                "SELECT size, note FROM lock WHERE origin = ? AND note IS NOT NULL",
                [.text(origin)]
            ) { (size: try $0.number(0), note: $0.blob(1)) }
        }
    }

    package func replace(_ old: [UInt8]?, with note: [UInt8], size: UInt64)
        async throws(StorageError)
    {
        try await file.write("replacing the note in") { [origin, path = file.path] database in
            try database.run(
                "UPDATE lock SET size = ?, note = ? WHERE origin = ? AND note IS ? AND size <= ?",
                .number(size),
                .blob(note),
                .text(origin),
                old.map(SQLValue.blob) ?? .null,
                .number(size)
            )
            guard database.changesCount == 1 else {
                throw StorageError(
                    .failed,
                    "the signer's lock \(path) does not hold the note that was to be replaced, "
                        + "or a larger size than \(size); another signer is at work"
                )
            }
        }
    }
}
