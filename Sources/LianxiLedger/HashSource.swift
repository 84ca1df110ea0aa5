package import LianxiCore

/// Where proofs find the hashes of the tree's tile levels: a store, or the tiles of an export.
package struct HashSource: Sendable {
    /// Asks for hashes `first`, `first + 1` … of a tile level; level 0 are leaf hashes.
    package typealias Read =
        @Sendable (_ level: Int, _ first: UInt64, _ count: Int) async throws -> [Digest32]

    private let read: Read

    package init(_ read: @escaping Read) { self.read = read }

    /// The hashes of a store.
    package init(_ storage: any LedgerStorage) {
        self.init { try await storage.hashes(level: $0, from: $1, count: $2) }
    }

    /// Exactly `count` hashes of a level.
    func hashes(level: Int, from first: UInt64, count: Int) async throws -> [Digest32] {
        let hashes = try await read(level, first, count)
        guard hashes.count == count else {
            throw ProofError.hashesMissing(level: level, first: first, count: count)
        }
        return hashes
    }

    /// The root over a perfect, aligned subtree of 2^`height` leaves starting at leaf `start`.
    func subtree(start: UInt64, height: Int) async throws -> Digest32 {
        let level = height / 8
        var row = try await hashes(
            level: level,
            from: start >> UInt64(8 * level),
            count: 1 << (height % 8)
        )
        while row.count > 1 {
            row = stride(from: 0, to: row.count, by: 2).map { .node(row[$0], row[$0 + 1]) }
        }
        return row[0]
    }

    /// The root over leaves `start` up to but not including `end`; `start` is aligned.
    func range(start: UInt64, end: UInt64) async throws -> Digest32 {
        var roots: [Digest32] = []
        var place = start
        while place < end {
            let height = (end - place).bitWidth - 1 - (end - place).leadingZeroBitCount
            roots.append(try await subtree(start: place, height: height))
            place += 1 << UInt64(height)
        }
        return MerkleTree.fold(roots)
    }
}

/// Why a proof could not be made.
package enum ProofError: Error, Hashable, Sendable {
    /// The entry or the older size lies outside the tree.
    case outside
    /// The source had fewer hashes than the tree's size promises.
    case hashesMissing(level: Int, first: UInt64, count: Int)
}
