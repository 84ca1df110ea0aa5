import LianxiCore
import Testing

/// The worked scenarios of the domain, in their words: every date and every negative case.
///
/// S9 is in ``SilentUnitTests``, S11 in `ScenarioTests`.
@Suite("Worked scenarios under the whole rules")
struct ReferenceScenarioTests {
    private let first = Conference.departments[0]
    private let second = Conference.departments[1]

    @Test("S1: a wages letter on Mid-Autumn Day, two departments")
    func wages() throws {
        var it = Conference.under(on: "2026-09-28")
        let matter = it.registered(.claim5, received: moment("2026-09-25"))
        #expect(it.dates(.triage, of: matter) == "2026-10-10 2026-10-10 2026-10-10")
        let orders = it.dispatched(matter, to: [first, second])
        for order in orders {
            try it.receives(order)
            #expect(it.dates(.objection, of: order) == "2026-10-10 2026-10-10 2026-10-10")
        }
        #expect(it.dates(.notice, of: orders[0]) == "2026-10-13 2026-10-13 2026-10-13")
        // The 60-day clock is not started by default, presumed or not.
        #expect(it.clock(.presumedConclusion, of: orders[0]) == nil)
        it.go(to: "2026-10-09")
        try it.acts(.divert, on: orders[0]) { $0.detail = "labour-inspection" }
        #expect(it[orders[0]].state == .diverted)
        #expect(it.clock(.conclusion, of: orders[0]) == nil)
        // An external clock: shown, not owned.
        #expect(it.dates(.labourInspection, of: orders[0]) == "2026-12-31 2026-12-31 2026-12-31")
        it.go(to: "2027-02-01")
        #expect(it.clock(.labourInspection, of: orders[0])?.isOverdue(at: it.now) == false)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("S2: received on a make-up Sunday; the second unit objects too; the superior decides")
    func dispute() throws {
        var it = Conference.under(on: "2026-09-17")
        let matter = it.registered()
        #expect(it.dates(.triage, of: matter) == "2026-10-02 2026-10-08 2026-09-30")
        it.go(to: "2026-09-20")
        let a = it.dispatched(matter, to: [first])[0]
        try it.receives(a)
        #expect(it.dates(.objection, of: a) == "2026-09-28 2026-09-28 2026-09-28")
        it.go(to: "2026-09-23")
        try it.acts(.object, on: a)
        it.go(to: "2026-09-24")
        try it.decides(a, uphold: true)
        let b = it.dispatched(matter, to: [second])[0]
        try it.receives(b)
        #expect(it.dates(.objection, of: b) == "2026-10-09 2026-10-09 2026-10-09")
        #expect(it.dates(.notice, of: b) == "2026-10-09 2026-10-09 2026-10-09")
        it.go(to: "2026-10-09", hour: 17)
        let entries1 = try it.acts(.object, on: b)
        #expect(it.isLate(entries1) == false)
        try it.takes(.openDispute, of: matter, on: b, StepDetails(word: "all-refuse"))
        #expect(it.docket.matter(matter)?.isDisputed == true)
        #expect(it.isRunning(.disputeAgreement, of: matter))
        try it.takes(.referDispute, of: matter, StepDetails(word: "superior"))
        #expect(!it.isRunning(.disputeAgreement, of: matter))
        #expect(it.isRunning(.disputeSuperior, of: matter))
        // The notice of B was never stopped, and B, named after all, is late with it.
        it.go(to: "2026-10-12")
        try it.takes(.decideDispute, of: matter, StepDetails(word: "superior", party: second))
        #expect(it[b].state == .signed && it[b].version == 2)
        #expect(it.dates(.notice, of: b) == "2026-10-09 2026-10-09 2026-10-09")
        let entries2 = try it.acts(.notify, on: b)
        #expect(it.isLate(entries2) == true)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "S2: with no common superior the conference coordinates; A, named, keeps its first receipt"
    )
    func conferenceCoordinates() throws {
        var it = Conference.under(on: "2026-09-20")
        let matter = it.registered()
        let a = it.dispatched(matter, to: [first])[0]
        try it.receives(a)
        it.go(to: "2026-09-23")
        try it.acts(.object, on: a)
        it.go(to: "2026-09-24")
        try it.decides(a, uphold: true)
        let b = it.dispatched(matter, to: [second])[0]
        try it.acts(.object, on: b)
        try it.takes(.openDispute, of: matter, on: b, StepDetails(word: "all-refuse"))
        try it.takes(.referDispute, of: matter, StepDetails(word: "conference"))
        #expect(it.isRunning(.disputeConference, of: matter))
        #expect(throws: Refusal.wrongState) {
            try it.takes(.referDispute, of: matter, StepDetails(word: "superior"))
        }
        try it.takes(.decideDispute, of: matter, StepDetails(word: "conference", party: first))
        #expect(it[b].state == .returned)
        #expect(it.isRunning(.redispatch, of: matter))
        it.go(to: "2026-09-28")
        let again = it.dispatched(matter, to: [first])[0]
        try it.receives(again)
        #expect(it.dates(.notice, of: again) == "2026-10-05 2026-10-08 2026-09-30")
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("S3: 60 + 30, ending on May Day and a Sunday")
    func extended() throws {
        var it = Conference.under(on: "2026-03-02")
        let order = it.order()
        try it.acts(.accept, on: order)
        #expect(it.dates(.conclusion, of: order) == "2026-05-01 2026-05-06 2026-04-30")
        it.go(to: "2026-04-27")
        #expect(throws: Refusal.extensionTooLong) {
            try it.acts(.requestExtension, on: order) { $0.says.period = period("31d") }
        }
        try it.acts(.requestExtension, on: order) { $0.says.period = period("30d") }
        it.go(to: "2026-04-29")
        #expect(throws: Refusal.headRequired) {
            try it.acts(.approveExtension, on: order) { $0.says.period = period("30d") }
        }
        try it.acts(.approveExtension, on: order, by: Conference.head) {
            $0.says.period = period("30d")
        }
        // Strict: 60 + 30 from the acceptance, not 30 from the rolled date.
        #expect(it.dates(.extendedConclusion, of: order) == "2026-05-31 2026-06-01 2026-05-29")
        #expect(!it.isRunning(.conclusion, of: order))
        let matter = it.matter(of: order)
        #expect(it.docket.matter(matter)?.extensions(of: order).last?.notice == nil)
        it.go(to: "2026-04-30")
        try it.acts(.tellExtension, on: order)
        #expect(it.docket.matter(matter)?.extensions(of: order).last?.notice != nil)
        #expect(throws: Refusal.extensionTooLong) {
            try it.acts(.requestExtension, on: order) { $0.says.period = period("1d") }
        }
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("S3: an approval that comes too late is recorded as that, and lengthens nothing")
    func extendedTooLate() throws {
        var it = Conference.under(on: "2026-03-02")
        let order = it.order()
        try it.acts(.accept, on: order)
        it.go(to: "2026-04-27")
        try it.acts(.requestExtension, on: order) { $0.says.period = period("30d") }
        it.go(to: "2026-05-07")
        let entries = try it.acts(.approveExtension, on: order, by: Conference.head) {
            $0.says.period = period("30d")
        }
        #expect(it.isLate(entries) == true)
        #expect(it.dates(.conclusion, of: order) == "2026-05-01 2026-05-06 2026-04-30")
        #expect(it.clock(.conclusion, of: order)?.isOverdue(at: it.now) == true)
        #expect(it.clock(.extendedConclusion, of: order) == nil)
    }

    @Test("S4: a finish inside National Day is warned of from before the holiday")
    func nationalDay() throws {
        var it = Conference.under(on: "2026-08-04")
        let order = it.order()
        try it.acts(.accept, on: order)
        #expect(it.dates(.conclusion, of: order) == "2026-10-03 2026-10-08 2026-09-30")
        let dates = try #require(it.clock(.conclusion, of: order)?.start.dates)
        let start = moment("2026-08-04")
        for (days, day) in [("10wd", "2026-09-16"), ("3wd", "2026-09-24")] {
            let before = EscalationMoment.beforeTarget(period(days))
                .moment(start: start, dates: dates, calendar: .of2026, hour: 9)
            #expect(before?.civilDate == date(day))
        }
    }

    @Test("S5: ninety persons on 2 October: reported at once, and no rest day delays it")
    func urgent() throws {
        var it = Conference.under(on: "2026-10-02")
        it.now = moment("2026-10-02", hour: 9).adding(milliseconds: 10 * 60_000)
        let matter = it.registered()
        #expect(it.dates(.triage, of: matter) == "2026-10-17 2026-10-19 2026-10-16")
        #expect(throws: Refusal.wrongState) {
            try it.takes(
                .reportUrgent,
                of: matter,
                StepDetails(word: "own-level", person: "值班室")
            )
        }
        try it.takes(.flagUrgent, of: matter)
        #expect(it.dates(.urgentReport, of: matter) == "2026-10-02 2026-10-02 2026-10-02")
        it.now = it.now.adding(milliseconds: 30 * 60_000)
        func report(_ word: String, _ person: String) throws -> [UInt64] {
            try it.takes(.reportUrgent, of: matter, StepDetails(word: word, person: person))
        }
        _ = try report("own-level", "区委区政府值班室")
        #expect(it.isRunning(.urgentReport, of: matter))
        let entries3 = try report("conference-office", "联席办主任")
        #expect(it.isLate(entries3) == false)
        #expect(!it.isRunning(.urgentReport, of: matter))
        _ = try report("superior-bureau", "市信访局值班员")
        #expect(it.isRunning(.urgentSuperior, of: matter))
        it.now = moment("2026-10-02", hour: 14)
        let entries4 = try report("national-bureau", "国家信访局值班员")
        #expect(it.isLate(entries4) == true)
        #expect(!it.isRunning(.urgentSuperior, of: matter))
        // Who was told, and when, stands in the matter's steps.
        let told = it.docket.matter(matter)?.steps.filter { $0.is(.reportUrgent) } ?? []
        #expect(told.map(\.details.person).count == 4)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("S7: review, re-review and the days of its hearing")
    func reviews() throws {
        var it = Conference.under(on: "2026-05-06")
        let order = it.order()
        let matter = it.matter(of: order)
        try it.acts(.accept, on: order)
        it.go(to: "2026-06-22")
        try it.acts(.opine, on: order) { $0.says.on = date("2026-06-18") }
        try it.acts(.serve, on: order) { $0.says.on = date("2026-06-20") }
        #expect(it.dates(.reviewRight, of: matter) == "2026-07-20 2026-07-20 2026-07-20")
        it.go(to: "2026-07-20")
        try it.takes(
            .requestReview,
            of: matter,
            StepDetails(word: "review", on: date("2026-07-20"))
        )
        #expect(it.dates(.review, of: matter) == "2026-08-19 2026-08-19 2026-08-19")
        it.go(to: "2026-08-10")
        #expect(throws: Refusal.hearingNotExcluded) {
            try it.takes(
                .hearing,
                of: matter,
                StepDetails(word: "review", on: date("2026-08-03"), until: date("2026-08-05")),
                note: true
            )
        }
        it.go(to: "2026-08-19")
        let upheld = StepDetails(word: "upheld", on: date("2026-08-19"), document: "武复查〔2026〕1号")
        let entries5 = try it.takes(.decideReview, of: matter, upheld)
        #expect(it.isLate(entries5) == false)
        try it.takes(.serveReview, of: matter, StepDetails(word: "post", on: date("2026-08-19")))
        #expect(it.dates(.rereviewRight, of: matter) == "2026-09-18 2026-09-18 2026-09-18")
        it.go(to: "2026-09-18")
        try it.takes(
            .requestReview,
            of: matter,
            StepDetails(word: "rereview", on: date("2026-09-18"))
        )
        #expect(it.dates(.rereview, of: matter) == "2026-10-18 2026-10-19 2026-10-16")
        it.go(to: "2026-10-12")
        try it.takes(
            .hearing,
            of: matter,
            StepDetails(word: "rereview", on: date("2026-09-28"), until: date("2026-10-12")),
            note: true
        )
        #expect(it.dates(.rereview, of: matter) == "2026-11-02 2026-11-02 2026-11-02")
        it.go(to: "2026-11-02")
        let decided = StepDetails(word: "upheld", on: date("2026-11-02"), document: "市复核〔2026〕1号")
        let entries6 = try it.takes(.decideReview, of: matter, decided)
        #expect(it.isLate(entries6) == false)
        #expect(it.stage(of: matter) == .final)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("S7: a request a day late is recorded as late, and a person decides")
    func lateRequest() throws {
        var it = Conference.under(on: "2026-05-06")
        let order = it.order()
        let matter = it.matter(of: order)
        try it.acts(.accept, on: order)
        it.go(to: "2026-06-20")
        try it.acts(.opine, on: order)
        try it.acts(.serve, on: order)
        it.go(to: "2026-07-21")
        _ = it.advance()
        #expect(it.stage(of: matter) == .final)
        let late = try it.takes(
            .requestReview,
            of: matter,
            StepDetails(word: "review", on: date("2026-07-21"))
        )
        #expect(it.isLate(late) == true)
        #expect(it.clock(.review, of: matter) == nil)
        #expect(throws: Refusal.wrongState) {
            try it.takes(
                .decideReview,
                of: matter,
                StepDetails(word: "upheld", on: date("2026-07-21"), document: "1号")
            )
        }
        try it.takes(.admitReview, of: matter, note: true)
        #expect(it.stage(of: matter) == .open)
        #expect(it.dates(.review, of: matter) == "2026-08-20 2026-08-20 2026-08-20")
        #expect(it.docket.checkInvariants() == [])
    }
}
