import GRDB
package import LianxiCore
package import LianxiLedger

extension Schema {
    static let dossierKeys = Schema(
        applicationID: 0x4c58_444b,  // LXDK
        name: "dossier key store",
        steps: [
            """
            CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), origin TEXT NOT NULL) STRICT;
            CREATE TABLE key (
              matter BLOB PRIMARY KEY CHECK (length(matter) = 16),
              key BLOB NOT NULL CHECK (length(key) = 32)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER key_update BEFORE UPDATE ON key
              BEGIN SELECT RAISE(ABORT, 'a matter keeps its key'); END;
            """
        ]
    )
}

/// The dossiers' keys in an SQLite file of their own, `keys.db`, backed up only for a short time.
///
/// SQLite overwrites what is deleted there (`secure_delete`), so that a destroyed key is gone.
package final class DossierKeyDatabase: DossierKeyStorage {
    let file: DatabaseFile

    private init(file: DatabaseFile) { self.file = file }

    /// Makes an empty store for the ledger of that origin, and its folder when only that is missing.
    ///
    /// - Throws: `refused` when the file exists; it is not touched.
    package static func create(_ path: String, origin: String) async throws(StorageError) {
        try await blocking { () throws(StorageError) in
            try DatabaseFile.create(path, schema: .dossierKeys) {
                try $0.run("INSERT INTO meta (id, origin) VALUES (1, ?)", .text(origin))
            }
        }
    }

    /// Opens the store; never makes one.
    ///
    /// - Throws: `refused` when it is missing, damaged, or another ledger's.
    package static func open(
        _ path: String,
        origin: String,
        options: DatabaseOptions = DatabaseOptions()
    ) async throws(StorageError) -> DossierKeyDatabase {
        try await blocking { () throws(StorageError) in
            let file = try DatabaseFile.open(path, schema: .dossierKeys, options: options)
            try file.checkOrigin("SELECT origin FROM meta WHERE id = 1", origin)
            return DossierKeyDatabase(file: file)
        }
    }

    /// Closes the file; without a call, when the last user is gone.
    package func close() throws(StorageError) { try file.close() }

    package func key(of matter: MatterID) async throws(StorageError) -> [UInt8]? {
        try await file.read("reading a key of") {
            try $0.first("SELECT key FROM key WHERE matter = ?", [.identifier(matter)]) {
                $0.blob(0)
            }
        }
    }

    package func add(_ keys: [(matter: MatterID, key: [UInt8])]) async throws(StorageError) {
        guard !keys.isEmpty else { return }
        try await file.write("adding keys to") { database in
            for (matter, key) in keys {
                try database.run(
                    "INSERT INTO key (matter, key) VALUES (?, ?) ON CONFLICT (matter) DO NOTHING",
                    .identifier(matter),
                    .blob(key)
                )
            }
        }
    }
}
