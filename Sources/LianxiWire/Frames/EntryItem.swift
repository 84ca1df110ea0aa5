/// An entry with its place in the ledger, as the reply to `entries` carries it.
///
/// Has no prefix.
package struct EntryItem: Hashable, Sendable {
    /// Place in the ledger, from 0.
    package let index: UInt64
    /// The entry's exact bytes, 1…16384.
    package let entry: [UInt8]

    package init(index: UInt64, entry: [UInt8]) {
        self.index = index
        self.entry = entry
    }

    package func encode() -> [UInt8] {
        precondition(WireLimits.entryBytes.contains(entry.count), "\(entry.count) bytes of entry")
        var frame: [UInt8] = []
        frame.reserveCapacity(8 + entry.count)
        frame.append(word: index)
        frame.append(contentsOf: entry)
        return frame
    }

    package init(decoding frame: [UInt8]) throws(FrameError) {
        var reader = FrameReader(bare: frame)
        index = try reader.number()
        entry = try reader.tail(WireLimits.entryBytes)
    }
}
