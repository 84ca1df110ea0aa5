package import LianxiLedger

extension LedgerDatabase {
    package func witnessed() async throws(StorageError) -> WitnessedCheckpoint? {
        try await file.read("reading the witnessed checkpoint of", WitnessedRow.read)
    }

    package func keep(_ witnessed: WitnessedCheckpoint) async throws(StorageError) {
        try await file.write("keeping a witnessed checkpoint in") { database in
            try WitnessedRow.write(witnessed, to: database)
        }
    }
}
