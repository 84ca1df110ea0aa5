import LianxiCore
import LianxiLedger

/// One run's hold on the disk: the ledger.
///
/// Keeps the promises of the interface and no others: an append that was cut off is there or not
/// there, one that failed too.
final class SimulatedStorage: LedgerStorage {
    /// Milliseconds.
    private static let longestWrite = 15_000

    private let program: Program
    private let disk: Disk
    /// Reads for it, where the program is an older one.
    private let older: OlderProgram?

    init(_ disk: Disk, of program: Program, seen older: OlderProgram? = nil) {
        self.disk = disk
        self.older = older
        self.program = program
    }

    var executor: (any TaskExecutor)? { program }

    func append(_ batch: AppendBatch) async throws(StorageError) {
        try alive()
        try disk.requireRoom(for: "append")
        try disk.mayFail("append")
        await disk.turn()
        if disk.strikes(disk.faults.appendKills) { program.kill() }
        // Killed before the disk had it: the unsynced tail is gone with the run.
        try alive(or: .tailLost)
        if disk.forgets { return }
        try disk.change { image throws(StorageError) in try image.take(batch) }
        for entry in batch.entries {
            disk.trace.note(
                "ledger",
                "\(entry.index) " + String(decoding: entry.bytes, as: UTF8.self)
            )
        }
        disk.inspector.recorded(batch)
        try disk.maySayItFailed("append")
        await disk.turn()
        if disk.strikes(disk.faults.appendKills) { program.kill() }
        try alive(or: .killedBehindAppend)
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
        try disk.mayFail("destroy")
        await disk.turn()
        try alive()
        try disk.change { image throws(StorageError) in image.destroyItems(of: matters) }
        try await SimulatedPapers(disk, of: program).remove { matters.contains($0.matter) }
    }

    func laterLife() async throws(StorageError) -> StoreLife? { nil }

    func witnessed() async throws(StorageError) -> WitnessedCheckpoint? {
        try alive()
        return disk.read { $0.witnessed }
    }

    func keep(_ witnessed: WitnessedCheckpoint) async throws(StorageError) {
        try alive()
        try disk.requireRoom(for: "keep")
        await disk.turn()
        try alive()
        if disk.losesQuorum(at: witnessed.size) {
            // A write that takes so long that every agent hears of the quorum meanwhile, and is never done.
            await disk.timeline.stay(Self.longestWrite)
            disk.count.happened(.quorumLost)
            program.kill()
        }
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
        if let older { entries = entries.map(older.seen) }
        // The more is read, the likelier.
        let rate = disk.faults.bitFlips * (1 + entries.count / 16)
        if !entries.isEmpty, disk.strikes(rate) {
            let place = disk.lot.pick(0...(entries.count - 1))
            entries[place] = flipped(entries[place])
            disk.inspector.flipped(entries[place].index)
        }
        return entries
    }

    private func flipped(_ entry: StoredEntry) -> StoredEntry {
        var bytes = entry.bytes
        // Mostly what is read is still a digit where a digit was, or a letter: nothing but a hash tells it.
        var patience = disk.lot.happens(700) ? 40 : 1
        while patience > 0 {
            let (place, bit) = (disk.lot.pick(0...(bytes.count - 1)), disk.lot.pick(0...7))
            let byte = bytes[place] ^ (1 << UInt8(bit))
            patience = patience > 1 && !Self.isAlike(bytes[place], byte) ? patience - 1 : 0
            if patience == 0 { bytes[place] = byte }
        }
        return StoredEntry(
            index: entry.index,
            bytes: bytes,
            hash: entry.hash,
            matter: entry.matter,
            delivery: entry.delivery
        )
    }

    /// Two digits, or two letters of one case.
    private static func isAlike(_ one: UInt8, _ other: UInt8) -> Bool {
        let kinds = [
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"),
        ]
        return kinds.contains { $0.contains(one) && $0.contains(other) }
    }

    /// Whether the run lives; if not, it died just then.
    private func alive(or kind: FaultKind? = nil) throws(StorageError) {
        guard !program.isAlive else { return }
        if let kind { disk.count.happened(kind) }
        throw StorageError(.failed, "the program was killed")
    }
}
