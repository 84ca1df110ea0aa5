import LianxiCore
import Testing

extension WorkCalendar {
    /// The 2026 of the notice with more days off, made up for the tests.
    fileprivate static func changed(
        _ id: StaticString,
        off: [String] = [],
        worked: [String] = [],
        without: [String] = []
    ) -> Self {
        Self(
            id: dataSet(id),
            years: of2026.years.map { year in
                Year(
                    year: year.year,
                    daysOff: (year.daysOff.filter { !without.contains("\($0)") } + off.map(date))
                        .sorted(),
                    makeUpDays: (year.makeUpDays + worked.map(date)).sorted(),
                    source: "a test's own"
                )
            }
        )
    }
}

@Suite("A calendar that changes a loaded year")
struct CalendarEditTests {
    /// A department that received an order on 2026-08-10: objection to 08-17, notice to 08-25.
    private func conference() throws -> (Conference, AssignmentID) {
        var it = Conference(on: "2026-08-10")
        let order = it.order()
        try it.receives(order)
        #expect(it.dates(.objection, of: order) == "2026-08-17 2026-08-17 2026-08-17")
        return (it, order)
    }

    @Test("Dates move later with an entry of their own, and the old entry stays")
    func later() throws {
        var (it, order) = try conference()
        let before = it.history
        try it.does(.adoptCalendar(.changed("more-off", off: ["2026-08-13", "2026-08-25"])))
        #expect(it.dates(.objection, of: order) == "2026-08-18 2026-08-18 2026-08-18")
        // The legal date is put off; the target, which would come earlier, stays.
        #expect(it.dates(.notice, of: order) == "2026-08-25 2026-08-26 2026-08-25")
        #expect(it.clock(.notice, of: order)?.start.dates.calendar == dataSet("more-off"))
        #expect(Array(it.history.prefix(before.count)) == before)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Steps follow the dates that moved, and those that fired stay")
    func steps() throws {
        var (it, order) = try conference()
        it.go(to: "2026-08-20")
        #expect(it.advance().filter { $0.clock.duty == .notice }.map(\.step) == [1])
        let fired = it.clock(.notice, of: order)?.start.steps.first
        try it.does(.adoptCalendar(.changed("more-off", off: ["2026-08-25"])))
        let steps = it.clock(.notice, of: order)?.start.steps ?? []
        #expect(steps.first == fired)
        #expect(
            steps.map { "\($0.at.civilDate)" } == [
                "2026-08-20", "2026-08-24", "2026-08-27", "2026-09-04",
            ]
        )
        it.go(to: "2026-08-26")
        #expect(it.advance().filter { $0.clock.duty == .notice }.map(\.step) == [2])
    }

    @Test("No date and no step moves earlier")
    func neverEarlier() throws {
        var it = Conference(on: "2026-09-28")
        let order = it.order()
        try it.receives(order)
        let before = it.clock(.objection, of: order)?.start
        #expect(before?.dates.line == "2026-10-10 2026-10-10 2026-10-10")
        let shorter = WorkCalendar.changed(
            "less-off",
            without: ["2026-10-05", "2026-10-06", "2026-10-07"]
        )
        let edit = try it.docket.preview(shorter, limit: 10)
        #expect(edit.kept == 1 && edit.moved == 0)
        let entries = try it.does(.adoptCalendar(shorter))
        #expect(entries.count == 1)
        #expect(it.clock(.objection, of: order)?.start == before)
    }

