import Glibc
import LianxiCore
import LianxiFiles
import LianxiLedger

/// The files of an export, made from the entries alone.
struct LedgerExport {
    let root: Digest32
    private let entries: [[UInt8]]
    /// Hashes of each level, level 0 first: the leaves, then the roots of full tiles.
    private let levels: [[Digest32]]

    init(entries: [[UInt8]]) {
        self.entries = entries
        var tree = MerkleTree()
        var filled: [TileHash] = []
        var levels: [[Digest32]] = [entries.map { .leaf($0) }]
        for leaf in levels[0] { tree.append(leaf, filling: &filled) }
        for tile in filled.sorted(by: { ($0.level, $0.number) < ($1.level, $1.number) }) {
            while levels.count <= tile.level { levels.append([]) }
            levels[tile.level].append(tile.hash)
        }
        self.levels = levels
        root = tree.root
    }

    /// Every file with its bytes, in an order that has the checkpoint last.
    ///
    /// - Parameters:
    ///   - note: The signed checkpoint of exactly these entries.
    ///   - shadow: The SM3 tree's newest checkpoint over at most as many; `nil` where there is none.
    ///   - key: The log's verifier key, for the reader's convenience; an auditor brings his own.
    ///   - hasProofs: Each entry stands in a file of its own too, with its proof beside it.
    ///   - put: Takes one file.
    func files(
        note: String,
        shadow: String? = nil,
        key: String,
        hasProofs: Bool = false,
        put: (String, [UInt8]) throws -> Void
    ) rethrows {
        let size = UInt64(entries.count)
        for path in TilePath.tiles(size: size) {
            guard case .hashes(let level) = path.content else { continue }
            try put(path.description, TileBytes.encode(levels[level][range(path)]))
        }
        for path in TilePath.bundles(size: size) {
            try put(path.description, TileBytes.encode(entries: entries[range(path)]))
        }
        for index in entries.indices where hasProofs {
            let name = "proof/\(TilePath.grouped(UInt64(index)))"
            let proof = ProofFile(
                index: UInt64(index),
                path: path(of: UInt64(index)),
                note: Array(note.utf8)
            )
            try put("\(name).entry", entries[index])
            try put("\(name).tlog-proof", proof.bytes)
        }
        if let shadow { try put("checkpoint.sm3", Array(shadow.utf8)) }
        try put("ledger.vkey", Array("\(key)\n".utf8))
        try put("checkpoint", Array(note.utf8))
    }

    /// Writes everything beside the target, syncs it, and puts it in place in one step.
    ///
    /// - Parameters:
    ///   - note: The signed checkpoint of exactly these entries.
    ///   - shadow: The SM3 tree's newest checkpoint; `nil` where there is none.
    ///   - key: The log's verifier key.
    ///   - hasProofs: Each entry stands in a file of its own too, with its proof beside it.
    ///   - target: A folder that is empty or does not exist.
    /// - Throws: ``Trouble``; nothing is left behind.
    func write(
        note: String,
        shadow: String? = nil,
        key: String,
        hasProofs: Bool = false,
        to target: String
    ) throws {
        var name = target
        while name.count > 1, name.hasSuffix("/") { name.removeLast() }
        let aside = "\(name).part-\(getpid())"
        var folders: Set = [aside]
        var isWhole = false
        defer { if !isWhole { Files.removeTree(aside) } }
        try Files.makeFolder(aside)
        try files(note: note, shadow: shadow, key: key, hasProofs: hasProofs) { path, bytes in
            let place = "\(aside)/\(path)"
            if folders.insert(Files.parent(of: place)).inserted {
                try Files.makeFolder(Files.parent(of: place))
            }
            try Files.writeHere(bytes, to: place)
        }
        for folder in folders { try Files.syncFolder(folder) }
        try Files.move(aside, to: name)
        isWhole = true
    }

    /// The hashes that lead from an entry to the root.
    private func path(of index: UInt64) -> [Digest32] {
        MerkleProof.inclusionRanges(of: index, size: UInt64(entries.count)).map { leaves in
            MerkleTree.root(over: leaves) { level, first, count in
                levels[level][Int(first)..<Int(first) + count]
            }
        }
    }

    private func range(_ path: TilePath) -> Range<Int> {
        let first = Int(path.number) * TilePath.fullWidth
        return first..<first + path.width
    }
}
