import GRDB
package import LianxiClient
package import LianxiCore
package import LianxiLedger

extension AgentDatabase {
    /// Reads again what an older program kept without being able to: such an item has no chain's name, by which
    /// it would be found.
    ///
    /// What this program cannot read either waits for a newer one; mostly there is nothing, and nothing is written.
    static func readAgain(_ file: DatabaseFile) throws(StorageError) {
        try file.check("reading again what was not read in") { database in
            let any = "SELECT 1 FROM unread JOIN item USING (number) WHERE matter IS NULL LIMIT 1"
            guard try database.first(any, [], { _ in true }) == true else { return }
            try database.inTransaction(.immediate) {
                try name(database)
                return .commit
            }
        }
    }

    private static func name(_ database: Database) throws {
        let unread = try database.rows(
            """
            SELECT item.number, bytes, hash FROM unread JOIN item USING (number)
            WHERE matter IS NULL
            """
        ) { (number: try $0.number(0), bytes: $0.blob(1), hash: try $0.digest(2)) }
        for item in unread where Digest32.leaf(item.bytes) == item.hash {
            guard let entry = try? EntryCodec.decode(item.bytes) else { continue }
            if let chain = entry.event.chain {
                try database.run(
                    "UPDATE item SET matter = ? WHERE number = ?",
                    .identifier(chain.name),
                    .number(item.number)
                )
            }
            // What stands in a chain waits for the agent, which takes it in.
            if entry.event.chain != nil { continue }
            try database.run("DELETE FROM unread WHERE number = ?", .number(item.number))
        }
    }

    package func unread() async throws(StorageError) -> [InboxItem] {
        try await items(
            "WHERE matter IS NOT NULL AND number IN (SELECT number FROM unread) ORDER BY number",
            []
        )
    }

    package func take(
        unread arrivals: [InboxArrival],
        leaving assignments: [InboxAssignment]
    ) async throws(StorageError) {
        try await file.write("taking in what was not read in") { database in
            for assignment in assignments { try Self.put(assignment, database) }
            for arrival in arrivals {
                if arrival.owesReceipt {
                    try database.run(
                        "INSERT OR IGNORE INTO receipt (idx, hash) VALUES (?, ?)",
                        try .stored(arrival.item.index),
                        .digest(arrival.item.hash)
                    )
                }
                try database.run(
                    "DELETE FROM unread WHERE number = ?",
                    .number(arrival.item.number)
                )
            }
        }
    }

    package func names() async throws(StorageError) -> [PartyName] {
        try await file.read("reading the names in") { database in
            try database.rows("SELECT id, name, entry FROM party") { row in
                PartyName(
                    party: try row.parsed(0) { PartyID($0) },
                    name: row.text(1),
                    entry: try row.number(2)
                )
            }
        }
    }

    package func keep(_ names: [PartyName]) async throws(StorageError) {
        guard !names.isEmpty else { return }
        try await file.write("keeping names in") { database in
            for name in names {
                try database.run(
                    "INSERT OR REPLACE INTO party (id, name, entry) VALUES (?, ?, ?)",
                    .text(name.party.text),
                    .text(name.name),
                    try .stored(name.entry)
                )
            }
        }
    }
}
