import Crypto
import GRDB
package import LianxiCore
package import LianxiLedger

extension Schema {
    static let dossierKeys = Schema(
        applicationID: 0x4c58_444b,  // LXDK
        name: "dossier key store",
        chinese: "卷宗密钥库",
        steps: [
            """
            CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), origin TEXT NOT NULL) STRICT;
            CREATE TABLE key (
              matter BLOB PRIMARY KEY CHECK (length(matter) = 16),
              key BLOB NOT NULL CHECK (length(key) = 32)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER key_update BEFORE UPDATE ON key
              BEGIN SELECT RAISE(ABORT, 'a matter keeps its key'); END;
            """,
            """
            CREATE TABLE secret (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              secret BLOB NOT NULL CHECK (length(secret) = 32)
            ) STRICT;
            CREATE TABLE petitioner (
              code BLOB NOT NULL CHECK (length(code) = 32),
              matter BLOB NOT NULL REFERENCES key (matter) ON DELETE CASCADE,
              PRIMARY KEY (code, matter)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX petitioner_matter ON petitioner (matter);
            """,
            """
            CREATE TABLE copy (
              id INTEGER PRIMARY KEY,
              at INTEGER NOT NULL,
              place TEXT NOT NULL
            ) STRICT;
            """,
            """
            CREATE TABLE attachment_key (
              matter BLOB PRIMARY KEY CHECK (length(matter) = 16),
              key BLOB NOT NULL CHECK (length(key) = 32)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER attachment_key_update BEFORE UPDATE ON attachment_key
              BEGIN SELECT RAISE(ABORT, 'a matter keeps its key'); END;
            """,
        ]
    )
}

/// The dossiers' keys in an SQLite file of their own, `keys.db`, backed up only for a short time.
///
/// SQLite overwrites what is deleted there (`secure_delete`), so that a destroyed key is gone.
package final class DossierKeyDatabase: DossierKeyStorage {
    let file: DatabaseFile

    /// What petitioners' names are turned into codes with; drawn once for this file, and never shown.
    private let secret: SymmetricKey

    private init(file: DatabaseFile, secret: SymmetricKey) {
        self.file = file
        self.secret = secret
    }

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
            return DossierKeyDatabase(file: file, secret: try secret(in: file))
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

    package func add(
        _ keys: [(matter: MatterID, key: [UInt8])],
        petitioners: [(matter: MatterID, name: PetitionerName)]
    ) async throws(StorageError) {
        guard !keys.isEmpty || !petitioners.isEmpty else { return }
        let codes = petitioners.map { ($0.matter, code(of: $0.name)) }
        try await file.write("adding keys to") { database in
            for (matter, key) in keys {
                try database.run(
                    "INSERT INTO key (matter, key) VALUES (?, ?) ON CONFLICT (matter) DO NOTHING",
                    .identifier(matter),
                    .blob(key)
                )
            }
            for (matter, code) in codes {
                try database.run(
                    "INSERT INTO petitioner (code, matter) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    .blob(code),
                    .identifier(matter)
                )
            }
        }
    }

    package func matters(of petitioner: PetitionerName) async throws(StorageError) -> [MatterID] {
        guard !petitioner.bytes.isEmpty else { return [] }
        let code = code(of: petitioner)
        return try await file.read("looking for a petitioner in") {
            try $0.rows(
                "SELECT matter FROM petitioner WHERE code = ? ORDER BY matter",
                [.blob(code)]
            ) { try $0.identifier(0) }
        }
    }

    package func destroy(_ matters: [MatterID]) async throws(StorageError) {
        try await file.write("destroying keys in") { database in
            for matter in matters {
                try database.run("DELETE FROM key WHERE matter = ?", .identifier(matter))
                try database.run(
                    "DELETE FROM attachment_key WHERE matter = ?",
                    .identifier(matter)
                )
            }
        }
        guard try await file.emptyLog() else {
            throw StorageError(.failed, "emptying the log of \(file.path): readers hold it")
        }
    }

    /// Remembers that a copy of this store is being made, so that destroying a key can name it.
    package func note(_ copy: DossierCopy) async throws(StorageError) {
        try await file.write("noting a copy in") {
            try $0.run(
                "INSERT INTO copy (at, place) VALUES (?, ?)",
                .integer(copy.at.milliseconds),
                .text(copy.place)
            )
        }
    }

    package func copies(limit: Int) async throws(StorageError) -> [DossierCopy] {
        try await file.read("reading copies of") {
            try $0.rows(
                "SELECT at, place FROM copy ORDER BY id DESC LIMIT ?",
                [.integer(Int64(max(0, limit)))]
            ) { DossierCopy(at: Timestamp(milliseconds: $0.integer(0)), place: $0.text(1)) }
        }
    }

    /// HMAC-SHA-256 under the file's secret: without the file a name cannot even be guessed at.
    private func code(of name: PetitionerName) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: name.bytes, using: secret))
    }

    /// The file's secret, drawn at the first opening.
    private static func secret(in file: DatabaseFile) throws(StorageError) -> SymmetricKey {
        let drawn = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        var kept: [UInt8]?
        try file.check("opening") { database in
            try database.run(
                "INSERT INTO secret (id, secret) VALUES (1, ?) ON CONFLICT DO NOTHING",
                .blob(drawn)
            )
            kept = try database.first("SELECT secret FROM secret WHERE id = 1") { $0.blob(0) }
        }
        return SymmetricKey(data: kept ?? drawn)
    }
}
