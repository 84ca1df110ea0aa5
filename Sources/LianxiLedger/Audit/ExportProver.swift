package import LianxiCore

/// Takes single entries out of an export, with their proofs, from the few tiles that matter.
///
/// A log of ten million entries costs it a dozen files.
package struct ExportProver {
    /// Why an entry cannot be proven.
    package enum Trouble: Error, Hashable, Sendable {
        case noCheckpoint
        case checkpointInvalid(String)
        /// The log has only so many entries.
        case outside(size: UInt64)
        /// A file is missing, or not of its length.
        case fileWrong(String)
        /// The tiles or the entry are not those the checkpoint was signed for.
        case unproven(index: UInt64)
    }

    private let source: any ExportSource
    private let key: VerifierKey
    package let checkpoint: Checkpoint
    /// With its signature lines.
    package let note: [UInt8]

    /// - Throws: ``Trouble``, or what the source throws.
    package init(_ source: any ExportSource, key: VerifierKey) throws {
        self.source = source
        self.key = key
        guard let note = try source.read("checkpoint") else { throw Trouble.noCheckpoint }
        self.note = note
        do { checkpoint = try Checkpoint(verifying: note, by: key) } catch {
            throw Trouble.checkpointInvalid(error.description)
        }
    }

    /// The entry's exact bytes and its proof, which was verified.
    ///
    /// - Throws: ``Trouble``, or what the source throws.
    package func prove(_ index: UInt64) throws -> (entry: [UInt8], proof: ProofFile) {
        let proof = ProofFile(index: index, path: try path(of: index), note: note)
        let entry = try source.entry(index, size: checkpoint.size)
        guard (try? proof.verify(entry: entry, by: key)) != nil else {
            throw Trouble.unproven(index: index)
        }
        return (entry, proof)
    }

    /// The hashes that lead from an entry to the root, as the tiles have them; not verified.
    ///
    /// - Throws: ``Trouble``, or what the source throws.
    package func path(of index: UInt64) throws -> [Digest32] {
        let size = checkpoint.size
        guard index < size else { throw Trouble.outside(size: size) }
        return try MerkleProof.inclusionRanges(of: index, size: size).map { range in
            try MerkleTree.root(over: range) { level, first, count in
                let number = first / UInt64(TilePath.fullWidth)
                let all = TilePath.count(level: level, size: size)
                let width = min(
                    all - number * UInt64(TilePath.fullWidth),
                    UInt64(TilePath.fullWidth)
                )
                let tile = TilePath(.hashes(level: level), number: number, width: Int(width))
                let place = Int(first % UInt64(TilePath.fullWidth))
                guard let file = try source.read(tile),
                    let hashes = TileBytes.hashes(
                        file.bytes,
                        width: file.isFull ? TilePath.fullWidth : tile.width
                    )
                else { throw Trouble.fileWrong(tile.description) }
                return hashes[place..<place + count]
            }
        }
    }
}

extension ExportSource {
    /// An entry's bytes, from its bundle.
    ///
    /// - Throws: ``ExportProver/Trouble``, or what the source throws.
    package func entry(_ index: UInt64, size: UInt64) throws -> [UInt8] {
        guard index < size else { throw ExportProver.Trouble.outside(size: size) }
        let width = UInt64(TilePath.fullWidth)
        let number = index / width
        let path = TilePath(
            .entries,
            number: number,
            width: Int(min(size - number * width, width))
        )
        guard let file = try read(path),
            let entries = TileBytes.entries(
                file.bytes,
                width: file.isFull ? TilePath.fullWidth : path.width
            )
        else { throw ExportProver.Trouble.fileWrong(path.description) }
        return entries[Int(index % width)]
    }
}
