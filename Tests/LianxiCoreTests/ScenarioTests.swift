import LianxiCore
import Testing

@Suite("Scenarios of the domain reference")
struct ScenarioTests {
    private let rsj = Conference.departments[0]
    private let zjj = Conference.departments[1]

    @Test("S1: a wages letter on Mid-Autumn Day, two departments")
    func wages() throws {
        var it = Conference(on: "2026-09-28")
        let matter = it.registered(.claim5, received: moment("2026-09-25"))
        let orders = it.dispatched(matter, to: [rsj, zjj])
        for order in orders {
            try it.receives(order)
            #expect(it.dates(.objection, of: order) == "2026-10-10 2026-10-10 2026-10-10")
        }
        #expect(it.dates(.notice, of: orders[0]) == "2026-10-13 2026-10-13 2026-10-13")
        #expect(it.dates(.notice, of: orders[1]) == nil)
        try it.acts(.accept, on: orders[0])
        #expect(it.dates(.conclusion, of: orders[0]) == nil)
    }

    @Test("S2: received on a make-up Sunday, objection upheld, dispatched again")
    func makeUpSunday() throws {
        var it = Conference(on: "2026-09-17")
        let matter = it.registered()
        #expect(
            it.clock(.triage, of: matter)?.start.dates.line == "2026-10-02 2026-10-08 2026-09-30"
        )
        it.go(to: "2026-09-20")
        let first = it.dispatched(matter, to: [rsj])[0]
        try it.receives(first)
        #expect(it.dates(.objection, of: first) == "2026-09-28 2026-09-28 2026-09-28")
        #expect(it.dates(.notice, of: first) == "2026-10-05 2026-10-08 2026-09-30")
        it.go(to: "2026-09-23")
        try it.acts(.object, on: first)
        it.go(to: "2026-09-24")
        try it.decides(first, uphold: true)
        let second = it.dispatched(matter, to: [zjj])[0]
        try it.receives(second)
        #expect(it.dates(.objection, of: second) == "2026-10-09 2026-10-09 2026-10-09")
        #expect(it.dates(.notice, of: second) == "2026-10-09 2026-10-09 2026-10-09")
        it.go(to: "2026-10-09", hour: 17)
        let entry = try it.acts(.object, on: second)[0]
        guard case .objected(let acted) = it.history[Int(entry)].event else { return }
        #expect(!acted.isLate)
        #expect(it.clock(.notice, of: second)?.isRunning == true)
    }

    @Test("S3: sixty days that end on May Day")
    func mayDay() throws {
        var it = Conference(on: "2026-03-02")
        let order = it.order()
        try it.acts(.accept, on: order)
        #expect(it.dates(.conclusion, of: order) == "2026-05-01 2026-05-06 2026-04-30")
    }

    @Test("S9: a silent department, from the first reminder to the convenor")
    func silent() throws {
        var it = Conference(on: "2026-08-10")
        let order = it.order(for: "30d")
        try it.receives(order)
        #expect(it.dates(.objection, of: order) == "2026-08-17 2026-08-17 2026-08-17")
        #expect(it.dates(.notice, of: order) == "2026-08-25 2026-08-25 2026-08-25")
        #expect(it.dates(.signature, of: order) == "2026-08-12 2026-08-12 2026-08-12")
        #expect(it.dates(.feedback, of: order) == "2026-09-09 2026-09-09 2026-09-09")
        var fired: [String] = []
        for day in 0...40 {
            it.now = Timestamp(date("2026-08-10").adding(days: day), hour: 9)
            fired += it.advance().map {
                "\(it.now.civilDate) \($0.clock.duty) \($0.action.rawValue) \($0.recipient)"
            }
        }
        #expect(
            fired == [
                "2026-08-11 P02 remind rsj", "2026-08-12 P02 urge rsj", "2026-08-14 P02 urge rsj",
                "2026-08-20 D09 remind rsj", "2026-08-24 D09 remind rsj",
                "2026-08-26 D09 supervise rsj", "2026-08-26 D09 supervise office",
                "2026-09-03 D09 propose-interview leaders",
            ]
        )
        let overdue = it.docket.assignments(limit: 10, at: it.now).assignments[0]
        #expect(overdue.isOverdue && overdue.record.state == .delivered)
    }

    @Test("S10: sixty days that end on a Saturday in December")
    func december() throws {
        var it = Conference(on: "2026-10-20")
        let order = it.order()
        try it.acts(.accept, on: order)
        #expect(it.dates(.conclusion, of: order) == "2026-12-19 2026-12-21 2026-12-18")
    }

    @Test("S11: a year that is not loaded is provisional, and dated when its calendar arrives")
    func yearEnd() throws {
        var it = Conference(on: "2026-11-20")
        let order = it.order()
        try it.acts(.accept, on: order)
        #expect(it.dates(.conclusion, of: order) == "2027-01-19 ? ?")
        #expect(it.clock(.conclusion, of: order)?.start.steps == [])
        it.now = moment("2026-12-31", hour: 23).adding(milliseconds: 50 * 60_000)
        let late = it.registered()
        #expect(it.clock(.triage, of: late)?.start.dates.line == "2027-01-15 ? ?")
        #expect(it.docket.counts.provisionalClocks == 2)

        try it.does(.adoptCalendar(.of2027))
        #expect(it.dates(.conclusion, of: order) == "2027-01-19 2027-01-19 2027-01-19")
        #expect(it.clock(.triage, of: late)?.start.dates.line == "2027-01-15 2027-01-15 2027-01-15")
        #expect(it.clock(.conclusion, of: order)?.start.dates.calendar == dataSet("cn-2027"))
        #expect(it.docket.counts.provisionalClocks == 0)
        it.go(to: "2027-01-20")
        let fired = it.advance().filter { $0.clock.assignment == order }
        #expect(fired.map(\.clock.duty) == [.conclusion])
        #expect(it.docket.checkInvariants() == [])
    }
}

