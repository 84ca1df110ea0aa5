import LianxiCore
import Testing

@Suite("A step that comes again")
struct RepeatTests {
    private func fired(
        _ step: EscalationStep,
        until last: String = "2026-10-31",
        _ change: (inout Conference) throws -> Void = { _ in }
    ) throws -> [String] {
        var it = Conference()
        try it.does(.adoptPolicy(.of(.signature, [step])))
        let order = it.order()
        try it.receives(order)
        try change(&it)
        it.go(to: last)
        let fired = it.advance()
        #expect(it.docket.checkInvariants() == [])
        return fired.map(\.line)
    }

    @Test("It comes as often as the policy says, on working days, and then no more")
    func bounded() throws {
        let again = StepRepeat(every: .workingDays(2), times: 3)
        let step = EscalationStep.step(
            1,
            .afterStart(.workingDays(2)),
            to: "office/director",
            again: again
        )
        #expect(
            try fired(step) == [
                "2026-08-12 09:00 1 office/director", "2026-08-14 09:00 1.1 office/director",
                "2026-08-18 09:00 1.2 office/director", "2026-08-20 09:00 1.3 office/director",
            ]
        )
    }

    @Test("Repeats in hours are counted from the first time, and fire exactly")
    func hours() throws {
        let again = StepRepeat(every: .hours(5), times: 2)
        let step = EscalationStep.step(1, .afterStart(.hours(3)), to: "office", again: again)
        #expect(
            try fired(step) == [
                "2026-08-10 12:00 1 office/office", "2026-08-10 17:00 1.1 office/office",
                "2026-08-10 22:00 1.2 office/office",
            ]
        )
    }

    @Test("A duty done stops the repeats that are left")
    func stopped() throws {
        let again = StepRepeat(every: .workingDays(1), times: 9)
        let step = EscalationStep.step(1, .afterStart(.workingDays(1)), to: "office", again: again)
        let fired = try fired(step) { it in
            it.go(to: "2026-08-12")
            #expect(it.advance().count == 2)
            guard let id = it.docket.assignments(limit: 1, at: it.now).assignments.first
            else { throw Refusal.unknownAssignment }
            try it.acts(.sign, on: id.record.assignment.id)
        }
        #expect(fired == [])
    }

    @Test("A policy whose chain fires more than 99 times is malformed")
    func tooMany() throws {
        var it = Conference()
        let again = StepRepeat(every: .workingDays(1), times: 30)
        let steps = (1...4).map {
            EscalationStep.step($0, .afterStart(.workingDays($0)), to: "office", again: again)
        }
        #expect(throws: Refusal.malformed) {
            try it.does(.adoptPolicy(.of(.signature, steps)))
        }
        try it.does(.adoptPolicy(.of(.signature, Array(steps.prefix(3)))))
    }
}
