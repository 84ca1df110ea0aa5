import Foundation
import LianxiCore
import LianxiLedger

/// Entries of an export that continue a shorter ledger, up to the export's signed checkpoint.
struct LedgerTail {
    /// What the export's checkpoint says.
    let checkpoint: Checkpoint
    /// The checkpoint with its signature.
    let note: [UInt8]
    /// What is to be appended; `nil` when the ledger is as long already.
    let batch: AppendBatch?

    /// Reads an export and proves that it continues the tree.
    ///
    /// - Parameters:
    ///   - folder: The export's folder.
    ///   - tree: The shorter ledger's.
    ///   - read: Reads a checkpoint that our own key signed.
    /// - Throws: ``KeyTrouble`` when a file is missing or is not what the checkpoint says.
    init(
        of folder: String,
        continuing tree: MerkleTree,
        checkpoint read: ([UInt8]) throws -> Checkpoint
    ) throws {
        let place = URL(filePath: folder)
        note = try [UInt8](Data(contentsOf: place.appending(path: "checkpoint")))
        checkpoint = try read(note)
        guard checkpoint.size > tree.size else {
            batch = nil
            return
        }
        var grown = tree
        var filled: [TileHash] = []
        var entries: [StoredEntry] = []
        for path in TilePath.bundles(size: checkpoint.size)
        where (path.number + 1) * UInt64(TilePath.fullWidth) > tree.size {
            let file = place.appending(path: path.description)
            let bytes = try [UInt8](Data(contentsOf: file))
            guard let bundle = TileBytes.entries(bytes, width: path.width) else {
                throw KeyTrouble(
                    "\(file.path)：不是含 \(path.width) 条的条目文件",
                    "\(file.path): not a bundle of \(path.width) entries"
                )
            }
            let first = path.number * UInt64(TilePath.fullWidth)
            for (offset, entry) in bundle.enumerated() where first + UInt64(offset) >= tree.size {
                let stored = try StoredEntry(index: grown.size, exported: entry)
                grown.append(stored.hash, filling: &filled)
                entries.append(stored)
            }
        }
        guard grown.size == checkpoint.size, grown.root == checkpoint.root else {
            throw KeyTrouble(
                "\(folder)：其条目不能将备份接续到其检查点",
                "\(folder): its entries do not continue the backup to its checkpoint"
            )
        }
        batch = AppendBatch(
            expectedSize: tree.size,
            entries: entries,
            tileHashes: filled,
            sealedItems: [],
            root: grown.root
        )
    }
}

extension StoredEntry {
    /// An entry as an export has it, with what a store keeps beside it.
    fileprivate init(index: UInt64, exported bytes: [UInt8]) throws {
        let entry = try EntryCodec.decode(bytes)
        self.init(
            index: index,
            bytes: bytes,
            hash: .leaf(bytes),
            matter: entry.event.matter,
            delivery: entry.delivery
        )
    }
}
