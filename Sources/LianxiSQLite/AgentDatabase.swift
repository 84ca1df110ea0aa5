import GRDB
package import LianxiClient
package import LianxiCore
package import LianxiLedger

/// An agent's inbox in one SQLite file, `inbox.db`.
///
/// The running agent holds a lock on `inbox.db.lock` beside it, so that no second one runs; tools
/// open it without.
package final class AgentDatabase: AgentInbox {
    /// Who opens an inbox.
    package enum Role: Hashable, Sendable {
        /// The agent that follows the feed: one at a time.
        case agent
        /// A tool that looks or prepares acts, beside the agent or without it.
        case tool
    }

    let file: DatabaseFile
    let origin: String
    let party: PartyID
    private let lock: FileLock?

    private init(file: DatabaseFile, origin: String, party: PartyID, lock: FileLock?) {
        self.file = file
        self.origin = origin
        self.party = party
        self.lock = lock
    }

    /// Makes an empty inbox of `party` at the ledger of `origin`.
    ///
    /// - Throws: `refused` when the file exists; it is not touched.
    package static func create(
        _ path: String,
        origin: String,
        party: PartyID
    ) async throws(StorageError) {
        try await blocking { () throws(StorageError) in
            try DatabaseFile.create(path, schema: .inbox) {
                try $0.run(
                    "INSERT INTO meta (id, origin, party) VALUES (1, ?, ?)",
                    .text(origin),
                    .text(party.text)
                )
            }
        }
    }

    /// Opens the inbox; never makes one.
    ///
    /// - Throws: `refused` when it is missing, damaged, another ledger's or party's, or, for the
    ///   agent itself, when another agent runs on it.
    package static func open(
        _ path: String,
        origin: String,
        party: PartyID,
        as role: Role,
        options: DatabaseOptions = DatabaseOptions()
    ) async throws(StorageError) -> AgentDatabase {
        try await blocking { () throws(StorageError) in
            let file = try DatabaseFile.open(path, schema: .inbox, options: options)
            try file.checkOrigin("SELECT origin FROM meta WHERE id = 1", origin)
            try file.checkOrigin("SELECT party FROM meta WHERE id = 1", party.text)
            try readAgain(file)
            let lock =
                role == .agent
                ? try FileLock(
                    path + ".lock",
                    program: "lianxi-agent",
                    guarded: "the inbox \(path)",
                    chinese: "收件库 \(path)"
                ) : nil
            return AgentDatabase(file: file, origin: origin, party: party, lock: lock)
        }
    }

    /// Closes the file and lets another agent run; without a call, when the last user is gone.
    package func close() throws(StorageError) {
        try file.close()
        lock?.release()
    }

    package func position() async throws(StorageError) -> InboxPosition {
        try await file.read("reading the position of") { [origin, party] database in
            let last = try Self.lastNumber(database)
            let epoch = try Self.epoch(database)
            return InboxPosition(origin: origin, party: party, lastNumber: last, epoch: epoch)
        }
    }

    package func adopt(_ epoch: InboxEpoch) async throws(StorageError) -> Bool {
        try await file.write("adopting an epoch in") { database in
            if let kept = try Self.epoch(database), kept.counter >= epoch.counter {
                return kept == epoch
            }
            try database.run(
                "UPDATE meta SET epoch_counter = ?, epoch_id = ? WHERE id = 1",
                try .stored(epoch.counter),
                .blob(epoch.id)
            )
            return true
        }
    }

    package func checkpoint() async throws(StorageError) -> InboxCheckpoint? {
        try await file.read("reading the checkpoint of") { database in
            try database.first(
                """
                SELECT checkpoint_size, checkpoint_root, checkpoint_note FROM meta
                WHERE id = 1 AND checkpoint_size IS NOT NULL
                """
            ) {
                InboxCheckpoint(size: try $0.number(0), root: try $0.digest(1), note: $0.blob(2))
            }
        }
    }

    package func keep(_ checkpoint: InboxCheckpoint) async throws(StorageError) {
        try await file.write("keeping a checkpoint in") { database in
            let size = try SQLValue.stored(checkpoint.size)
            try database.run(
                """
                UPDATE meta SET checkpoint_size = ?, checkpoint_root = ?, checkpoint_note = ?
                WHERE id = 1 AND (checkpoint_size IS NULL OR checkpoint_size <= ?)
                """,
                size,
                .digest(checkpoint.root),
                .blob(checkpoint.note),
                size
            )
        }
    }

    static func lastNumber(_ database: Database) throws -> UInt64 {
        try database.first("SELECT coalesce(max(number), 0) FROM item") { try $0.number(0) } ?? 0
    }

    private static func epoch(_ database: Database) throws -> InboxEpoch? {
        try database.first(
            "SELECT epoch_counter, epoch_id FROM meta WHERE id = 1 AND epoch_counter IS NOT NULL"
        ) { row in
            InboxEpoch(counter: try row.number(0), id: row.blob(1))
        }
    }
}
