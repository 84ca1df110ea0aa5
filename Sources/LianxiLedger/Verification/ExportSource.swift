import LianxiCore

/// The files of an export, read by name.
package protocol ExportSource {
    /// The bytes of the file at that path within the export; `nil` when there is none.
    func read(_ path: String) throws -> [UInt8]?
}

extension ExportSource {
    /// A tile or bundle; where a partial one is missing, the full one in its place.
    func read(_ path: TilePath) throws -> (bytes: [UInt8], isFull: Bool)? {
        if let bytes = try read(path.description) { return (bytes, path.isFull) }
        guard !path.isFull, let bytes = try read(path.full.description) else { return nil }
        return (bytes, true)
    }
}

/// All hashes of a ledger's tile levels, as its entries give them.
struct HashLevels {
    private(set) var tree = MerkleTree()
    private var levels: [[Digest32]] = [[]]

    mutating func append(_ leaf: Digest32) {
        var filled: [TileHash] = []
        tree.append(leaf, filling: &filled)
        levels[0].append(leaf)
        for tile in filled {
            if levels.count == tile.level { levels.append([]) }
            levels[tile.level].append(tile.hash)
        }
    }

    /// The leaf hash of an entry; `nil` beyond the last.
    func leaf(_ index: UInt64) -> Digest32? {
        index < tree.size ? levels[0][Int(index)] : nil
    }

    /// The hashes a tile must hold.
    func hashes(of path: TilePath) -> ArraySlice<Digest32> {
        guard case .hashes(let level) = path.content, level < levels.count else { return [] }
        return levels[level].dropFirst(Int(path.number) * 256).prefix(path.width)
    }

    /// The root the ledger had at an earlier size; `nil` beyond the present one.
    func root(at size: UInt64) -> Digest32? {
        guard size <= tree.size else { return nil }
        var roots: [Digest32] = []
        var start: UInt64 = 0
        for height in (0..<64).reversed() where size >> UInt64(height) & 1 == 1 {
            let first = Int(start >> UInt64(height / 8 * 8))
            let row = levels[height / 8][first..<(first + 1 << (height % 8))]
            roots.append(MerkleTree(row).root)
            start += 1 << UInt64(height)
        }
        return MerkleTree.fold(roots)
    }
}
