import LianxiCore
import LianxiLedger

/// One run's hold on the disk: the ledger.
///
/// Keeps the promises of the interface and no others: an append that was cut off is there or not
/// there, one that failed too.
final class SimulatedStorage: LedgerStorage {
    private let program: Program
    private let disk: Disk

    init(_ disk: Disk, of program: Program) {
        self.disk = disk
        self.program = program
    }

    var executor: (any TaskExecutor)? { program }

    func append(_ batch: AppendBatch) async throws(StorageError) {
        try alive()
        if disk.isFull { throw StorageError(.full, "append: no space left on the device") }
        if disk.strikes(disk.faults.appendFailed) {
            throw StorageError(.failed, "append: input/output error")
        }
        await disk.turn()
        // Killed before the disk had it: the unsynced tail is gone with the run.
        try alive()
        if disk.forgets { return }
        try disk.change { image throws(StorageError) in try image.take(batch) }
        for entry in batch.entries {
            disk.trace.note(
                "ledger",
                "\(entry.index) " + String(decoding: entry.bytes, as: UTF8.self)
            )
        }
        disk.inspector.recorded(batch)
        if disk.strikes(disk.faults.appendFailedButDone) {
            throw StorageError(.failed, "append: input/output error, though the disk has it")
        }
        await disk.turn()
        try alive()
    }

    func head() async throws(StorageError) -> (size: UInt64, root: Digest32) {
        try alive()
        return disk.read { ($0.size, $0.root) }
    }

    func entries(from first: UInt64, limit: Int) async throws(StorageError) -> [StoredEntry] {
        try await read { image in Array(image.entries.dropFirst(Int(first)).prefix(limit)) }
    }

    func entries(at indexes: [UInt64]) async throws(StorageError) -> [StoredEntry] {
        try await read { image in
            indexes.filter { $0 < image.size }.map { image.entries[Int($0)] }
        }
    }

    func feed(
        of party: PartyID,
        after number: UInt64,
        limit: Int
    ) async throws(StorageError) -> [StoredEntry] {
        try await read { image in
            (image.feeds[party] ?? []).dropFirst(Int(number)).prefix(limit).map {
                image.entries[$0]
            }
        }
    }

    func hashes(
        level: Int,
        from first: UInt64,
        count: Int
    ) async throws(StorageError) -> [Digest32] {
        try alive()
        return disk.read { $0.hashes(level: level, from: first, count: count) }
    }

    func sealedItem(_ commitment: Digest32) async throws(StorageError) -> SealedItem? {
        try alive()
        return disk.read { $0.items[commitment] }
    }

    func destroySealedItems(of matters: [MatterID]) async throws(StorageError) {
        try alive()
        if disk.strikes(disk.faults.appendFailed) {
            throw StorageError(.failed, "destroy: input/output error")
        }
        await disk.turn()
        try alive()
        try disk.change { image throws(StorageError) in image.destroyItems(of: matters) }
    }

    func laterLife() async throws(StorageError) -> StoreLife? { nil }

    func witnessed() async throws(StorageError) -> WitnessedCheckpoint? {
        try alive()
        return disk.read { $0.witnessed }
    }

    func keep(_ witnessed: WitnessedCheckpoint) async throws(StorageError) {
        try alive()
        if disk.isFull { throw StorageError(.full, "keep: no space left on the device") }
        await disk.turn()
        try alive()
        try disk.change { image throws(StorageError) in image.witnessed = witnessed }
        disk.inspector.witnessed(witnessed)
    }

    func freeBytes() async throws(StorageError) -> UInt64 {
        try alive()
        return disk.isFull ? 0 : .max
    }

    private func read(
        _ body: (DiskImage) -> [StoredEntry]
    ) async throws(StorageError) -> [StoredEntry] {
        try alive()
        await disk.turn()
        try alive()
        var entries = disk.read(body)
        if !entries.isEmpty, disk.strikes(disk.faults.bitFlips) {
            let place = disk.lot.pick(0...(entries.count - 1))
            entries[place] = flipped(entries[place])
            disk.inspector.flipped(entries[place].index)
        }
        return entries
    }

    private func flipped(_ entry: StoredEntry) -> StoredEntry {
        var bytes = entry.bytes
        bytes[disk.lot.pick(0...(bytes.count - 1))] ^= 1 << UInt8(disk.lot.pick(0...7))
        return StoredEntry(
            index: entry.index,
            bytes: bytes,
            hash: entry.hash,
            matter: entry.matter,
            delivery: entry.delivery
        )
    }

    private func alive() throws(StorageError) {
        guard program.isAlive else { throw StorageError(.failed, "the program was killed") }
    }
}
