import GRDB
package import LianxiCore
package import LianxiLedger

extension DossierKeyDatabase: AttachmentKeyStorage {
    package func attachmentKey(of matter: MatterID) async throws(StorageError) -> [UInt8]? {
        try await file.read("reading a key of") { try Self.attachmentKey(of: matter, $0) }
    }

    package func attachmentKey(
        of matter: MatterID,
        orKeeping drawn: [UInt8]
    ) async throws(StorageError) -> [UInt8] {
        if let key = try await attachmentKey(of: matter) { return key }
        return try await file.write("adding a key to") { database in
            try database.run(
                """
                INSERT INTO attachment_key (matter, key) VALUES (?, ?)
                ON CONFLICT (matter) DO NOTHING
                """,
                .identifier(matter),
                .blob(drawn)
            )
            return try Self.attachmentKey(of: matter, database) ?? drawn
        }
    }

    private static func attachmentKey(
        of matter: MatterID,
        _ database: Database
    ) throws -> [UInt8]? {
        try database.first(
            "SELECT key FROM attachment_key WHERE matter = ?",
            [.identifier(matter)]
        ) { $0.blob(0) }
    }
}