    @Test("Whatever the calendars say, a running clock never loses a day", arguments: 1...4)
    func neverLoses(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        var it = Conference(on: "2026-03-02")
        let orders = (0..<30).map { number in
            it.now = it.now.adding(milliseconds: 86_400_000)
            return it.order(to: Conference.departments[number % 3], for: "30d")
        }
        for order in orders { try it.receives(order) }
        for order in orders.prefix(10) { try it.acts(.accept, on: order) }
        for number in 0..<12 {
            let days = (1...250).map { _ in
                date("2026-03-02").adding(days: Int.random(in: 0...300, using: &random))
            }
            let off = Set(days.prefix(Int.random(in: 0...250, using: &random))).sorted()
            let calendar = WorkCalendar(
                id: try #require(DataSetID("random-\(seed)-\(number)")),
                years: [.init(year: 2026, daysOff: off, makeUpDays: [], source: "a test's own")]
            )
            let before = clocks(of: orders, it)
            let edit = try it.docket.preview(calendar, limit: 1_000)
            try it.does(.adoptCalendar(calendar))
            let after = clocks(of: orders, it)
            for (old, new) in zip(before, after) {
                #expect(old.dates.legal.map { $0 <= new.dates.legal ?? $0 } ?? true)
                #expect(old.dates.raw.map { $0 <= new.dates.raw ?? $0 } ?? true)
                #expect(old.dates.target.map { $0 <= new.dates.target ?? $0 } ?? true)
                for step in old.steps {
                    #expect(new.steps.contains { $0.number == step.number && $0.at >= step.at })
                }
            }
            #expect(Set(edit.moves.map(\.after)).isSubset(of: Set(after)))
            #expect(zip(before, after).count { $0 != $1 } == edit.moved)
            #expect(it.docket.checkInvariants() == [])
        }
        var replayed = Docket()
        for recorded in it.history { replayed.apply(recorded) }
        #expect(replayed == it.docket)
    }

    private func clocks(of orders: [AssignmentID], _ it: Conference) -> [ClockStart] {
        orders.flatMap { order in
            it[order].duties.compactMap { it.clock($0, of: order) }
                .filter(\.isRunning).map(\.start)
        }
    }