@Suite("Calendars adopted later")
struct RedatingTests {
    @Test("A clock whose dates are known, but not the step after them, gets that step")
    func missingStep() throws {
        var it = Conference(on: "2026-12-16")
        let order = it.order()
        try it.receives(order)
        #expect(it.dates(.notice, of: order) == "2026-12-31 2026-12-31 2026-12-31")
        #expect(it.clock(.notice, of: order)?.start.steps.map(\.number) == [1, 2])
        let adopted = try it.does(.adoptCalendar(.of2027))
        #expect(adopted.count == 2)
        #expect(it.clock(.notice, of: order)?.start.steps.map(\.number) == [1, 2, 3, 4])
        it.go(to: "2027-01-04")
        let fired = it.advance().filter { $0.clock.duty == .notice }
        #expect(fired.map(\.step) == [1, 2, 3, 3])
    }

    @Test("A later calendar takes back no date already known, and moves no clock that is settled")
    func neverRewritten() throws {
        var it = Conference(on: "2026-11-20")
        let orders = [it.order(), it.order(to: Conference.departments[1])]
        for order in orders { try it.acts(.accept, on: order) }
        try it.concludes(orders[1])
        let known = it.order(to: Conference.departments[2])
        try it.receives(known)
        let before = it.clock(.notice, of: known)
        let calm = WorkCalendar(
            id: dataSet("cn-2027b"),
            years: WorkCalendar.of2027.years.map {
                .init(year: $0.year, daysOff: [], makeUpDays: [], source: "another notice")
            }
        )
        let entries = try it.does(.adoptCalendar(calm))
        #expect(entries.count == 2)
        #expect(it.clock(.notice, of: known) == before)
        #expect(it.dates(.conclusion, of: orders[1]) == "2027-01-19 ? ?")
        #expect(it.dates(.conclusion, of: orders[0]) == "2027-01-19 2027-01-19 2027-01-19")
    }

    @Test("A calendar that adds nothing dates nothing")
    func nothingAdded() throws {
        var it = Conference(on: "2026-11-20")
        let order = it.order()
        try it.acts(.accept, on: order)
        let same = WorkCalendar(id: dataSet("cn-2026b"), years: WorkCalendar.of2026.years)
        #expect(try it.does(.adoptCalendar(same)).count == 1)
    }

    @Test("A step that fired is not fired again by the new dates")
    func firedStays() throws {
        var it = Conference(on: "2026-12-16")
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-12-31")
        #expect(it.advance().filter { $0.clock.duty == .notice }.map(\.step) == [1, 2])
        try it.does(.adoptCalendar(.of2027))
        it.go(to: "2027-02-01")
        #expect(it.advance().filter { $0.clock.duty == .notice }.map(\.step) == [3, 3, 4])
    }
}
