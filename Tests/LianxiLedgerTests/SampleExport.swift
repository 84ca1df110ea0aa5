import LianxiCore
import LianxiLedger

/// An export in memory, whole and signed, which tests then spoil.
struct SampleExport: ExportSource {
    var files: [String: [UInt8]] = [:]

    func read(_ path: String) throws -> [UInt8]? { files[path] }

    /// Exports the entries as they are, under a checkpoint the log's own key signs: what an operator
    /// can make of any entries at all.
    init(_ entries: [[UInt8]], by log: SigningKey = logKey) {
        let size = UInt64(entries.count)
        let leaves = entries.map { Digest32.leaf($0) }
        var levels = [leaves]
        var tree = MerkleTree()
        for leaf in leaves {
            var filled: [TileHash] = []
            tree.append(leaf, filling: &filled)
            for tile in filled {
                if levels.count == tile.level { levels.append([]) }
                levels[tile.level].append(tile.hash)
            }
        }
        let checkpoint = Checkpoint(origin: log.name, size: size, root: tree.root)
        files["checkpoint"] = log.note(checkpoint.text)
        for path in TilePath.bundles(size: size) {
            let bundle = entries.dropFirst(Int(path.number) * 256).prefix(path.width)
            files[path.description] = TileBytes.encode(entries: bundle)
        }
        for path in TilePath.tiles(size: size) {
            guard case .hashes(let level) = path.content else { continue }
            let hashes = levels[level].dropFirst(Int(path.number) * 256).prefix(path.width)
            files[path.description] = TileBytes.encode(hashes)
        }
    }

    func report(
        confirmations: [(name: String, note: [UInt8])] = [],
        key: VerifierKey = logKey.verifier
    ) throws -> VerificationReport {
        var verifier = LedgerVerifier(self, key: key)
        return try verifier.verify(
            confirmations: confirmations,
            confirmationKey: confirmationKey.verifier
        )
    }
}

extension VerificationReport {
    /// The findings as kind and entry, in order.
    var found: [String] {
        findings.map { finding in
            finding.kind.rawValue + (finding.entry.map { " \($0)" } ?? "")
        }
    }
}
