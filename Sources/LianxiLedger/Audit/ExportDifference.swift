import LianxiCore

/// How two exports of one log stand to each other.
package struct ExportDifference: Hashable, Sendable {
    /// What it comes to.
    package enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// Both hold the same entries.
        case same
        /// The second continues the first.
        case grown
        /// The first continues the second.
        case shrunk
        /// Each holds an entry at the same place that the other does not: two histories were signed.
        case forked
        /// One of them does not have the root its own checkpoint was signed for.
        case unsound
    }

    package let verdict: Verdict
    package let first: Checkpoint
    package let second: Checkpoint
    /// The first place where they differ: where the longer goes on, or where they part.
    package let place: UInt64

    /// Compares the entries of two exports, both with a checkpoint this key signed.
    ///
    /// - Throws: ``ExportProver/Trouble``, or what a source throws.
    package init(
        _ first: any ExportSource,
        _ second: any ExportSource,
        key: VerifierKey,
        workers: any Workers = OneWorker()
    ) throws {
        let one = try Leaves(first, key, workers)
        let other = try Leaves(second, key, workers)
        self.first = one.checkpoint
        self.second = other.checkpoint
        let common = zip(one.leaves, other.leaves).enumerated().first { $1.0 != $1.1 }?.offset
        place = UInt64(common ?? min(one.leaves.count, other.leaves.count))
        if !one.isSound || !other.isSound {
            verdict = .unsound
        } else if common != nil {
            verdict = .forked
        } else if one.leaves.count == other.leaves.count {
            verdict = .same
        } else {
            verdict = one.leaves.count < other.leaves.count ? .grown : .shrunk
        }
    }
}

/// The leaf hashes of an export, from its entries.
private struct Leaves {
    let checkpoint: Checkpoint
    let leaves: [Digest32]
    /// They have the root that was signed.
    let isSound: Bool

    init(_ source: any ExportSource, _ key: VerifierKey, _ workers: any Workers) throws {
        checkpoint = try ExportProver(source, key: key).checkpoint
        var leaves: [Digest32] = []
        while UInt64(leaves.count) < checkpoint.size {
            let paths = TilePath.bundles(
                from: UInt64(leaves.count),
                size: checkpoint.size,
                most: 64
            )
            let bundles = workers.map(paths.count) { place in
                Result { () throws(ReadBundle.Fault) in
                    try ReadBundle(
                        paths[place],
                        from: source,
                        isParsing: false,
                        nanoseconds: { 0 }
                    )
                }
            }
            for (path, bundle) in zip(paths, bundles) {
                switch bundle {
                case .success(let read): leaves += read.leaves
                case .failure(.unreadable(let error)): throw error
                case .failure: throw ExportProver.Trouble.fileWrong(path.description)
                }
            }
        }
        self.leaves = leaves
        isSound = MerkleTree(leaves).root == checkpoint.root
    }
}
