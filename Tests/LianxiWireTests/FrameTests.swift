import LianxiCore
import Testing

@testable import LianxiWire

@Suite("Frames are read strictly")
struct FrameTests {
    static let epoch = Epoch(counter: 3, id: Array(0..<16))
    static let item = FeedItem(epoch: epoch, number: 7, index: 41, entry: Array("{}".utf8))
    static let beat = Beat(
        epoch: epoch,
        head: 7,
        time: Timestamp(milliseconds: 1_790_553_600_000),
        checkpoint: Array("note".utf8)
    )

    @Test("What is written is read again")
    func roundTrips() throws {
        #expect(try FeedFrame(decoding: Self.item.encode()) == .item(Self.item))
        #expect(try FeedFrame(decoding: Self.beat.encode()) == .beat(Self.beat))
        let entry = EntryItem(index: 0, entry: [1])
        #expect(try EntryItem(decoding: entry.encode()) == entry)
        let id = RequestID(high: 1, low: .max)
        #expect(try RequestHeader(decoding: RequestHeader(id: id).encode()).id == id)
        #expect(try ReplyHeader(decoding: ReplyHeader(id: id).encode()).id == id)
    }

    /// A change to the item's frame, and what must be said of it.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let error: FrameError
        let change: @Sendable (inout [UInt8]) -> Void

        init(
            _ name: String,
            _ error: FrameError,
            _ change: @escaping @Sendable (inout [UInt8]) -> Void
        ) {
            testDescription = name
            self.error = error
            self.change = change
        }
    }

    @Test(
        "A frame with a mistake is refused for it",
        arguments: [
            Mistake("nothing at all", .signature) { $0 = [] },
            Mistake("another signature", .signature) { $0[1] = 0x59 },
            Mistake("a signature and no more", .length(2)) { $0 = Array($0[..<2]) },
            Mistake("version 2", .version(2)) { $0[2] = 2 },
            Mistake("a request's kind", .kind(0x10)) { $0[3] = 0x10 },
            Mistake("cut within the epoch", .length(20)) { $0 = Array($0[..<20]) },
            Mistake("no entry", .length(44)) { $0 = Array($0[..<44]) },
            Mistake("an entry too long", .length(44 + 16_385)) {
                $0 = Array($0[..<44]) + Array(repeating: 0x20, count: 16_385)
            },
            Mistake("number 0", .number(0)) {
                $0.replaceSubrange(28..<36, with: Array(repeating: 0, count: 8))
            },
            Mistake("an index beyond 2^53", .number(1 << 53 | 41)) { $0[37] = 0x20 },
            Mistake("a counter beyond 2^53", .number(1 << 53 | 3)) { $0[5] = 0x20 },
        ]
    )
    func mistakes(_ mistake: Mistake) {
        var frame = Self.item.encode()
        mistake.change(&frame)
        #expect(throws: mistake.error) { try FeedFrame(decoding: frame) }
    }

    @Test("A header of another length is refused")
    func headers() {
        let header = RequestHeader(id: RequestID(high: 0, low: 0)).encode()
        #expect(throws: FrameError.length(21)) { try RequestHeader(decoding: header + [0]) }
        #expect(throws: FrameError.length(19)) { try RequestHeader(decoding: header.dropLast()) }
        #expect(throws: FrameError.kind(0x10)) { try ReplyHeader(decoding: header) }
    }

    @Test("A beat may have no checkpoint, and none longer than 4096 bytes")
    func beats() throws {
        let frame = Self.beat.encode()
        #expect(try Beat(decoding: Array(frame[..<44])).checkpoint.isEmpty)
        let long = Array(frame[..<44]) + Array(repeating: 0x20, count: 4097)
        #expect(throws: FrameError.length(44 + 4097)) { try Beat(decoding: long) }
    }

    @Test("No frame of random bytes, and no frame with a bit turned, stops the process")
    func fuzz() {
        var generator = SeededGenerator(seed: 20_260_928)
        let frames = [Self.item.encode(), Self.beat.encode()]
        for _ in 0..<20_000 {
            var frame = frames[Int.random(in: 0...1, using: &generator)]
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                frame[frame.indices.randomElement(using: &generator) ?? 0] ^=
                    1 << UInt8.random(in: 0...7, using: &generator)
            }
            frame = Array(frame.prefix(Int.random(in: 0...60, using: &generator)))
            if let read = try? FeedFrame(decoding: frame) {
                switch read {
                case .item(let item): #expect(item.encode() == frame)
                case .beat(let beat): #expect(beat.encode() == frame)
                }
            }
        }
    }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }
}
