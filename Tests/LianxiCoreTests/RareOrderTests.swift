import LianxiCore
import Testing

/// What random histories and simulated worlds found: steps in an order that nobody had thought of.
@Suite("Steps in a rare order")
struct RareOrderTests {
    private let units = Conference.departments

    /// History 564.
    @Test("Whoever returned the matter owes no second answer to a supervision; it is closed")
    func refusedAfterTheReturn() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let matter = it.matter(of: order)
        try it.receives(order)
        try it.takes(.supervise, of: matter, on: order, StepDetails(word: "delay"), note: true)
        try it.acts(.answer, on: order)
        try it.acts(.object, on: order)
        try it.decides(order, uphold: true)
        #expect(throws: Refusal.assignmentClosed) {
            try it.takes(.refuseAnswer, of: matter, on: order, note: true)
        }
        try it.takes(.closeSupervision, of: matter, on: order)
        #expect(it.docket.checkInvariants() == [])
    }

    /// History 321.
    @Test("A dispute that names a unit which assists ends the search for a lead")
    func namedAmongThoseWhoAssist() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let orders = it.dispatched(matter, to: [units[0], units[1]])
        for order in orders { try it.receives(order) }
        try it.acts(.object, on: orders[0])
        try it.decides(orders[0], uphold: true)
        #expect(it.isRunning(.redispatch, of: matter))
        try it.takes(.openDispute, of: matter, on: orders[1], StepDetails(word: "all-claim"))
        let named = StepDetails(word: "superior", party: units[1])
        try it.takes(.referDispute, of: matter, StepDetails(word: "superior"))
        try it.takes(.decideDispute, of: matter, named)
        #expect(it[orders[1]].assignment.role == .lead)
        #expect(it.history.last?.event.recipient == units[1], "it is told")
        #expect(!it.isRunning(.redispatch, of: matter))
        #expect(it.clock(.notice, of: orders[1])?.start.start == it[orders[1]].receipt?.at)
        #expect(it.isRunning(.presumedConclusion, of: orders[1]))
        #expect(it.docket.checkInvariants() == [])
    }

    /// History 1622: it owed a notice, which its acceptance had made idle, and no conclusion.
    @Test("Who accepted as an assistant and is named to lead concludes within 60 days of that")
    func namedAfterAcceptance() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let orders = it.dispatched(matter, to: [units[0], units[1]])
        for order in orders { try it.receives(order) }
        try it.acts(.accept, on: orders[1])
        #expect(!it.isRunning(.conclusion, of: orders[1]))
        try it.acts(.object, on: orders[0])
        try it.takes(.openDispute, of: matter, on: orders[0], StepDetails(word: "all-refuse"))
        it.go(to: "2026-08-20")
        let named = StepDetails(word: "superior", party: units[1])
        try it.takes(.decideDispute, of: matter, named)
        #expect(it[orders[1]].assignment.role == .lead && it[orders[1]].state == .accepted)
        #expect(it.dates(.conclusion, of: orders[1])?.hasPrefix("2026-10-09 ") == true)
        #expect(!it.isRunning(.notice, of: orders[1]))
        #expect(it.docket.checkInvariants() == [])
    }

    /// History 1425.
    @Test("Of two assignments that came to one unit a dispute names the one that leads")
    func namedAmongTwoOfOneUnit() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        // The one that assists stands first.
        let first = it.dispatched(matter, to: [units[0], units[1]])
        for order in first { try it.receives(order) }
        try it.acts(.object, on: first[0])
        try it.decides(first[0], uphold: true)
        let lead = it.dispatched(matter, to: [units[2]])[0]
        try it.receives(lead)
        for unit in [units[1], units[2]] {
            let change = Reorganised(
                change: .moved,
                from: unit,
                to: units[0],
                on: date("2026-08-11"),
                document: "编1号"
            )
            try it.does(.reorganise(change))
        }
        it.go(to: "2026-08-11")
        _ = it.advance()
        #expect(it[first[1]].assignment.department == it[lead].assignment.department)
        try it.takes(.openDispute, of: matter, on: lead, StepDetails(word: "all-claim"))
        let named = StepDetails(word: "superior", party: units[0])
        try it.takes(.decideDispute, of: matter, named)
        #expect(it[first[1]].assignment.role == .assisting && it[lead].assignment.role == .lead)
        #expect(it.docket.checkInvariants() == [])
    }

    /// Seed 52 of the worlds with papers.
    @Test("A report is not sent back to a unit that was handed the matter again")
    func reworkBesideAnOrder() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let order = it.dispatched(matter, to: [units[0], units[1]])[1]
        try it.acts(.accept, on: order)
        try it.acts(.conclude, on: order) { $0.detail = "supported" }
        _ = it.dispatched(matter, to: [units[1]], isLed: true)
        let anew = StepDetails(period: period("10d"))
        #expect(throws: Refusal.alreadyAssigned) {
            try it.takes(.rework, of: matter, on: order, anew, note: true)
        }
        #expect(it.docket.checkInvariants() == [])
    }
}
