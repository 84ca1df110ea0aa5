import LianxiCore
import Testing

@Suite("Quiet hours")
struct QuietHoursTests {
    private static let night = QuietHours(from: 22, until: 7)

    /// A matter received at 20:00; the step is due two hours later, in the night.
    private func conference(
        _ steps: [EscalationStep],
        duty: DutyID = .delivery
    ) throws -> Conference {
        var it = Conference(on: "2026-08-10", hour: 20, rules: .whole)
        try it.does(.adoptPolicy(.of(duty, steps, quiet: Self.night)))
        return it
    }

    @Test(
        "A moment within them waits for their end, over midnight too",
        arguments: [
            (21, "2026-08-10 21:00:00"), (22, "2026-08-11 07:00:00"), (23, "2026-08-11 07:00:00"),
            (24, "2026-08-11 07:00:00"), (30, "2026-08-11 07:00:00"), (31, "2026-08-11 07:00:00"),
            (32, "2026-08-11 08:00:00"),
        ]
    )
    func night(hour: Int, expected: String) {
        let moment = moment("2026-08-10", hour: 0).adding(milliseconds: Int64(hour) * 3_600_000)
        #expect(Self.night.end(of: moment).wallText == expected)
    }

    @Test("Hours within one day", arguments: [(11, 11), (12, 14), (13, 14), (14, 14)])
    func noon(hour: Int, expected: Int) {
        let noon = QuietHours(from: 12, until: 14)
        #expect(
            noon.end(of: moment("2026-08-10", hour: hour)) == moment("2026-08-10", hour: expected)
        )
    }

    @Test("A reminder waits for the morning and is not late then")
    func waits() throws {
        var it = try conference([.step(1, .afterStart(.hours(3)), to: "office")])
        _ = it.order()
        #expect(it.docket.plan(at: it.now).wake == moment("2026-08-11", hour: 7))
        it.go(to: "2026-08-10", hour: 23)
        #expect(it.advance() == [])
        it.go(to: "2026-08-11", hour: 7)
        let fired = it.advance()
        #expect(fired.map(\.line) == ["2026-08-11 07:00 1 office/office"])
        #expect(fired.map(\.isLate) == [false] && fired.map(\.isUrgent) == [false])
    }

    @Test(
        "What cannot wait fires in the night: statutory notices and cards",
        arguments: [
            EscalationStep.step(1, .afterStart(.hours(3)), .supervise, to: "office"),
            .step(1, .afterStart(.hours(3)), .proposeInterview, to: "office"),
            .step(1, .afterStart(.hours(3)), .listForConference, to: "office"),
            .step(1, .afterStart(.hours(3)), .urge, to: "office", card: .red),
        ]
    )
    func statutory(step: EscalationStep) throws {
        var it = try conference([step])
        _ = it.order()
        it.go(to: "2026-08-10", hour: 23)
        #expect(it.advance().map(\.line) == ["2026-08-10 23:00 1 office/office"])
    }

    @Test("A notice that cannot wait passes the reminder that waits for the morning")
    func passes() throws {
        var it = try conference([
            .step(1, .afterStart(.hours(3)), to: "office"),
            .step(2, .afterStart(.hours(5)), .supervise, to: "office"),
        ])
        _ = it.order()
        it.go(to: "2026-08-11", hour: 1)
        #expect(it.advance().map(\.step) == [2])
        it.go(to: "2026-08-11", hour: 7)
        #expect(it.advance().map(\.step) == [1])
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A matter flagged urgent in the night wakes what was waiting for the morning")
    func urgent() throws {
        var it = try conference([.step(1, .afterStart(.hours(3)), to: "office")])
        let order = it.order()
        it.go(to: "2026-08-11", hour: 0)
        #expect(it.advance() == [])
        try it.takes(.flagUrgent, of: it.matter(of: order))
        let woken = it.advance().filter { $0.clock.duty == .delivery }
        #expect(woken.map(\.isUrgent) == [true])
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A matter flagged urgent in the night wakes what waits on a document about it")
    func urgentDocument() throws {
        var it = try conference(
            [.step(1, .afterStart(.hours(3)), to: "office")],
            duty: .rectification
        )
        let order = it.order()
        let id = try it.issued(.rectification, about: order)
        it.go(to: "2026-08-11", hour: 0)
        #expect(it.advance().filter { $0.clock.duty == .rectification } == [])
        try it.takes(.flagUrgent, of: it.matter(of: order))
        #expect(it.docket.checkInvariants() == [])
        let woken = it.advance().filter { $0.clock == it[id].key(of: .rectification) }
        #expect(woken.map(\.isUrgent) == [true])
    }

    @Test("The duties of an urgent matter know no quiet hours")
    func urgentDuty() throws {
        var it = try conference(
            [.step(1, .afterStart(.hours(3)), to: "office")],
            duty: .urgentSuperior
        )
        let matter = it.registered()
        try it.takes(.flagUrgent, of: matter)
        it.go(to: "2026-08-10", hour: 23)
        #expect(it.advance().map(\.line) == ["2026-08-10 23:00 1 office/office"])
    }
}
