package import LianxiCore

/// Names one file of an export: a tile of hashes or a bundle of entries.
///
/// C2SP tlog-tiles.
package struct TilePath: Hashable, Sendable, CustomStringConvertible {
    /// What the file holds.
    package enum Content: Hashable, Sendable {
        /// Hashes of a level, 0…63.
        case hashes(level: Int)
        case entries
    }

    package let content: Content
    package let number: UInt64
    /// 1…256; 256 is a full tile.
    package let width: Int

    package init(_ content: Content, number: UInt64, width: Int) {
        self.content = content
        self.number = number
        self.width = width
    }

    /// The hashes or entries in a full tile.
    package static let fullWidth = 256

    package var isFull: Bool { width == Self.fullWidth }

    /// The full tile in the same place, which may stand where a partial one is asked for.
    package var full: TilePath { TilePath(content, number: number, width: Self.fullWidth) }

    /// `tile/0/x001/x234/067`, and `.p/112` after it when partial.
    package var description: String {
        let folder =
            switch content {
            case .hashes(let level): "\(level)"
            case .entries: "entries"
            }
        let path = "tile/\(folder)/\(Self.grouped(number))"
        return isFull ? path : "\(path).p/\(width)"
    }

    /// A number in groups of three digits, so that no folder holds too many files: `x001/x234/067`.
    package static func grouped(_ number: UInt64) -> String {
        var groups: [String] = []
        var rest = number
        repeat {
            let text = "\(rest % 1000)"
            let padded = String(repeating: "0", count: 3 - text.utf8.count) + text
            groups.append(groups.isEmpty ? padded : "x\(padded)")
            rest /= 1000
        } while rest > 0
        return groups.reversed().joined(separator: "/")
    }

    /// The hashes of a level in a tree of that size.
    static func count(level: Int, size: UInt64) -> UInt64 {
        level < 8 ? size >> UInt64(8 * level) : 0
    }

    /// The files of one level, or of the entries, for a tree of that size.
    package static func files(_ content: Content, size: UInt64) -> [TilePath] {
        let level =
            switch content {
            case .hashes(let level): level
            case .entries: 0
            }
        let count = count(level: level, size: size)
        var files = (0..<count / 256).map { TilePath(content, number: $0, width: fullWidth) }
        if count % 256 > 0 {
            files.append(TilePath(content, number: count / 256, width: Int(count % 256)))
        }
        return files
    }

    /// Every tile of hashes for a tree of that size, level by level.
    package static func tiles(size: UInt64) -> [TilePath] {
        (0..<8).flatMap { files(.hashes(level: $0), size: size) }
    }

    /// The bundles from the one that begins with entry `index`, a multiple of 256, in a tree of that size.
    static func bundles(from index: UInt64, size: UInt64, most: Int) -> [TilePath] {
        (0..<UInt64(most)).compactMap { place in
            let first = index + place * UInt64(fullWidth)
            guard first < size else { return nil }
            let width = min(size - first, UInt64(fullWidth))
            return TilePath(.entries, number: first / UInt64(fullWidth), width: Int(width))
        }
    }

    /// Every bundle of entries for a tree of that size.
    package static func bundles(size: UInt64) -> [TilePath] { files(.entries, size: size) }
}

/// The bytes of tiles and bundles.
package enum TileBytes {
    /// A tile's file: its hashes, one after the other.
    package static func encode(_ hashes: some Sequence<Digest32>) -> [UInt8] {
        hashes.flatMap(\.bytes)
    }

    /// The hashes of a tile's file; `nil` unless it holds exactly `width`.
    package static func hashes(_ bytes: [UInt8], width: Int) -> [Digest32]? {
        guard bytes.count == 32 * width else { return nil }
        return bytes.withUnsafeBytes { buffer in
            (0..<width).map { place in
                Digest32(loading: UnsafeRawBufferPointer(rebasing: buffer[(32 * place)...]))
            }
        }
    }

    /// A bundle's file: each entry after its length in two bytes.
    package static func encode(entries: some Sequence<[UInt8]>) -> [UInt8] {
        entries.flatMap { entry in
            precondition(entry.count <= Int(UInt16.max), "an entry is at most 65535 bytes")
            return [UInt8(entry.count >> 8), UInt8(entry.count & 255)] + entry
        }
    }

    /// The entries of a bundle's file; `nil` unless it holds exactly `width` and nothing more.
    package static func entries(_ bytes: [UInt8], width: Int) -> [[UInt8]]? {
        var entries: [[UInt8]] = []
        var place = 0
        while entries.count < width {
            guard place + 2 <= bytes.count else { return nil }
            let end = place + 2 + Int(bytes[place]) << 8 + Int(bytes[place + 1])
            guard end <= bytes.count else { return nil }
            entries.append(Array(bytes[(place + 2)..<end]))
            place = end
        }
        return place == bytes.count ? entries : nil
    }
}
