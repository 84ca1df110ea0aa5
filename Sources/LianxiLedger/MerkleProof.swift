package import LianxiCore

/// Proofs that an entry is in a tree, and that a tree continues an older one.
///
/// RFC 6962 §2.1.
package enum MerkleProof {
    /// The longest proof that is looked at.
    package static let longest = 63

    /// The hashes that lead from entry `index` to the root of the tree of `size` entries, the
    /// leaf's sibling first.
    ///
    /// - Throws: ``ProofError``, or what the source throws.
    package static func inclusion(
        of index: UInt64,
        size: UInt64,
        from source: HashSource
    ) async throws -> [Digest32] {
        guard index < size else { throw ProofError.outside }
        var path: [Digest32] = []
        for range in inclusionRanges(of: index, size: size) {
            path.append(try await source.range(start: range.lowerBound, end: range.upperBound))
        }
        return path
    }

    /// The leaves under each hash of an inclusion proof, the leaf's sibling first.
    package static func inclusionRanges(of index: UInt64, size: UInt64) -> [Range<UInt64>] {
        var ranges: [Range<UInt64>] = []
        var start: UInt64 = 0
        var end = size
        while end - start > 1 {
            let middle = start + split(end - start)
            if index < middle {
                ranges.append(middle..<end)
                end = middle
            } else {
                ranges.append(start..<middle)
                start = middle
            }
        }
        return ranges.reversed()
    }

    /// The hashes that show the tree of `new` entries to continue the one of `old`; empty when
    /// they are the same, or the old one is empty.
    ///
    /// - Throws: ``ProofError``, or what the source throws.
    package static func consistency(
        from old: UInt64,
        to new: UInt64,
        from source: HashSource
    ) async throws -> [Digest32] {
        guard old <= new else { throw ProofError.outside }
        guard old > 0, old < new else { return [] }
        var path: [Digest32] = []
        var start: UInt64 = 0
        var end = new
        while end != old {
            let middle = start + split(end - start)
            if old <= middle {
                path.append(try await source.range(start: middle, end: end))
                end = middle
            } else {
                path.append(try await source.range(start: start, end: middle))
                start = middle
            }
        }
        // The old tree's last subtree; when it is the whole old tree, its root is known already.
        if start > 0 { path.append(try await source.range(start: start, end: end)) }
        return path.reversed()
    }

    /// Whether `proof` shows that the leaf is entry `index` of the tree of that size and root.
    package static func isIncluded(
        _ leaf: Digest32,
        at index: UInt64,
        size: UInt64,
        proof: [Digest32],
        root: Digest32
    ) -> Bool {
        self.root(of: leaf, at: index, size: size, proof: proof) == root
    }

    /// The root that `proof` leads to from the leaf; `nil` when it is not of the right length.
    static func root(
        of leaf: Digest32,
        at index: UInt64,
        size: UInt64,
        proof: [Digest32]
    ) -> Digest32? {
        guard index < size, proof.count <= longest else { return nil }
        var walk = Walk(first: index, last: size - 1)
        var hash = leaf
        for sibling in proof {
            guard let isRight = walk.step() else { return nil }
            hash = isRight ? .node(sibling, hash) : .node(hash, sibling)
        }
        return walk.isAtTop ? hash : nil
    }

    /// Whether `proof` shows that the tree of size `new` continues the tree of size `old`.
    package static func isConsistent(
        from old: UInt64,
        root oldRoot: Digest32,
        to new: UInt64,
        root newRoot: Digest32,
        proof: [Digest32]
    ) -> Bool {
        guard old <= new, proof.count <= longest else { return false }
        if old == new { return proof.isEmpty && oldRoot == newRoot }
        if old == 0 { return proof.isEmpty && oldRoot == .emptyRoot }
        guard !proof.isEmpty else { return false }
        // The root of a perfect old tree is the proof's beginning, and left out of it.
        let hashes = old & (old - 1) == 0 ? [oldRoot] + proof : proof
        var walk = Walk(first: old - 1, last: new - 1)
        walk.skipRightEdges()
        var oldHash = hashes[0]
        var newHash = hashes[0]
        for sibling in hashes.dropFirst() {
            guard let isRight = walk.step() else { return false }
            newHash = isRight ? .node(sibling, newHash) : .node(newHash, sibling)
            if isRight { oldHash = .node(sibling, oldHash) }
        }
        return walk.isAtTop && oldHash == oldRoot && newHash == newRoot
    }

    /// The inclusion proofs of all of a few leaves held in memory, such as the acts of a batch, in
    /// the leaves' order.
    ///
    /// Costs one hash for each leaf, where asking for one proof after the other costs their square.
    package static func inclusions(among leaves: ArraySlice<Digest32>) -> [[Digest32]] {
        var paths = Array(repeating: [Digest32](), count: leaves.count)
        _ = climb(leaves, from: leaves.startIndex, filling: &paths)
        return paths
    }

    /// Adds to the paths of these leaves the hashes up to their root, and returns that root.
    private static func climb(
        _ leaves: ArraySlice<Digest32>,
        from first: Int,
        filling paths: inout [[Digest32]]
    ) -> Digest32 {
        guard leaves.count > 1 else { return leaves.first ?? .emptyRoot }
        let middle = leaves.startIndex + Int(split(UInt64(leaves.count)))
        let left = climb(leaves[..<middle], from: first, filling: &paths)
        let right = climb(leaves[middle...], from: first, filling: &paths)
        for place in leaves.indices { paths[place - first].append(place < middle ? right : left) }
        return .node(left, right)
    }

    /// The largest power of two smaller than `count`, for a count of at least 2.
    private static func split(_ count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}

/// A way up the tree from one node, beside the way up from the last one.
private struct Walk {
    var first: UInt64
    var last: UInt64

    var isAtTop: Bool { last == 0 }

    mutating func skipRightEdges() {
        while first & 1 == 1 { up() }
    }

    /// Goes up one hash of a proof: whether it stands on the left of ours; `nil` at the top.
    mutating func step() -> Bool? {
        guard last != 0 else { return nil }
        let isRight = first & 1 == 1 || first == last
        if isRight, first & 1 == 0 {
            while first & 1 == 0, first != 0 { up() }
        }
        up()
        return isRight
    }

    private mutating func up() {
        first >>= 1
        last >>= 1
    }
}
