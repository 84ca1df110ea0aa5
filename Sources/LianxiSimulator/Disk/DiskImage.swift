import LianxiCore
import LianxiLedger

/// What lies on the daemon's disk: what a kill leaves.
struct DiskImage: Sendable {
    private(set) var entries: [StoredEntry] = []
    private(set) var tiles: [[Digest32]] = []
    private(set) var items: [Digest32: SealedItem] = [:]
    private(set) var feeds: [PartyID: [Int]] = [:]
    private(set) var root = Digest32.emptyRoot
    var keys: [MatterID: [UInt8]] = [:]
    /// By their codes.
    var papers: [Digest32: PaperImage] = [:]
    var paperKeys: [MatterID: [UInt8]] = [:]
    var petitioners: [(matter: MatterID, name: PetitionerName)] = []
    var lock: (size: UInt64, note: [UInt8])?
    var witnessed: WitnessedCheckpoint?

    var size: UInt64 { UInt64(entries.count) }

    /// Whether nothing was written to one that does not lie on the other.
    func isSame(as other: DiskImage) -> Bool {
        root == other.root && items == other.items && keys == other.keys
            && papers == other.papers && paperKeys == other.paperKeys
            && petitioners.count == other.petitioners.count && lock?.note == other.lock?.note
            && witnessed == other.witnessed
    }

    func hashes(level: Int) -> [Digest32] {
        level == 0 ? entries.map(\.hash) : tiles.count >= level ? tiles[level - 1] : []
    }

    func hashes(level: Int, from first: UInt64, count: Int) -> [Digest32] {
        if level == 0 {
            return entries.dropFirst(Int(first)).prefix(count).map(\.hash)
        }
        return tiles.count >= level
            ? Array(tiles[level - 1].dropFirst(Int(first)).prefix(count)) : []
    }

    mutating func destroyItems(of matters: [MatterID]) {
        items = items.filter { !matters.contains($0.value.matter) }
    }

    /// Takes the batch in as one transaction, or refuses it as a store does.
    mutating func take(_ batch: AppendBatch) throws(StorageError) {
        guard batch.expectedSize == size else {
            throw StorageError(.failed, "append: extends \(batch.expectedSize), not \(size)")
        }
        for entry in batch.entries {
            guard entry.index == size, (1...16384).contains(entry.bytes.count) else {
                throw StorageError(.failed, "append: entry \(entry.index) does not fit")
            }
            if let delivery = entry.delivery {
                feeds[delivery.recipient, default: []].append(entries.count)
            }
            entries.append(entry)
        }
        for tile in batch.tileHashes {
            while tiles.count < tile.level { tiles.append([]) }
            tiles[tile.level - 1].append(tile.hash)
        }
        for item in batch.sealedItems { items[item.commitment] = item }
        root = batch.root
    }
}
