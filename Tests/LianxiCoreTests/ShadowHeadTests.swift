import LianxiCore
import Testing

@Suite("Heads of the SM3 tree are recorded from time to time")
struct ShadowHeadTests {
    private static let hour: Int64 = 3_600_000
    private static let root = Digest32(words: (1, 2, 3, 4))

    private static func head(_ size: UInt64) -> Command {
        .recordShadow(ShadowHead(size: size, root: root))
    }

    /// Sizes of the heads recorded so far.
    private func recorded(_ it: Conference) -> [UInt64] {
        it.history.compactMap { entry in
            guard case .shadowRecorded(let head) = entry.event else { return nil }
            return head.size
        }
    }

    @Test("The first at once, the next after an hour, and only when it is over something new")
    func hourly() throws {
        var it = Conference()
        _ = it.registered()
        let first = it.docket.size
        #expect(try it.does(Self.head(first), by: nil).count == 1)
        _ = it.registered()
        it.now = it.now.adding(milliseconds: Self.hour - 1)
        #expect(try it.does(Self.head(it.docket.size), by: nil) == [])
        it.now = it.now.adding(milliseconds: 1)
        #expect(try it.does(Self.head(first), by: nil) == [])
        let second = it.docket.size
        #expect(try it.does(Self.head(second), by: nil).count == 1)
        #expect(recorded(it) == [first, second])
        #expect(it.docket.lastShadow?.head == ShadowHead(size: second, root: Self.root))
        #expect(it.docket.lastShadow?.mark.index == second)
    }

    @Test("The entry that records a head is nothing new, so that a quiet ledger does not grow")
    func quiet() throws {
        var it = Conference()
        _ = it.registered()
        #expect(try it.does(Self.head(it.docket.size), by: nil).count == 1)
        for _ in 0..<3 {
            it.now = it.now.adding(milliseconds: Self.hour)
            #expect(try it.does(Self.head(it.docket.size), by: nil) == [])
        }
        // What stood between the head and its own entry is.
        var other = Conference()
        _ = other.registered()
        let early = other.docket.size - 1
        #expect(try other.does(Self.head(early), by: nil).count == 1)
        other.now = other.now.adding(milliseconds: Self.hour)
        #expect(try other.does(Self.head(other.docket.size), by: nil).count == 1)
    }

    @Test("Only the daemon records one, and only over entries there are")
    func refused() throws {
        var it = Conference()
        _ = it.registered()
        #expect(throws: Refusal.notPermitted) { try it.does(Self.head(1), by: .office) }
        for size in [0, it.docket.size + 1] {
            #expect(throws: Refusal.malformed) { try it.does(Self.head(size), by: nil) }
        }
    }
}
