import GRDB
package import LianxiCore
package import LianxiLedger

extension LedgerDatabase: AttachmentStorage {
    package func attachment(_ code: Digest32) async throws(StorageError) -> StoredAttachment? {
        try await file.read("looking for an attachment in") { try Self.attachment(code, $0) }
    }

    static func attachment(_ code: Digest32, _ database: Database) throws -> StoredAttachment? {
        let chunks = try database.first(
            "SELECT count(*) FROM chunk WHERE attachment = ?",
            [.digest(code)]
        ) { $0.integer(0) }
        return try database.first(
            "SELECT matter, size, is_whole FROM attachment WHERE code = ?",
            [.digest(code)]
        ) {
            StoredAttachment(
                code: code,
                matter: try $0.identifier(0),
                size: Int($0.integer(1)),
                chunks: Int(chunks ?? 0),
                isWhole: $0.integer(2) != 0
            )
        }
    }

    package func add(_ chunk: SealedChunk, begun: Timestamp) async throws(StorageError) {
        try await file.write("adding a piece of an attachment to") { database in
            try database.run(
                """
                INSERT INTO attachment (code, matter, size, begun) VALUES (?, ?, ?, ?)
                ON CONFLICT (code) DO NOTHING
                """,
                .digest(chunk.code),
                .identifier(chunk.matter),
                .integer(Int64(chunk.size)),
                .integer(begun.milliseconds)
            )
            try database.run(
                """
                INSERT INTO chunk (attachment, n, box) VALUES (?, ?, ?)
                ON CONFLICT (attachment, n) DO NOTHING
                """,
                .digest(chunk.code),
                .integer(Int64(chunk.number)),
                .blob(chunk.box)
            )
        }
    }

    package func chunk(_ number: Int, of code: Digest32) async throws(StorageError) -> [UInt8]? {
        try await file.read("reading a piece of an attachment in") {
            try Self.chunk(number, of: code, $0)
        }
    }

    static func chunk(
        _ number: Int,
        of code: Digest32,
        _ database: Database
    ) throws -> [UInt8]? {
        try database.first(
            "SELECT box FROM chunk WHERE attachment = ? AND n = ?",
            [.digest(code), .integer(Int64(number))]
        ) { $0.blob(0) }
    }

    package func markWhole(_ code: Digest32) async throws(StorageError) {
        try await file.write("finishing an attachment in") {
            try $0.run("UPDATE attachment SET is_whole = 1 WHERE code = ?", .digest(code))
        }
    }

    package func drop(_ code: Digest32) async throws(StorageError) {
        try await remove("code = ?", .digest(code))
    }

    package func attachmentBytes(of matter: MatterID) async throws(StorageError) -> Int {
        let bytes = try await file.read("counting the attachments in") {
            try $0.first(
                "SELECT coalesce(sum(size), 0) FROM attachment WHERE matter = ?",
                [.identifier(matter)]
            ) { $0.integer(0) }
        }
        return Int(bytes ?? 0)
    }

    package func dropUnfinished(begunBefore moment: Timestamp) async throws(StorageError) {
        try await remove("is_whole = 0 AND begun < ?", .integer(moment.milliseconds))
    }

    /// Removes attachments with their pieces, a few megabytes at a time: appends go on in between.
    ///
    /// The last pieces go first, so that what a crash leaves is the beginning of a paper.
    func remove(_ condition: String, _ value: SQLValue) async throws(StorageError) {
        let pieces = """
            DELETE FROM chunk WHERE id IN (
              SELECT id FROM chunk JOIN attachment ON attachment = code
              WHERE \(condition) ORDER BY n DESC LIMIT 64
            )
            """
        var removed = 0
        repeat {
            removed = try await file.write("removing pieces of attachments from") {
                try $0.run(pieces, value)
                return $0.changesCount
            }
        } while removed > 0
        try await file.write("removing attachments from") {
            try $0.run("DELETE FROM attachment WHERE \(condition)", value)
        }
    }
}
