import GRDB
package import LianxiClient
package import LianxiLedger

// What witnesses stand for: the newest checkpoint with their lines, and our entries' proofs.

extension AgentDatabase {
    package func witnessed() async throws(StorageError) -> WitnessedCheckpoint? {
        try await file.read("reading the witnessed checkpoint of", WitnessedRow.read)
    }

    package func keep(_ witnessed: WitnessedCheckpoint) async throws(StorageError) {
        try await file.write("keeping a witnessed checkpoint in") { database in
            try WitnessedRow.write(witnessed, to: database)
        }
    }

    package func unproven(
        below size: UInt64,
        limit: Int
    ) async throws(StorageError) -> [UnprovenEntry] {
        try await file.read("reading what is to be proven of") { database in
            try database.rows(
                """
                SELECT idx, confirmation FROM unproven JOIN batch ON batch.id = unproven.batch
                WHERE idx < ? ORDER BY idx LIMIT ?
                """,
                [.number(size), .integer(Int64(max(0, limit)))]
            ) { UnprovenEntry(index: try $0.number(0), confirmation: $0.text(1)) }
        }
    }

    package func keep(_ proven: ProvenEntry) async throws(StorageError) {
        try await file.write("keeping a proof in") { database in
            try database.run(
                "INSERT OR IGNORE INTO proven (idx, entry, proof) VALUES (?, ?, ?)",
                .stored(proven.index),
                .blob(proven.entry),
                .blob(proven.proof)
            )
            try database.run("DELETE FROM unproven WHERE idx = ?", .number(proven.index))
        }
    }

    package func proven(_ index: UInt64) async throws(StorageError) -> ProvenEntry? {
        try await file.read("reading a proof of") { database in
            try database.first(
                "SELECT idx, entry, proof FROM proven WHERE idx = ?",
                [.number(index)]
            ) { ProvenEntry(index: try $0.number(0), entry: $0.blob(1), proof: $0.blob(2)) }
        }
    }

    package func proofs() async throws(StorageError) -> (proven: Int, owed: Int) {
        try await file.read("counting the proofs of") { database in
            let counts = try database.first(
                "SELECT (SELECT count(*) FROM proven), (SELECT count(*) FROM unproven)"
            ) { (proven: Int($0.integer(0)), owed: Int($0.integer(1))) }
            return counts ?? (0, 0)
        }
    }
}
