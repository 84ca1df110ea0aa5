import LianxiCore
import Testing

@Suite("From acceptance to the archive")
struct LifecycleTests {
    private let units = Conference.departments

    private func accepted(
        _ it: inout Conference,
        for feedback: String? = nil
    ) throws -> AssignmentID {
        let order = it.order(for: feedback)
        try it.acts(.accept, on: order)
        return order
    }

    /// On 20 August a review is asked for, of the third unit.
    private func reviewed(_ it: inout Conference, _ matter: MatterID) throws {
        it.go(to: "2026-08-20")
        let asked = StepDetails(word: "review", on: date("2026-08-20"), party: units[2])
        try it.takes(.requestReview, of: matter, asked)
    }

    /// The opinion is quashed the same day, to be handled again within the period.
    private func quashed(
        _ it: inout Conference,
        _ matter: MatterID,
        within days: String? = "20d"
    ) throws {
        var decided = StepDetails(word: "quashed", on: date("2026-08-20"), document: "1号")
        decided.period = days.map { period($0) }
        try it.takes(.decideReview, of: matter, decided)
    }

    @Test("A report that is not good enough is sent back, and acts answer the new order")
    func rework() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = try accepted(&it, for: "30d")
        let matter = it.matter(of: order)
        try it.concludes(order)
        #expect(it.isRunning(.examination, of: order))
        let stale = it.signed(.execute, on: order)
        try it.takes(.rework, of: matter, on: order, StepDetails(period: period("10d")), note: true)
        #expect(it[order].state == .accepted && it[order].version == 2)
        #expect(it.dates(.feedback, of: order) == "2026-08-20 2026-08-20 2026-08-20")
        #expect(!it.isRunning(.execution, of: order))
        #expect(throws: Refusal.staleVersion) {
            try it.does(.act(stale), by: units[0], officer: Conference.clerk)
        }
        try it.concludes(order)
        try it.takes(.acceptReport, of: matter, on: order)
        #expect(throws: Refusal.wrongState) { try it.takes(.acceptReport, of: matter, on: order) }
        #expect(it.docket.checkInvariants() == [])
    }

    /// Seed 10477.
    @Test("A lead's report is not sent back while another unit leads")
    func reworkBesideALead() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = try accepted(&it)
        let matter = it.matter(of: order)
        try it.concludes(order)
        _ = it.dispatched(matter, to: [units[1]])
        let anew = StepDetails(period: period("10d"))
        #expect(throws: Refusal.leadTwice) {
            try it.takes(.rework, of: matter, on: order, anew, note: true)
        }
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A notice given in time is not made late by a later acceptance")
    func noticeThenAcceptance() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-25")
        let notice = try it.acts(.notify, on: order)
        #expect(it.isLate(notice) == false)
        it.go(to: "2026-09-01")
        let acceptance = try it.acts(.accept, on: order)
        #expect(it.isLate(acceptance) == false)
    }

    @Test("An agreement concludes without an opinion; nobody may ask for a review of it")
    func agreement() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = try accepted(&it)
        let matter = it.matter(of: order)
        try it.acts(.agree, on: order)
        #expect(!it.isRunning(.conclusion, of: order))
        try it.acts(.conclude, on: order)
        #expect(it.clock(.reviewRight, of: matter) == nil)
        #expect(throws: Refusal.notServed) {
            try it.takes(
                .requestReview,
                of: matter,
                StepDetails(word: "review", on: date("2026-08-10"))
            )
        }
    }

    @Test("A supported claim is carried out, the petitioner is visited, and says what it was worth")
    func afterwards() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = try accepted(&it)
        let matter = it.matter(of: order)
        try it.concludes(order)
        #expect(it.isRunning(.execution, of: order) && it.isRunning(.returnVisit, of: matter))
        try it.acts(.execute, on: order) { $0.detail = "under-way" }
        #expect(it.isRunning(.execution, of: order))
        try it.acts(.execute, on: order) { $0.detail = "done" }
        #expect(!it.isRunning(.execution, of: order))
        try it.takes(.returnVisit, of: matter, StepDetails(word: "not-reached"))
        #expect(it.isRunning(.returnVisit, of: matter))
        try it.takes(.returnVisit, of: matter, StepDetails(word: "phone"))
        #expect(!it.isRunning(.returnVisit, of: matter))
        try it.takes(.evaluate, of: matter, StepDetails(word: "dissatisfied"))
        #expect(it.docket.matter(matter)?.evaluation == .dissatisfied)
        // Dissatisfied: supervised, not accepted anew.
        try it.takes(
            .supervise,
            of: matter,
            on: order,
            StepDetails(word: "dissatisfied"),
            note: true
        )
        #expect(it[order].state == .concluded)
        #expect(throws: Refusal.clocksRunning) { try it.takes(.archive, of: matter) }
        try it.acts(.answer, on: order)
        try it.takes(.acceptAnswer, of: matter, on: order)
        try it.takes(.closeSupervision, of: matter, on: order)
        // The right to ask for a review still runs; it lapses, and then the matter is archived.
        #expect(throws: Refusal.clocksRunning) { try it.takes(.archive, of: matter) }
        it.go(to: "2026-09-10")
        _ = it.advance()
        #expect(it.stage(of: matter) == .final)
        try it.takes(.archive, of: matter)
        #expect(it.stage(of: matter) == .archived)
        #expect(throws: Refusal.matterClosed) {
            try it.takes(.evaluate, of: matter, StepDetails(word: "satisfied"))
        }
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A matter that another procedure handles may be archived, and then nobody acts on it")
    func archivedWhileDiverted() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order(.claim3)
        try it.acts(.divert, on: order) { $0.detail = "labour-inspection" }
        try it.takes(.archive, of: it.matter(of: order))
        #expect(it.docket.checkInvariants() == [])
        #expect(throws: Refusal.matterClosed) {
            try it.acts(.recuse, on: order) { $0.says.person = "somebody" }
        }
    }

    @Test("The head approves as much as was asked for or less, and never more")
    func extensionBeyondTheRequest() throws {
        var it = Conference.under(on: "2026-03-02")
        let order = try accepted(&it)
        try it.acts(.requestExtension, on: order) { $0.says.period = period("10d") }
        #expect(throws: Refusal.extensionTooLong) {
            try it.acts(.approveExtension, on: order, by: Conference.head) {
                $0.says.period = period("11d")
            }
        }
        try it.acts(.approveExtension, on: order, by: Conference.head) {
            $0.says.period = period("9d")
        }
        #expect(it.isRunning(.extendedConclusion, of: order))
    }

    @Test(
        "While a unit is at work, the matter is not archived, though the unit owes nothing by a date"
    )
    func archivedWhileAtWork() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered(.claim3)
        let orders = it.dispatched(matter, to: [units[0], units[1]])
        try it.acts(.divert, on: orders[0]) { $0.detail = "labour-inspection" }
        try it.acts(.sign, on: orders[1])
        #expect(throws: Refusal.assignmentsOpen) { try it.takes(.archive, of: matter) }
    }

    @Test("The right to ask for a review lapses once, with an entry, the day after its date")
    func lapse() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = try accepted(&it)
        let matter = it.matter(of: order)
        try it.concludes(order)
        #expect(it.dates(.reviewRight, of: matter) == "2026-09-09 2026-09-09 2026-09-09")
        it.go(to: "2026-09-09", hour: 23)
        _ = it.advance()
        #expect(it.stage(of: matter) == .open)
        it.go(to: "2026-09-10", hour: 0)
        _ = it.advance()
        _ = it.advance()
        let lapses = it.history.count { recorded in
            if case .stepped(let it) = recorded.event { it.step.kind == .lapse } else { false }
        }
        #expect(lapses == 1 && it.stage(of: matter) == .final)
        guard case .void? = it.clock(.reviewRight, of: matter)?.state else {
            Issue.record("the right is not void")
            return
        }
    }

    @Test("A quashed opinion goes back to the unit, which may not rest on the old one")
    func quashed() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = try accepted(&it)
        let matter = it.matter(of: order)
        try it.concludes(order)
        try reviewed(&it, matter)
        #expect(it.clock(.review, of: matter)?.start.owner == units[2])
        #expect(throws: Refusal.periodMissing) { try quashed(&it, matter, within: nil) }
        try quashed(&it, matter)
        #expect(it[order].state == .accepted)
        #expect(it.dates(.rehandling, of: order) == "2026-09-09 2026-09-09 2026-09-09")
        #expect(throws: Refusal.opinionMissing) { try it.acts(.conclude, on: order) }
        try it.concludes(order, as: "explained")
        #expect(it.isRunning(.reviewRight, of: matter))
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A quashed opinion goes back to the unit that leads now, though another came later")
    func quashedBesideALead() throws {
        var it = Conference.under(on: "2026-08-10")
        let first = try accepted(&it)
        let matter = it.matter(of: first)
        try it.concludes(first)
        let second = try #require(it.dispatched(matter, to: [units[1]]).first)
        try it.acts(.sign, on: second)
        try it.acts(.accept, on: second)
        try it.concludes(second)
        try reviewed(&it, matter)
        let anew = StepDetails(period: period("10d"))
        try it.takes(.rework, of: matter, on: first, anew, note: true)
        try quashed(&it, matter)
        #expect([first, second].map { it[$0].state } == [.accepted, .concluded])
        #expect(it.docket.checkInvariants() == [])
    }

    /// Seed 59.
    @Test(
        "A quashed opinion is not handed back to a unit that leads by now and has not accepted",
        arguments: [
            (acts: [ActVerb.sign], state: AssignmentState.signed),
            (acts: [.sign, .object], state: .objected),
        ]
    )
    func quashedBeforeAcceptance(acts: [ActVerb], state: AssignmentState) throws {
        var it = Conference.under(on: "2026-08-10")
        let first = try accepted(&it)
        let matter = it.matter(of: first)
        try it.concludes(first)
        try reviewed(&it, matter)
        let second = try #require(it.dispatched(matter, to: [units[1]]).first)
        for act in acts { try it.acts(act, on: second) }
        try quashed(&it, matter)
        #expect(it[second].state == state && it.docket.checkInvariants() == [])
    }

    @Test("A withdrawal needs the petitioner's paper, and discharges every unit")
    func withdrawal() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let orders = it.dispatched(matter, to: [units[0], units[1]], for: "30d")
        for order in orders { try it.acts(.sign, on: order) }
        #expect(throws: Refusal.reasonMissing) {
            try it.acts(.withdraw, on: orders[0]) { $0.note = nil }
        }
        #expect(throws: Refusal.notLead) { try it.acts(.withdraw, on: orders[1]) }
        try it.acts(.withdraw, on: orders[0])
        #expect(orders.map { it[$0].state } == [.withdrawn, .withdrawn])
        #expect(it.stage(of: matter) == .withdrawn)
        #expect(it.docket.counts.runningClocks == 1 && it.isRunning(.returnVisit, of: matter))
        let told = it.history.compactMap { recorded -> PartyID? in
            if case .stepped(let it) = recorded.event, it.step.kind == .discharge {
                it.recipient
            } else {
                nil
            }
        }
        #expect(told == [units[1]])
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("After the opinion nothing is withdrawn; the petitioner's death still ends the matter")
    func endings() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = try accepted(&it)
        let matter = it.matter(of: order)
        try it.acts(.opine, on: order)
        #expect(throws: Refusal.wrongState) {
            try it.takes(.withdraw, of: matter, StepDetails(on: date("2026-08-10")), note: true)
        }
        try it.takes(.end, of: matter, StepDetails(word: "deceased"), note: true)
        #expect(it.stage(of: matter) == .ended && it[order].state == .withdrawn)
        #expect(it.docket.counts.runningClocks == 0)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Where the rules ask for it, an opinion passes a legal review first")
    func legalReview() throws {
        var it = Conference.under(.legalReviewBeforeOpinion, on: "2026-08-10")
        let order = try accepted(&it)
        #expect(throws: Refusal.legalReviewMissing) { try it.acts(.opine, on: order) }
        try it.acts(.legalReview, on: order) { $0.detail = "sent-back" }
        #expect(throws: Refusal.legalReviewMissing) { try it.acts(.opine, on: order) }
        try it.acts(.legalReview, on: order) { $0.detail = "passed" }
        try it.acts(.opine, on: order) { $0.says.marks = ["solved", "relieved", "by-mediation"] }
        let opinion = it.docket.matter(it.matter(of: order))?.last(.opine, on: order)
        #expect(opinion?.details.marks == ["solved", "relieved", "by-mediation"])
    }

    @Test("Where the rules ask for it, the assigner consents to an extension first")
    func consent() throws {
        var it = Conference.under(.assignerConsentsToExtension, on: "2026-08-10")
        let order = try accepted(&it, for: "30d")
        let matter = it.matter(of: order)
        try it.acts(.requestExtension, on: order)
        #expect(throws: Refusal.consentMissing) {
            try it.acts(.approveExtension, on: order, by: Conference.head)
        }
        try it.takes(.consentExtension, of: matter, on: order)
        try it.acts(.approveExtension, on: order, by: Conference.head)
        #expect(it.dates(.extendedConclusion, of: order)?.hasPrefix("2026-10-19") == true)
        var off = Conference.under(on: "2026-08-10")
        let plain = try accepted(&off)
        try off.acts(.requestExtension, on: plain)
        #expect(throws: Refusal.optionOff) {
            try off.takes(.consentExtension, of: off.matter(of: plain), on: plain)
        }
    }

    @Test(
        "Hearings that overlap are counted once, and a corrected one replaces the first word of it"
    )
    func hearings() throws {
        var it = Conference.under(.hearingExcludedFromHandling, on: "2026-08-03")
        let order = try accepted(&it)
        let matter = it.matter(of: order)
        it.go(to: "2026-09-14")
        func hear(_ on: String, _ until: String) throws {
            let says = StepDetails(word: "handling", on: date(on), until: date(until))
            try it.takes(.hearing, of: matter, says, note: true)
        }
        try hear("2026-09-01", "2026-09-05")
        #expect(it.dates(.conclusion, of: order)?.hasPrefix("2026-10-07") == true)
        #expect(it.history.last?.event.recipient == it[order].assignment.department)
        try hear("2026-09-04", "2026-09-08")
        #expect(it.dates(.conclusion, of: order)?.hasPrefix("2026-10-10") == true)
        try hear("2026-09-04", "2026-09-06")
        #expect(it.dates(.conclusion, of: order)?.hasPrefix("2026-10-08") == true)
        // An extension comes on top of the days not counted.
        try it.acts(.requestExtension, on: order)
        try it.acts(.approveExtension, on: order, by: Conference.head)
        #expect(it.dates(.extendedConclusion, of: order)?.hasPrefix("2026-10-18") == true)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A suggestion is adopted or not, and owes no opinion")
    func suggestion() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order(.suggestion)
        try it.acts(.accept, on: order)
        #expect(it.clock(.conclusion, of: order) == nil)
        try it.acts(.conclude, on: order) { $0.detail = "partly-adopted" }
        #expect(it[order].state == .concluded)
        let claim = try accepted(&it)
        try it.acts(.opine, on: claim)
        try it.acts(.serve, on: claim)
        #expect(throws: Refusal.detailWrong) {
            try it.acts(.conclude, on: claim) { $0.detail = "adopted" }
        }
        #expect(throws: Refusal.classWrong) {
            try it.acts(.divert, on: it.order(.suggestion, to: units[1]))
        }
    }
}
