import LianxiCore
import Testing

/// S9: a silent department, until the convenor hears, and what an empty answer is worth.
@Suite("A silent unit")
struct SilentUnitTests {
    private let unit = Conference.departments[2]

    @Test("S9: every date, from delivery to the day nobody has given feedback")
    func dates() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order(to: unit, for: "30d")
        try it.receives(order)
        #expect(it.dates(.objection, of: order) == "2026-08-17 2026-08-17 2026-08-17")
        #expect(it.dates(.notice, of: order) == "2026-08-25 2026-08-25 2026-08-25")
        #expect(it.dates(.signature, of: order) == "2026-08-12 2026-08-12 2026-08-12")
        #expect(it.dates(.feedback, of: order) == "2026-09-09 2026-09-09 2026-09-09")
        // No acceptance is recorded: a presumed start, which warns and is no breach.
        #expect(it.dates(.presumedConclusion, of: order) == "2026-10-09 2026-10-09 2026-10-09")
        it.go(to: "2026-10-12")
        #expect(it.clock(.presumedConclusion, of: order)?.isOverdue(at: it.now) == false)
        #expect(it.clock(.notice, of: order)?.isOverdue(at: it.now) == true)
    }

    @Test("S9: an acceptance dated 08-21 starts the 60 days there, and ends the presumption")
    func dated() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order(to: unit, for: "30d")
        try it.receives(order)
        it.go(to: "2026-08-24")
        #expect(throws: Refusal.dateWrong) {
            try it.acts(.accept, on: order) { $0.says.on = date("2026-08-09") }
        }
        #expect(throws: Refusal.dateWrong) {
            try it.acts(.accept, on: order) { $0.says.on = date("2026-08-25") }
        }
        try it.acts(.accept, on: order) { $0.says.on = date("2026-08-21") }
        #expect(it.dates(.conclusion, of: order) == "2026-10-20 2026-10-20 2026-10-20")
        #expect(!it.isRunning(.presumedConclusion, of: order))
    }

    @Test("S9: after the window is closed, 'not ours' is out of time")
    func outOfTime() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order(to: unit)
        try it.receives(order)
        it.go(to: "2026-08-17", hour: 23)
        let inTime = it.signed(.object, on: order)
        #expect(inTime.act.verb == .object)
        it.go(to: "2026-08-18", hour: 0)
        let entries1 = try it.acts(.object, on: order)
        #expect(it.isLate(entries1) == true)
    }

    @Test("S9: an empty answer is refused, with a shorter date, and 08-25 is not reset")
    func emptyAnswer() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order(to: unit, for: "30d")
        try it.receives(order)
        let matter = it.matter(of: order)
        it.go(to: "2026-08-26")
        try it.takes(.supervise, of: matter, on: order, StepDetails(word: "delay"), note: true)
        #expect(it.dates(.supervisionReply, of: order) == "2026-09-02 2026-09-02 2026-09-02")
        it.go(to: "2026-09-03")
        #expect(it.clock(.supervisionReply, of: order)?.isOverdue(at: it.now) == true)
        let entries2 = try it.acts(.answer, on: order)
        #expect(it.isLate(entries2) == true)
        #expect(!it.isRunning(.supervisionReply, of: order))
        #expect(it.isRunning(.examination, of: order))
        it.go(to: "2026-09-04")
        try it.takes(
            .refuseAnswer,
            of: matter,
            on: order,
            StepDetails(period: period("3wd")),
            note: true
        )
        #expect(it.dates(.supervisionReply, of: order) == "2026-09-09 2026-09-09 2026-09-09")
        #expect(it.dates(.notice, of: order) == "2026-08-25 2026-08-25 2026-08-25")
        #expect(it.isRunning(.notice, of: order))
        try it.acts(.answer, on: order)
        try it.takes(.acceptAnswer, of: matter, on: order)
        try it.takes(.closeSupervision, of: matter, on: order)
        // Cured: the thread is closed, the lateness stays.
        try it.acts(.accept, on: order)
        guard case .settled(let mark)? = it.clock(.notice, of: order)?.state else {
            Issue.record("the notice is not settled")
            return
        }
        #expect(mark.at.civilDate > date("2026-08-25"))
        #expect(it.docket.checkInvariants() == [])
    }
}