    @Test("A preview tells the totals and, page by page, each clock with both its dates")
    func preview() throws {
        var it = Conference(on: "2026-08-10")
        let orders = Conference.departments.map { it.order(to: $0) }
        for order in orders { try it.receives(order) }
        let size = it.docket.size
        let changed = WorkCalendar.changed("more-off", off: ["2026-08-13", "2026-08-25"])
        var pages: [CalendarEdit] = []
        repeat {
            pages.append(try it.docket.preview(changed, after: pages.last?.next, limit: 4))
        } while pages.last?.next != nil
        #expect(pages.map(\.moves.count) == [4, 4, 1])
        #expect(
            pages.allSatisfy { $0.later == 6 && $0.steps == 3 && $0.dated == 0 && $0.running == 9 }
        )
        let moves = pages.flatMap(\.moves)
        #expect(moves.map(\.key) == moves.map(\.key).sorted())
        #expect(Set(moves.map(\.key.duty)) == [.objection, .notice, .signature])
        // The third reminder to sign is put off, the day it was due is not.
        #expect(moves.allSatisfy { ($0.kind == .steps) == ($0.key.duty == .signature) })
        #expect(
            moves.first { $0.key.duty == .objection }?.before.dates.line
                == "2026-08-17 2026-08-17 2026-08-17"
        )
        #expect(it.docket.size == size)
        try it.does(.adoptCalendar(changed))
        for move in moves { #expect(it.docket.clock(move.key)?.start == move.after) }
        #expect(try it.docket.preview(changed, limit: 4).moved == 0)
    }

    @Test("A calendar without a year that a running clock needs is refused, else taken")
    func droppedYear() throws {
        var (it, order) = try conference()
        let later = WorkCalendar(id: dataSet("only-2027"), years: [WorkCalendar.of2027.years[1]])
        #expect(throws: Refusal.yearMissing) { try it.docket.preview(later, limit: 1) }
        #expect(throws: Refusal.yearMissing) { try it.does(.adoptCalendar(later)) }
        #expect(throws: Refusal.yearMissing) { try it.does(.adoptCalendar(later), by: nil) }
        #expect(it.docket.calendar == .of2026)
        try it.acts(.accept, on: order)
        try it.concludes(order)
        try it.does(.adoptCalendar(later))
        #expect(it.docket.calendar == later)
    }

    @Test("The office cannot adopt again what was in force before; the daemon's start passes it by")
    func adoptedBefore() throws {
        var it = Conference(on: "2026-08-10")
        try it.does(.adoptCalendar(.of2027))
        #expect(throws: Refusal.dataSetExists) { try it.does(.adoptCalendar(.of2026)) }
        let size = it.docket.size
        #expect(try it.does(.adoptCalendar(.of2026), by: nil).count == 1)
        #expect(it.docket.size == size && it.docket.calendar == .of2027)
    }

    @Test("A calendar that lists a year twice, or a date of another year, is malformed")
    func malformed() {
        let year = WorkCalendar.of2026.years[0]
        let bad = [
            [year, year],
            [.init(year: 2025, daysOff: year.daysOff, makeUpDays: [], source: "a test's own")],
            [
                .init(
                    year: 2026,
                    daysOff: [],
                    makeUpDays: [date("2026-11-25")],
                    source: "a test's own"
                )
            ],
        ]
        var it = Conference(on: "2026-08-10")
        for years in bad {
            let calendar = WorkCalendar(id: dataSet("bad"), years: years)
            #expect(throws: Refusal.malformed) { try it.does(.adoptCalendar(calendar)) }
        }
    }

    @Test(
        "A redating is told to the department that owes the duty; the office's own needs no telling"
    )
    func told() throws {
        var (it, order) = try conference()
        let matter = it.registered()
        let department = try #require(it.docket.assignment(order)?.assignment.department)
        let head = it.docket.feedHead(of: department)
        try it.does(.adoptCalendar(.changed("more-off", off: ["2026-08-11", "2026-08-25"])))
        var recipients: [String: Set<PartyID?>] = [:]
        for recorded in it.history {
            guard case .redated(let key, let start, let to) = recorded.event else { continue }
            recipients[start.owner == department ? "its" : "others", default: []].insert(to)
            #expect(key.matter != matter || to == nil)
            #expect(recorded.event.recipient == to)
        }
        #expect(recipients["its"] == [department])
        #expect(recipients["others"] == [nil])
        #expect(it.docket.feedHead(of: department) > head)
    }

    @Test("An old redating, told to nobody, is replayed as it was recorded")
    func toldToNobody() throws {
        var (it, order) = try conference()
        try it.does(.adoptCalendar(.changed("more-off", off: ["2026-08-13", "2026-08-25"])))
        var replayed = Docket()
        for recorded in it.history {
            guard case .redated(let key, let start, _) = recorded.event else {
                replayed.apply(recorded)
                continue
            }
            replayed.apply(
                Recorded(
                    index: recorded.index,
                    at: recorded.at,
                    hash: recorded.hash,
                    cause: recorded.cause,
                    event: .redated(key, start)
                )
            )
        }
        let department = try #require(it.docket.assignment(order)?.assignment.department)
        #expect(replayed.feedHead(of: department) < it.docket.feedHead(of: department))
        let key = try #require(it.clock(.notice, of: order)).start
        #expect(
            replayed.clock(
                ClockKey(
                    matter: try #require(it.docket.assignment(order)).assignment.matter,
                    assignment: order,
                    duty: .notice
                )
            )?.start == key
        )
    }

    @Test("More clocks than one round may record are redated a portion at a time, steps after them")
    func portions() throws {
        var it = Conference(on: "2026-08-10")
        let orders = (0..<150).map { it.order(to: Conference.departments[$0 % 3]) }
        for order in orders { try it.receives(order) }
        let changed = WorkCalendar.changed(
            "more-off",
            off: ["2026-08-11", "2026-08-12", "2026-08-13", "2026-08-25"]
        )
        #expect(try it.docket.preview(changed, limit: 1).moved == 450)
        let entries = try it.does(.adoptCalendar(changed))
        #expect(entries.count == 256)
        #expect(it.docket.pendingRedatings == 195)
        #expect(it.docket.checkInvariants() == [])
        // One of those that wait is settled meanwhile.
        let last = try #require(
            orders.last { it.dates(.objection, of: $0)?.hasPrefix("2026-08-17") == true }
        )
        try it.acts(.accept, on: last)
        #expect(it.docket.checkInvariants() == [])
        it.go(to: "2026-08-12")
        // The reminders of 08-11 would fire; they were put off with the dates.
        #expect(it.advance().filter { $0.clock.duty == .signature } == [])
        #expect(it.docket.pendingRedatings == 0)
        #expect(
            orders.dropLast().allSatisfy {
                it.dates(.objection, of: $0) == "2026-08-20 2026-08-20 2026-08-20"
            }
        )
        var replayed = Docket()
        for recorded in it.history { replayed.apply(recorded) }
        #expect(replayed == it.docket)
    }
}
