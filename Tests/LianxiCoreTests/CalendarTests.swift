import LianxiCore
import Testing

@Suite("The work calendar")
struct CalendarTests {
    @Test(
        "It answers as one does who walks from date to date",
        arguments: [1, 2, 3, 4, 5, 6] as [UInt64]
    )
    func agreesWithOracle(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var wrong: [String] = []
        for _ in 0..<20 {
            let calendar = WorkCalendar.random(&random)
            let days = date("1998-06-01").dayNumber...date("2031-06-01").dayNumber
            for _ in 0..<200 {
                let it = CivilDate(dayNumber: Int.random(in: days, using: &random))
                let count = Int.random(in: -99...99, using: &random)
                wrong += differences(calendar, at: it, counts: [count, count % 7])
            }
            let it = CivilDate(dayNumber: Int.random(in: days, using: &random))
            wrong += differences(calendar, at: it, counts: [-999, 999])
        }
        #expect(wrong == [], "seed \(seed)")
    }

    /// Where the calendar and the walk from date to date disagree.
    private func differences(
        _ calendar: WorkCalendar,
        at it: CivilDate,
        counts: [Int]
    ) -> [String] {
        let slow = SlowCalendar(years: calendar.years)
        var wrong: [String] = []
        if calendar.kind(of: it) != slow.kind(of: it) { wrong.append("kind of \(it)") }
        for step in [-1, 1] where calendar.rolled(it, by: step) != slow.rolled(it, by: step) {
            wrong.append("\(it) rolled by \(step)")
        }
        for count in counts
        where calendar.workingDay(count, from: it) != slow.workingDay(count, from: it) {
            wrong.append("\(count) from \(it)")
        }
        return wrong
    }

    @Test("Both ends of the years, and of a gap between them, are answered as they are walked")
    func edges() {
        let calendar = WorkCalendar(
            id: dataSet("gap"),
            years: [2024, 2026].map {
                .init(year: $0, daysOff: [], makeUpDays: [], source: "a test's own")
            }
        )
        let edges =
            ["2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01", "2025-12-31"]
            + ["2026-01-01", "2026-12-31", "2027-01-01"]
        for edge in edges.map(date) {
            for offset in -3...3 {
                let it = edge.adding(days: offset)
                #expect(differences(calendar, at: it, counts: Array(-5...5)) == [])
            }
        }
    }

    @Test(
        "Counting there and back, and in two parts, comes to the same day",
        arguments: [11, 12, 13] as [UInt64]
    )
    func properties(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var asked = 0
        for _ in 0..<2_000 {
            let calendar = WorkCalendar.of2027
            let days = date("2026-01-01").dayNumber...date("2027-12-31").dayNumber
            let it = CivilDate(dayNumber: Int.random(in: days, using: &random))
            let first = Int.random(in: 1...200, using: &random)
            let second = Int.random(in: 1...200, using: &random)
            guard let end = calendar.workingDay(first + second, from: it) else { continue }
            asked += 1
            #expect(calendar.isWorkingDay(end) == true)
            let middle = calendar.workingDay(first, from: it)
            #expect(middle.flatMap { calendar.workingDay(second, from: $0) } == end)
            #expect(
                calendar.workingDay(-first - second, from: end) == calendar.rolled(it, by: -1)
            )
            #expect(calendar.rolled(end, by: 1) == end && calendar.rolled(end, by: -1) == end)
        }
        #expect(asked > 500)
    }

    @Test("What the notice says goes before what a local paper says")
    func localHolidays() {
        let local = LocalHoliday(
            name: "festival",
            daysOff: [date("2026-10-01"), date("2026-10-10"), date("2026-10-13")],
            makeUpDays: [date("2026-10-03"), date("2026-10-17")],
            source: "a test's own"
        )
        let calendar = WorkCalendar(
            id: dataSet("local"),
            years: WorkCalendar.of2026.years.map {
                .init(
                    year: $0.year,
                    daysOff: $0.daysOff,
                    makeUpDays: $0.makeUpDays,
                    source: $0.source,
                    local: [local]
                )
            }
        )
        let kinds = ["2026-10-01", "2026-10-03", "2026-10-10", "2026-10-13", "2026-10-17"].map {
            calendar.kind(of: date($0))
        }
        #expect(kinds == [.dayOff, .dayOff, .makeUp, .localDayOff, .localMakeUp])
        #expect(calendar.holiday(on: date("2026-10-13")) == "festival")
        #expect(calendar.holiday(on: date("2026-10-17")) == "festival")
        let dates = period("5wd").dueDates(from: date("2026-10-10"), in: calendar)
        #expect(dates.line == "2026-10-17 2026-10-17 2026-10-17")
    }

    @Test("Names of holidays are told in an explanation, and do not make another calendar")
    func names() {
        let named = WorkCalendar(
            id: WorkCalendar.of2026.id,
            years: WorkCalendar.of2026.years.map {
                .init(
                    year: $0.year,
                    daysOff: $0.daysOff,
                    makeUpDays: $0.makeUpDays,
                    source: $0.source,
                    names: [
                        HolidayName(
                            name: "国庆节",
                            first: date("2026-10-01"),
                            last: date("2026-10-07")
                        )
                    ]
                )
            }
        )
        let lines = DueDates.explain(period("5wd"), from: moment("2026-09-28"), in: named).lines
        #expect(lines.filter { $0.holiday == "国庆节" }.count == 7)
        #expect(lines.first { $0.kind == .makeUp }?.holiday == nil)
        #expect(named != .of2026)
        #expect(named.agrees(with: .of2026))
        let other = WorkCalendar(id: named.id, years: WorkCalendar.of2027.years)
        #expect(!named.agrees(with: other))
    }

    @Test("A period is counted back as reminders are: the day itself is not counted")
    func countingBack() {
        let calendar = WorkCalendar.of2026
        #expect(period("3wd").day(before: date("2026-10-12"), in: calendar) == date("2026-10-08"))
        #expect(period("3d").day(before: date("2026-10-12"), in: calendar) == date("2026-10-09"))
        #expect(period("3wd").day(before: date("2026-01-06"), in: calendar) == nil)
        #expect(period("4h").day(before: date("2026-10-12"), in: calendar) == nil)
        let lines = period("3wd").daysCounted(backFrom: date("2026-10-12"), in: calendar)
        #expect(lines.map(\.date.day) == [12, 11, 10, 9, 8])
        #expect(lines[1].role == .skipped && lines.last?.role == .counted(3))
        let open = period("3wd").daysCounted(backFrom: date("2026-01-06"), in: calendar)
        #expect(open.last?.kind == .unknown)
    }

    @Test("It warns from sixty days before its last day, and after it")
    func runningOut() {
        let calendar = WorkCalendar.of2026
        #expect(calendar.lastDay == date("2026-12-31"))
        #expect(!calendar.isRunningOut(at: moment("2026-10-31", hour: 23)))
        #expect(calendar.isRunningOut(at: moment("2026-11-01", hour: 0)))
        #expect(calendar.daysLeft(at: moment("2026-11-01")) == 60)
        #expect(calendar.daysLeft(at: moment("2027-01-02")) == -2)
        #expect(calendar.isRunningOut(at: moment("2027-03-01")))
    }
}
