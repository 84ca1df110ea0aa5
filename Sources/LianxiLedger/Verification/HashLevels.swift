import LianxiCore

/// All hashes of a ledger's tile levels, as its entries give them.
struct HashLevels {
    private(set) var tree = MerkleTree()
    private var levels: [[Digest32]] = [[]]

    /// Appends the leaves of a bundle.
    ///
    /// - Parameters:
    ///   - leaves: Its leaf hashes; 256 unless it is the last one.
    ///   - root: The root over 256 of them, where someone computed it already.
    mutating func append(_ leaves: [Digest32], root: Digest32?) {
        levels[0] += leaves
        var filled: [TileHash] = []
        if let root, leaves.count == TilePath.fullWidth {
            tree.append(tile: root, filling: &filled)
        } else {
            for leaf in leaves { tree.append(leaf, filling: &filled) }
        }
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
        size <= tree.size ? range(0..<size) : nil
    }

    /// The hashes that lead from an entry to the present root; `nil` beyond the last.
    func path(of index: UInt64) -> [Digest32]? {
        guard index < tree.size else { return nil }
        return MerkleProof.inclusionRanges(of: index, size: tree.size).map(range)
    }

    private func range(_ range: Range<UInt64>) -> Digest32 {
        MerkleTree.root(over: range) { level, first, count in
            levels[level][Int(first)..<Int(first) + count]
        }
    }
}
