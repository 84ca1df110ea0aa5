/// An entry addressed to a party, with its number in that party's feed.
///
/// Frame kind `01`.
package struct FeedItem: Hashable, Sendable {
    package let epoch: Epoch
    /// Place in the party's feed: 1, 2, 3 … without gaps.
    package let number: UInt64
    /// Place in the ledger, from 0.
    package let index: UInt64
    /// The entry's exact bytes, 1…16384.
    package let entry: [UInt8]

    package init(epoch: Epoch, number: UInt64, index: UInt64, entry: [UInt8]) {
        self.epoch = epoch
        self.number = number
        self.index = index
        self.entry = entry
    }

    static let headLength = FrameKind.prefixLength + 24 + 8 + 8

    package func encode() -> [UInt8] {
        precondition(number > 0, "a feed's numbers begin at 1")
        precondition(WireLimits.entryBytes.contains(entry.count), "\(entry.count) bytes of entry")
        var frame = FrameKind.item.prefix
        frame.reserveCapacity(Self.headLength + entry.count)
        frame.append(epoch: epoch)
        frame.append(word: number)
        frame.append(word: index)
        frame.append(contentsOf: entry)
        return frame
    }

    package init(decoding frame: [UInt8]) throws(FrameError) {
        var reader = try FrameReader(frame, kind: .item)
        epoch = try reader.epoch()
        number = try reader.number()
        guard number > 0 else { throw .number(0) }
        index = try reader.number()
        entry = try reader.tail(WireLimits.entryBytes)
    }
}

/// What comes on a feed.
package enum FeedFrame: Hashable, Sendable {
    case item(FeedItem)
    case beat(Beat)

    package init(decoding frame: [UInt8]) throws(FrameError) {
        if frame.count >= FrameKind.prefixLength, frame[3] == FrameKind.beat.rawValue {
            self = .beat(try Beat(decoding: frame))
        } else {
            self = .item(try FeedItem(decoding: frame))
        }
    }
}
