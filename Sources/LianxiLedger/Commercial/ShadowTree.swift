package import LianxiCore

/// The growing edge of the SM3 tree (SM3 对照树): RFC 6962 §2.1 over the ledger's entries, SM3 in place of SHA-256.
///
/// Its inside is kept nowhere: whoever has the entries has it.
package struct ShadowTree: Hashable, Sendable {
    /// Number of leaves.
    package private(set) var size: UInt64 = 0
    /// Roots of the perfect subtrees of the size's binary expansion, largest first.
    package private(set) var frontier: [Digest32] = []

    package init() {}

    /// Takes up an edge that was kept; `nil` when it has not as many roots as the size asks for.
    init?(size: UInt64, frontier: [Digest32]) {
        guard frontier.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.frontier = frontier
    }

    /// Appends a leaf, or the root over 2^`height` of them, where the size is a multiple of that.
    ///
    /// - Returns: `false` when the hasher failed; the tree is then as it was.
    package mutating func append(
        _ root: Digest32,
        height: Int = 0,
        by hasher: any TreeHasher
    ) -> Bool {
        precondition(size.isMultiple(of: 1 << UInt64(height)), "a subtree begins where one ends")
        var (hash, kept, number) = (root, frontier.count, size >> UInt64(height))
        while number & 1 == 1 {
            kept -= 1
            guard let node = hasher.node(frontier[kept], hash) else { return false }
            hash = node
            number >>= 1
        }
        frontier.removeLast(frontier.count - kept)
        frontier.append(hash)
        size += 1 << UInt64(height)
        return true
    }

    /// The root over all leaves; `nil` when the hasher failed.
    package func root(by hasher: any TreeHasher) -> Digest32? {
        guard var root = frontier.last else { return hasher.emptyRoot() }
        for left in frontier.dropLast().reversed() {
            guard let node = hasher.node(left, root) else { return nil }
            root = node
        }
        return root
    }
}

/// Hashes leaves and nodes of a tree; not for two threads at once.
///
/// Each answers `nil` when it cannot compute any more.
package protocol TreeHasher {
    /// Of no entries.
    func emptyRoot() -> Digest32?
    /// Of `00` and the entry's exact bytes.
    func leaf(_ entry: [UInt8]) -> Digest32?
    /// Of `01` and two hashes.
    func node(_ left: Digest32, _ right: Digest32) -> Digest32?
}

extension TreeHasher {
    /// Appends entries in their order; `false` when it failed on the way.
    package func append(_ entries: some Sequence<[UInt8]>, to tree: inout ShadowTree) -> Bool {
        for entry in entries {
            guard let leaf = leaf(entry), tree.append(leaf, by: self) else { return false }
        }
        return true
    }
}

extension CommercialCipher {
    /// The SM3 tree's root over entries; `nil` when it cannot be computed.
    package func root(over entries: [[UInt8]]) -> Digest32? {
        guard let hasher = treeHasher() else { return nil }
        var tree = ShadowTree()
        return hasher.append(entries, to: &tree) ? tree.root(by: hasher) : nil
    }
}
