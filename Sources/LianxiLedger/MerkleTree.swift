package import LianxiCore

/// The growing edge of the ledger's tree: its size and the roots of its perfect subtrees.
///
/// RFC 6962 §2.1. Appending hashes each completed node once; the tree's inside is not kept.
package struct MerkleTree: Hashable, Sendable {
    /// Number of leaves.
    package private(set) var size: UInt64 = 0
    /// Roots of the perfect subtrees of the size's binary expansion, largest first.
    private var frontier: [Digest32] = []

    package init() {}

    /// A tree of these leaves.
    package init(_ leaves: some Sequence<Digest32>) {
        for leaf in leaves { append(leaf) }
    }

    /// Rebuilds the edge of a tree of `size` leaves from the hashes kept of it.
    ///
    /// - Throws: ``ProofError/hashesMissing(level:first:count:)``, or what the source throws.
    package init(size: UInt64, from source: HashSource) async throws {
        self.size = size
        for height in (0..<64).reversed() where size >> UInt64(height) & 1 == 1 {
            let start = size & ~((2 << UInt64(height)) &- 1)
            frontier.append(try await source.subtree(start: start, height: height))
        }
    }

    /// Appends a leaf.
    ///
    /// - Parameters:
    ///   - leaf: The entry's leaf hash.
    ///   - filled: Takes the hash of each tile that this leaf fills.
    package mutating func append(_ leaf: Digest32, filling filled: inout [TileHash]) {
        carry(leaf, number: size, height: 0, filling: &filled)
        size += 1
    }

    /// Appends 256 leaves at once, by the root over them; the size must be a multiple of 256.
    package mutating func append(tile root: Digest32, filling filled: inout [TileHash]) {
        precondition(size.isMultiple(of: 256), "a tile begins where one ends")
        filled.append(TileHash(level: 1, number: size >> 8, hash: root))
        carry(root, number: size >> 8, height: 8, filling: &filled)
        size += 256
    }

    /// Joins the hash of a full subtree with those to its left, as far as they make larger full ones.
    private mutating func carry(
        _ root: Digest32,
        number: UInt64,
        height: Int,
        filling filled: inout [TileHash]
    ) {
        var (hash, number, height) = (root, number, height)
        while number & 1 == 1 {
            hash = .node(frontier.removeLast(), hash)
            number >>= 1
            height += 1
            if height % 8 == 0 {
                filled.append(TileHash(level: height / 8, number: number, hash: hash))
            }
        }
        frontier.append(hash)
    }

    /// Appends a leaf where nobody keeps tiles.
    package mutating func append(_ leaf: Digest32) {
        var filled: [TileHash] = []
        append(leaf, filling: &filled)
    }

    /// The root over all leaves; of none, `Digest32.emptyRoot`.
    package var root: Digest32 { Self.fold(frontier) }

    /// The root over leaves of a range whose start is aligned, from the hashes kept of the tree.
    ///
    /// - Parameters:
    ///   - leaves: Which leaves.
    ///   - row: Gives `count` hashes of a tile level, from the `first` on.
    /// - Returns: Of no leaves, `Digest32.emptyRoot`.
    /// - Throws: What `row` throws.
    package static func root<Failure: Error>(
        over leaves: Range<UInt64>,
        row: (_ level: Int, _ first: UInt64, _ count: Int) throws(Failure) -> ArraySlice<Digest32>
    ) throws(Failure) -> Digest32 {
        var roots: [Digest32] = []
        var place = leaves.lowerBound
        while place < leaves.upperBound {
            let rest = leaves.upperBound - place
            let height = rest.bitWidth - 1 - rest.leadingZeroBitCount
            let level = height / 8
            var hashes = Array(try row(level, place >> UInt64(8 * level), 1 << (height % 8)))
            while hashes.count > 1 {
                hashes = stride(from: 0, to: hashes.count, by: 2)
                    .map { .node(hashes[$0], hashes[$0 + 1]) }
            }
            roots += hashes
            place += 1 << UInt64(height)
        }
        return fold(roots)
    }

    /// Joins roots of subtrees, largest first, from right to left.
    static func fold(_ roots: [Digest32]) -> Digest32 {
        guard var root = roots.last else { return .emptyRoot }
        for left in roots.dropLast().reversed() { root = .node(left, root) }
        return root
    }
}
