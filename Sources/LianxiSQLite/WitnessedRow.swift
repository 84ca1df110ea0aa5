import GRDB
import LianxiLedger

/// The one row both the ledger and an inbox have of the newest witnessed checkpoint.
enum WitnessedRow {
    static func read(_ database: Database) throws -> WitnessedCheckpoint? {
        try database.first("SELECT size, note FROM witnessed WHERE id = 1") {
            WitnessedCheckpoint(size: try $0.number(0), note: $0.blob(1))
        }
    }

    /// Without effect when a newer one is there.
    static func write(_ witnessed: WitnessedCheckpoint, to database: Database) throws {
        try database.run(
            """
            INSERT INTO witnessed (id, size, note) VALUES (1, ?, ?)
            ON CONFLICT (id) DO UPDATE SET size = excluded.size, note = excluded.note
              WHERE excluded.size >= witnessed.size
            """,
            .stored(witnessed.size),
            .blob(witnessed.note)
        )
    }
}
