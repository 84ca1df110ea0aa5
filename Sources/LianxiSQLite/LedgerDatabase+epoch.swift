import GRDB
package import LianxiLedger

extension LedgerDatabase {
    /// The store's epoch: a counter from 1 and 16 random bytes.
    package func epoch() async throws(StorageError) -> (counter: UInt64, id: [UInt8]) {
        try await file.read("reading the epoch of", Self.epoch)
    }

    package func laterLife() async throws(StorageError) -> StoreLife? {
        let (counter, id) = try await epoch()
        return counter > 1 ? StoreLife(counter: counter, id: id) : nil
    }

    /// Begins an epoch, as whoever recovers a store must.
    ///
    /// - Parameters:
    ///   - id: 16 random bytes drawn for it.
    ///   - least: The counter's least value; it is above the last in any case.
    /// - Returns: The epoch begun.
    /// - Throws: ``StorageError``; then the one before goes on.
    package func beginEpoch(
        id: [UInt8],
        atLeast least: UInt64 = 0
    ) async throws(StorageError) -> (counter: UInt64, id: [UInt8]) {
        precondition(id.count == 16, "an epoch identifier has 16 bytes")
        return try await file.write("beginning an epoch of") { database in
            try database.run(
                "UPDATE meta SET epoch_counter = max(epoch_counter + 1, ?), epoch_id = ? WHERE id = 1",
                .number(least),
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
