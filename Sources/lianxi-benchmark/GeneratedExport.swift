import Foundation
import LianxiCore
import LianxiLedger

/// An export made up for measuring, as files.
struct GeneratedExport: ExportSource {
    let folder: URL

    static func key() throws -> SigningKey {
        try SigningKey(name: "benchmark.example/log", seed: Array(repeating: 1, count: 32))
    }

    /// The leaf hash of an entry of a log of which only the tiles are made.
    static func leaf(_ index: UInt64) -> Digest32 {
        .leaf(withUnsafeBytes(of: index.bigEndian) { Array($0) })
    }

    func read(_ path: String) throws -> [UInt8]? {
        let file = open(folder.appending(path: path).path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else { return nil }
        return Array(unsafeUninitializedCapacity: Int(facts.st_size)) { buffer, count in
            count = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
        }
    }

    /// Writes bundles of entries of 300 bytes, their tiles, and the checkpoint.
    func write(entries count: Int) throws {
        var entry = Array(repeating: UInt8(ascii: "x"), count: 300)
        try writeTiles(entries: count) { first, width in
            let entries = (first..<first + width).map { index in
                withUnsafeBytes(of: UInt64(index).bigEndian) {
                    entry.replaceSubrange(0..<8, with: $0)
                }
                return entry
            }
            let path = TilePath(.entries, number: UInt64(first / 256), width: width)
            try put(path.description, TileBytes.encode(entries: entries))
            return entries.map { .leaf($0) }
        }
    }

    /// Writes the tiles of hashes and the checkpoint of a log whose entries nobody needs.
    func writeTiles(entries count: Int) throws {
        try writeTiles(entries: count) { first, width in
            (first..<first + width).map { Self.leaf(UInt64($0)) }
        }
    }

    private func writeTiles(
        entries count: Int,
        leaves: (_ first: Int, _ width: Int) throws -> [Digest32]
    ) throws {
        var tree = MerkleTree()
        var levels: [[Digest32]] = [[]]
        for first in stride(from: 0, to: count, by: 256) {
            let width = min(256, count - first)
            let own = try leaves(first, width)
            let path = TilePath(.hashes(level: 0), number: UInt64(first / 256), width: width)
            try put(path.description, TileBytes.encode(own))
            var filled: [TileHash] = []
            for leaf in own { tree.append(leaf, filling: &filled) }
            for tile in filled {
                while levels.count <= tile.level { levels.append([]) }
                levels[tile.level].append(tile.hash)
            }
        }
        for path in TilePath.tiles(size: UInt64(count)) {
            guard case .hashes(let level) = path.content, level > 0 else { continue }
            let first = Int(path.number) * 256
            try put(
                path.description,
                TileBytes.encode(levels[level][first..<first + path.width])
            )
        }
        let key = try Self.key()
        let checkpoint = Checkpoint(origin: key.name, size: tree.size, root: tree.root)
        try put("checkpoint", key.note(checkpoint.text))
    }

    private func put(_ path: String, _ bytes: [UInt8]) throws {
        let place = folder.appending(path: path)
        let parent = place.deletingLastPathComponent()
        // A folder holds a thousand files: it is made with the first of them.
        if !FileManager.default.fileExists(atPath: parent.path) {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        }
        try Data(bytes).write(to: place)
    }
}
