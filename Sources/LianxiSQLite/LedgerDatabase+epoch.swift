import GRDB
package import LianxiLedger

extension LedgerDatabase {
    /// The store's epoch: a counter from 1 and 16 random bytes.
    package func epoch() async throws(StorageError) -> (counter: UInt64, id: [UInt8]) {
        try await file.read("reading the epoch of", Self.epoch)
    }

    /// Begins the next epoch, as whoever recovers a store must, under 16 random bytes drawn for it.
    package func beginEpoch(id: [UInt8]) async throws(StorageError) -> (
        counter: UInt64, id: [UInt8]
    ) {
        precondition(id.count == 16, "an epoch identifier has 16 bytes")
        return try await file.write("beginning an epoch of") { database in
            try database.run(
                "UPDATE meta SET epoch_counter = epoch_counter + 1, epoch_id = ? WHERE id = 1",
                .blob(id)
            )
            return try Self.epoch(database)
        }
    }

    private static func epoch(_ database: Database) throws -> (counter: UInt64, id: [UInt8]) {
        let epoch = try database.first("SELECT epoch_counter, epoch_id FROM meta WHERE id = 1") {
            (counter: try $0.number(0), id: $0.blob(1))
        }
        guard let epoch else { throw StorageError(.refused, "the ledger has lost its meta row") }
        return epoch
    }
}
