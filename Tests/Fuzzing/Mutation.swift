/// Changes bytes as a fuzzer does, the same way for the same seed.
package struct Mutation: Sendable {
    private var state: UInt64
    /// Words that readers look for.
    private let words: [[UInt8]]

    package init(seed: UInt64, words: [[UInt8]]) {
        state = seed
        self.words = words
    }

    /// The bytes with one to six changes; at most 512 KiB.
    package mutating func change(_ bytes: [UInt8], besides others: [[UInt8]]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...pick(6) { changeOnce(&bytes, others) }
        return Array(bytes.prefix(524_288))
    }

    private mutating func changeOnce(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
        switch pick(9) {
        case 0 where !bytes.isEmpty: bytes[pick(bytes.count)] ^= 1 << UInt8(pick(8))
        case 1 where !bytes.isEmpty:
            bytes[pick(bytes.count)] = [0, 0x0a, 0x20, 0x22, 0x2c, 0x7f, 0x80, 0xff][pick(8)]
        case 2: bytes.removeSubrange(range(in: bytes))
        case 3:
            let part = bytes[range(in: bytes)]
            bytes.insert(contentsOf: part, at: pick(bytes.count + 1))
        case 4:
            guard !others.isEmpty else { return }
            let other = others[pick(others.count)]
            bytes.replaceSubrange(range(in: bytes), with: other[range(in: other)])
        case 5: bytes.removeLast(pick(bytes.count + 1))
        case 6: swapLines(&bytes)
        case 7: changeNumber(&bytes)
        default:
            if words.isEmpty { return }
            bytes.replaceSubrange(range(in: bytes, most: 8), with: words[pick(words.count)])
        }
    }

    private mutating func swapLines(_ bytes: inout [UInt8]) {
        var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        lines.swapAt(pick(lines.count), pick(lines.count))
        bytes = Array(lines.joined(separator: [0x0a]))
    }

    /// Puts a number that lies at an edge in the place of one.
    private mutating func changeNumber(_ bytes: inout [UInt8]) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let places = bytes.indices.filter { digits.contains(bytes[$0]) }
        guard !places.isEmpty else { return }
        let first = places[pick(places.count)]
        let last = bytes[first...].firstIndex { !digits.contains($0) } ?? bytes.endIndex
        let edges = [
            "0", "1", "-1", "255", "65536", "9223372036854775807", "9007199254740993", "+3",
        ]
        bytes.replaceSubrange(first..<last, with: edges[pick(edges.count)].utf8)
    }

    private mutating func range(in bytes: [UInt8], most: Int = 64) -> Range<Int> {
        let from = pick(bytes.count + 1)
        return from..<min(bytes.count, from + pick(most))
    }

    /// 0 to `count` - 1; SplitMix64.
    private mutating func pick(_ count: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((z ^ (z >> 31)) % UInt64(count))
    }
}
