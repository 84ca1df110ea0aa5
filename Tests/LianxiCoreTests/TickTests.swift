import LianxiCore
import Testing

@Suite("Ticks say that time went on")
struct TickTests {
    private static func tick(_ size: UInt64? = nil, note: String = "note") -> Command {
        .tick(
            Tick(minutes: 60, witnessed: size.map { Tick.Witnessed(size: $0, note: note) })
        )
    }

    /// The sizes of the checkpoints that the ticks so far carry.
    private func carried(_ it: Conference) -> [UInt64?] {
        it.history.compactMap { entry -> UInt64?? in
            guard case .ticked(let tick) = entry.event else { return nil }
            return .some(tick.witnessed?.size)
        }
    }

    @Test("After an hour of quiet one tick is recorded, and not before")
    func quiet() throws {
        var it = Conference()
        _ = it.registered()
        let last = it.now
        it.now = last.adding(milliseconds: 3_599_999)
        #expect(try it.does(Self.tick(), by: nil) == [])
        it.now = last.adding(milliseconds: 3_600_000)
        #expect(try it.does(Self.tick(), by: nil).count == 1)
        #expect(try it.does(Self.tick(), by: nil) == [])
        #expect(carried(it) == [nil])
        #expect(it.history.last?.event == .ticked(Tick(minutes: 60, witnessed: nil)))
    }

    @Test("In a busy ledger a tick an hour carries what was witnessed since, each checkpoint once")
    func busy() throws {
        var it = Conference()
        let start = it.now
        for minute in 0..<180 as Range<Int64> {
            it.now = start.adding(milliseconds: minute * 60_000)
            _ = it.registered()
            _ = try it.does(Self.tick(minute < 100 ? 5 : 9), by: nil)
        }
        #expect(carried(it) == [5, 9])
        #expect(it.docket.lastTick?.witnessedSize == 9)
    }

    @Test("Only the daemon ticks, and only with a checkpoint of entries there are")
    func refused() throws {
        var it = Conference()
        #expect(throws: Refusal.notPermitted) { try it.does(Self.tick(), by: .office) }
        let size = it.docket.size
        #expect(throws: Refusal.malformed) { try it.does(Self.tick(size + 1), by: nil) }
        let long = String(repeating: "x", count: Tick.mostNoteBytes + 1)
        #expect(throws: Refusal.malformed) { try it.does(Self.tick(2, note: long), by: nil) }
        #expect(throws: Refusal.malformed) {
            try it.does(.tick(Tick(minutes: 0, witnessed: nil)), by: nil)
        }
    }
}
