import LianxiCore
import LianxiWire
import Testing

@Suite("S11: the year's end with no calendar, and midnight", .timeLimit(.minutes(5)))
struct MidnightScenario {
    @Test("Dates beyond the loaded years are provisional, until a calendar is adopted")
    func provisional() async throws {
        try await Scenario.told(on: "2026-11-20") { it in
            let charge = try await it.charged()
            try await it.acts(.accept, on: charge)
            #expect(try await it.clock(.conclusion, of: charge).line == "2027-01-19 ? ?")
            try await it.go(to: "2026-12-29")
            let late = try await it.charged(to: Scenario.land)
            #expect(try await it.clock(.objection, of: late).line == "? ? ?")
            try await it.go(to: "2026-12-31", hour: 23, minute: 50)
            let message = try await it.registered(channel: .online)
            #expect(try await it.clock(.triage, of: message).line == "2027-01-15 ? ?")
            // The message is dated by its entry into the system, also when it is read next year.
            try await it.go(to: "2027-01-04")
            let read = try await it.registered(
                received: Scenario.moment("2026-12-31", 23, 50),
                channel: .online
            )
            #expect(try await it.clock(.triage, of: read).line == "2027-01-15 ? ?")
            #expect(try await !it.clock(.conclusion, of: charge).isOverdue)
            let size = it.world.storage.entries.count
            let adopted = try await it.world.ask(
                .office,
                AdoptCalendarRequest(
                    officer: Scenario.clerk,
                    calendar: try Shipped.calendarWith2027(),
                    isDryRun: false
                )
            )
            #expect(adopted.entry == UInt64(size))
            try await it.settle()
            #expect(try await it.clock(.conclusion, of: charge).line == all("2027-01-19"))
            #expect(try await it.clock(.objection, of: late).line == all("2027-01-06"))
            for matter in [message, read] {
                #expect(try await it.clock(.triage, of: matter).line == all("2027-01-15"))
            }
            // Each clock that was dated has an entry that says so.
            #expect(try await it.show(charge.matter).entries.map(\.type).contains("redated"))
            try await it.go(to: "2027-01-20", hour: 10)
            #expect(try await it.clock(.conclusion, of: charge).isOverdue)
            #expect(
                try await it.told(Scenario.labour, of: charge.matter)
                    .contains("2027-01-20 D16 supervise leader-in-charge")
            )
        }
    }

    @Test("Stopped at 23:50 and started at 00:10, each due act fires once, and late ones say so")
    func midnight() async throws {
        let it = try await Scenario.founded(on: "2026-10-09")
        var matters: [MatterID] = []
        var moved: Charge?
        try await it.serve {
            let answered = try await it.charged()
            matters = [answered.matter]
            try await it.acts(.accept, on: answered)
            try await it.go(to: "2026-12-01", hour: 10)
            let paper = ActSayings(document: "武信处〔2026〕11号")
            try await it.acts(.opine, on: answered, saying: "not-supported", paper)
            let service = ActSayings(on: CivilDate("2026-12-01"))
            try await it.acts(.serve, on: answered, saying: "in-person", service)
            #expect(try await it.clock(.reviewRight, of: answered.matter).line == all("2026-12-31"))
            let streets = try await it.charged(to: Scenario.streets)
            moved = streets
            let change = Reorganised(
                change: .merged,
                from: Scenario.streets,
                to: Scenario.housing,
                on: try #require(CivilDate("2027-01-01")),
                document: "武编〔2026〕9号"
            )
            _ = try await it.world.ask(
                .office,
                ReorganiseRequest(officer: Scenario.clerk, change: change)
            )
            // Its unit's system is silent: four hours are over at 23:55.
            try await it.go(to: "2026-12-31", hour: 19, minute: 55)
            let matter = try await it.registered()
            matters.append(matter)
            _ = try await it.dispatched(matter, to: Scenario.land)
            try await it.go(to: "2026-12-31", hour: 23, minute: 50)
            #expect(try await it.told(.office, of: matter).isEmpty)
            #expect(try await it.stage(of: answered.matter) == .open)
        }
        it.world.clock.set(try Scenario.moment("2027-01-01", 0, 10))
        let (served, silent) = (matters[0], matters[1])
        let charge = try #require(moved)
        func isDone(_ it: Scenario) async throws {
            #expect(
                try await it.told(.office, of: silent)
                    == ["2027-01-01 00:10 P01 remind duty-clerk late"]
            )
            let lapses = try await it.show(served).steps.filter { $0.name == "lapse" }
            #expect(lapses.count == 1)
            #expect(try await it.stage(of: served) == .final)
            let rebound = try await it.show(charge.matter).steps.filter { $0.name == "rebind" }
            #expect(rebound.count == 1)
            #expect(try await it.row(charge).assignment.department == Scenario.housing)
        }
        let next = it.restarted()
        try await next.serve { try await isDone(next) }
        let again = next.restarted()
        try await again.serve {
            try await isDone(again)
            try await again.go(to: "2027-01-01", hour: 20)
            // What falls due after the restart comes at its own moment, and is not late.
            #expect(
                try await again.told(.office, of: silent).last
                    == "2027-01-01 19:55 P01 urge section-head"
            )
        }
        try await again.audit()
    }
}
