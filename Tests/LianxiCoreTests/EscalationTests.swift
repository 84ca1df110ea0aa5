import LianxiCore
import Testing

@Suite("Escalation")
struct EscalationTests {
    @Test("An assignment left unsigned is escalated step by step, each exactly once")
    func once() throws {
        var it = Conference()
        let order = it.order()
        try it.receives(order)
        var fired: [String] = []
        for day in 10...31 {
            it.go(to: "2026-08-\(day)")
            fired += it.advance().filter { $0.clock.duty == .signature }
                .map { "\(it.now.civilDate) \($0.step) \($0.action) \($0.post)" }
            #expect(it.advance() == [])
        }
        #expect(
            fired == [
                "2026-08-11 1 remind handler", "2026-08-12 2 urge section-head",
                "2026-08-14 3 urge leader",
            ]
        )
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A step fires at its hour, not before")
    func hour() throws {
        var it = Conference()
        let order = it.order()
        try it.receives(order)
        #expect(it.docket.plan(at: it.now).wake == moment("2026-08-11", hour: 9))
        it.now = moment("2026-08-11", hour: 9).adding(milliseconds: -1)
        #expect(it.advance() == [])
        it.now = moment("2026-08-11", hour: 9)
        #expect(it.advance().count == 1)
    }

    @Test("A step counted in hours fires exactly so long after the start")
    func hours() {
        var it = Conference(hour: 22)
        let order = it.order()
        #expect(it.docket.plan(at: it.now).wake == moment("2026-08-11", hour: 2))
        it.go(to: "2026-08-11", hour: 2)
        let fired = it.advance()
        #expect(fired.map(\.clock.duty) == [.delivery])
        #expect(fired[0].clock.assignment == order)
        #expect(fired[0].recipient == .office)
    }

    @Test("What fell due while the daemon was down fires once, in order, and is marked late")
    func downtime() throws {
        var it = Conference()
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-14")
        let fired = it.advance()
        #expect(fired.map(\.step) == [1, 2, 3])
        #expect(fired.map(\.isLate) == [true, true, false])
        #expect(fired.map(\.due.civilDate) == ["2026-08-11", "2026-08-12", "2026-08-14"].map(date))
        #expect(it.advance() == [])
    }

    @Test("A minute's delay is not late; a moment more is")
    func lateness() throws {
        for (delay, isLate) in [(60_000, false), (60_001, true)] {
            var it = Conference()
            let order = it.order()
            try it.receives(order)
            it.now = moment("2026-08-11").adding(milliseconds: Int64(delay))
            #expect(it.advance().map(\.isLate) == [isLate])
        }
    }

    @Test("A duty done in time escalates nothing")
    func done() throws {
        var it = Conference()
        let order = it.order()
        try it.acts(.accept, on: order)
        try it.concludes(order)
        it.go(to: "2026-12-31")
        #expect(it.advance() == [])
        #expect(it.docket.plan(at: it.now).wake == nil)
    }

    @Test("One entry for each target, in the policy's order")
    func targets() throws {
        var it = Conference()
        let order = it.order()
        try it.acts(.sign, on: order)
        it.go(to: "2026-08-26")
        let red = it.advance().filter { $0.step == 3 }
        #expect(red.map(\.recipient) == [Conference.departments[0], .office])
        #expect(red.allSatisfy { $0.legal == date("2026-08-25") && $0.action == .supervise })
        #expect(it.docket.feedHead(of: Conference.departments[0]) == 4)
    }

    @Test("`department` is the owner, else the assignment's department, else the office")
    func departmentTarget() throws {
        var it = Conference()
        let matter = it.registered()
        let order = it.order()
        try it.acts(.object, on: order)
        it.go(to: "2026-08-20")
        let fired = it.advance()
        let decision = fired.filter { $0.clock.duty == .objectionDecision }
        #expect(decision.map(\.recipient) == [Conference.departments[0]])
        #expect(decision.map(\.owner) == [.office])
        let triage = fired.filter { $0.clock.matter == matter }
        #expect(triage.map(\.recipient) == [.office])
    }

    @Test("At most 256 fire at a time, and the plan wakes at once for the rest")
    func bounded() throws {
        var it = Conference()
        for _ in 0..<300 {
            let order = it.order()
            try it.receives(order)
        }
        it.go(to: "2026-08-11")
        let first = try it.does(.advanceClock, by: nil)
        #expect(first.count == 256)
        #expect(it.docket.plan(at: it.now).wake == moment("2026-08-11"))
        #expect(it.advance().count == 44)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Steps come in the order of their moments, over all clocks")
    func order() throws {
        var it = Conference()
        for _ in 0..<20 {
            let order = it.order()
            try it.receives(order)
            it.now = it.now.adding(milliseconds: 3_600_000)
        }
        it.go(to: "2026-09-10")
        let moments = it.advance().map(\.due)
        #expect(moments == moments.sorted())
        #expect(moments.count > 100)
    }

    @Test("A policy adopted later leaves running clocks as they are")
    func policyChange() throws {
        var it = Conference()
        let order = it.order()
        try it.receives(order)
        let quiet = EscalationPolicy(id: dataSet("quiet"), hour: 9, chains: [])
        try it.does(.adoptPolicy(quiet))
        it.go(to: "2026-08-11")
        #expect(it.advance().map(\.policy) == [EscalationPolicy.sample.id])
        let later = it.order()
        try it.receives(later)
        #expect(it.clock(.signature, of: later)?.start.steps == [])
    }

    @Test("A step before the target is counted back in working days from the target")
    func beforeTarget() {
        let start = moment("2026-08-04")
        let dates = period("60d").dueDates(from: start, in: .of2026)
        #expect(dates.line == "2026-10-03 2026-10-08 2026-09-30")
        func fires(_ moment: EscalationMoment) -> Timestamp? {
            moment.moment(start: start, dates: dates, calendar: .of2026, hour: 8)
        }
        // Back over the Mid-Autumn days, and with Sunday 09-20 worked.
        #expect(fires(.beforeTarget(period("3wd"))) == moment("2026-09-24", hour: 8))
        #expect(fires(.beforeTarget(period("10wd"))) == moment("2026-09-16", hour: 8))
        #expect(fires(.beforeTarget(period("3d"))) == moment("2026-09-27", hour: 8))
        #expect(fires(.afterLegal(period("1wd"))) == moment("2026-10-09", hour: 8))
        #expect(fires(.afterLegal(period("1d"))) == moment("2026-10-09", hour: 8))
    }

    @Test("A step that would come before its clock began never comes")
    func beforeStart() {
        let start = moment("2026-08-10")
        let dates = period("2wd").dueDates(from: start, in: .of2026)
        let step = EscalationMoment.beforeTarget(period("5wd"))
        #expect(step.moment(start: start, dates: dates, calendar: .of2026, hour: 9) == nil)
    }
}
