import LianxiCore
package import LianxiLedger

/// An export in memory, whole and signed, which tests spoil or write to a folder.
///
/// What a holder of the log's key can make of any entries at all.
package struct PaperExport: ExportSource {
    package var files: [String: [UInt8]] = [:]

    /// Exports the entries as they are, under a checkpoint of the key.
    package init(_ entries: [[UInt8]], by key: SigningKey) {
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
        let size = UInt64(entries.count)
        let checkpoint = Checkpoint(origin: key.name, size: size, root: tree.root)
        files["checkpoint"] = key.note(checkpoint.text)
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

    package func read(_ path: String) throws -> [UInt8]? { files[path] }
}
