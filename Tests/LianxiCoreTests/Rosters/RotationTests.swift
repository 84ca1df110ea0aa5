import LianxiCore
import Testing

@Suite("Turns of a roster")
struct RotationTests {
    @Test(
        "Every hour is covered by the layer and the turn that one finds who counts hour by hour",
        arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64]
    )
    func agreesWithOracle(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var wrong: [String] = []
        for _ in 0..<4 {
            let calendar = WorkCalendar.random(&random)
            let roster = Roster.random(&random)
            let first = roster.layers.map(\.from).min() ?? roster.layers[0].from
            let start = Timestamp(first.adding(days: -2))
            var slow = SlowRoster(roster, calendar)
            for hour in 0..<24 * 420 {
                let now = start.adding(milliseconds: Int64(hour) * 3_600_000)
                let expected = slow.next(now)
                let found = roster.onDuty(at: now, calendar: calendar).map(\.id)
                if found != expected { wrong.append("\(now.wallText): \(found), not \(expected)") }
            }
        }
        #expect(wrong.prefix(3) == [], "seed \(seed): \(wrong.count) hours")
    }

    @Test(
        "Turns of a month that begin on the last day begin on the last day of every month",
        arguments: [
            ("2027-12-31", ["12-31", "01-31", "02-29", "03-31", "04-30", "05-31"]),
            ("2026-12-31", ["12-31", "01-31", "02-28", "03-31", "04-30", "05-31"]),
            ("2028-01-30", ["01-30", "02-29", "03-30", "04-30", "05-30", "06-30"]),
        ]
    )
    func months(first: String, expected: [String]) {
        let roster = Roster.of(
            RosterLayer(
                id: layer("monthly"),
                rotation: Rotation(.months, hour: 8),
                from: date(first),
                turns: turns("a", "b", "c")
            )
        )
        let start = moment(first, hour: 8)
        let end = start.adding(milliseconds: 170 * 86_400_000)
        let shifts = roster.shifts(from: start, to: end, calendar: .of2026)
        #expect(shifts.map(\.from.hourText) == expected.map { "\($0) 08" })
        #expect(shifts.map { $0.persons[0].id.text } == ["a", "b", "c", "a", "b", "c"])
    }

    @Test("Turns of a day, a week and twelve hours go on over the year's end")
    func yearEnd() {
        func persons(_ rotation: Rotation) -> [String] {
            let roster = Roster.of(
                RosterLayer(
                    id: layer("every"),
                    rotation: rotation,
                    from: date("2026-12-30"),
                    turns: turns("a", "b", "c")
                )
            )
            let shifts = roster.shifts(
                from: moment("2026-12-30"),
                to: moment("2027-01-02"),
                calendar: .of2026
            )
            return shifts.map { "\($0.from.hourText) \($0.persons[0].id)" }
        }
        #expect(persons(Rotation(.days, hour: 9)) == ["12-30 09 a", "12-31 09 b", "01-01 09 c"])
        #expect(persons(Rotation(.weeks, hour: 9)) == ["12-30 09 a"])
        #expect(
            persons(Rotation(.hours, length: 12, hour: 9)) == [
                "12-30 09 a", "12-30 21 b", "12-31 09 c", "12-31 21 a", "01-01 09 b", "01-01 21 c",
            ]
        )
    }

    @Test("Whoever has the rest days has them in turn, and a make-up day is none of them")
    func restDays() {
        let shifts = Roster.office.shifts(
            from: moment("2026-02-13"),
            to: moment("2026-02-17"),
            calendar: .of2026
        )
        // 14 February 2026 is a Saturday that is worked; the Spring Festival begins on the 15th.
        #expect(
            shifts.map(\.line) == [
                "02-13 09 02-15 09 working wang", "02-15 09 02-16 09 rest zhao",
                "02-16 09 02-17 09 rest wang",
            ]
        )
    }

    @Test("A holiday roster goes before the layers of every day, and ends when it says")
    func holiday() {
        let shifts = Roster.office.shifts(
            from: moment("2026-09-30"),
            to: moment("2026-10-06"),
            calendar: .of2026
        )
        #expect(
            shifts.map(\.line).prefix(4) == [
                "09-30 09 10-01 09 working clerk", "10-01 09 10-02 09 national-day head+clerk",
                "10-02 09 10-03 09 national-day wang", "10-03 09 10-04 09 national-day li",
            ]
        )
        #expect(shifts.dropFirst(4).allSatisfy { $0.layer == layer("rest") })
    }

    @Test("A layer of hours over midnight belongs to the day on which it began")
    func nights() {
        let roster = Roster.of(
            RosterLayer(
                id: layer("night"),
                rotation: Rotation(.days, hour: 9),
                from: date("2026-11-23"),
                days: .working,
                hours: DutyHours(from: 18, until: 8),
                turns: turns("a", "b")
            )
        )
        let shifts = roster.shifts(
            from: moment("2026-11-27", hour: 12),
            to: moment("2026-11-30", hour: 20),
            calendar: .of2026
        )
        #expect(
            shifts.map(\.line) == [
                "11-27 12 11-27 18 - ", "11-27 18 11-28 08 night a", "11-28 08 11-30 18 - ",
                "11-30 18 11-30 20 night b",
            ]
        )
    }

    @Test("In a year whose calendar is not loaded both layers are asked, and the first covers")
    func unknownYear() {
        let at = moment("2031-05-03", hour: 10)
        #expect(Roster.office.onDuty(at: at, calendar: .of2026).count == 1)
        let gaps = Roster.office.coverage(
            from: moment("2026-12-30"),
            to: moment("2027-01-05"),
            calendar: .of2026
        )
        #expect(gaps.map(\.cause) == [.yearMissing])
        #expect(gaps[0].from == moment("2027-01-01") && gaps[0].until == moment("2027-01-05"))
        #expect(gaps[0].layer == layer("working"))
    }

    @Test("A roster of a wrong form is none", arguments: [0, 1, 2, 3, 4, 5])
    func malformed(mistake: Int) {
        let fine = RosterLayer(
            id: layer("fine"),
            rotation: Rotation(.days, hour: 9),
            from: date("2026-01-01"),
            turns: turns("a")
        )
        func changed(
            _ rotation: Rotation = Rotation(.days, hour: 9),
            until: String? = nil,
            hours: DutyHours? = nil,
            turns: [[Person]] = [[person("a")]]
        ) -> Roster {
            .of(
                RosterLayer(
                    id: layer("x"),
                    rotation: rotation,
                    from: date("2026-01-01"),
                    until: until.map(date),
                    hours: hours,
                    turns: turns
                )
            )
        }
        let wrong = [
            Roster.of(fine, fine), changed(Rotation(.hours, length: 25, hour: 9)),
            changed(until: "2025-12-31"), changed(hours: DutyHours(from: 8, until: 8)),
            changed(turns: []), changed(turns: [[person("a"), person("a")]]),
        ]
        #expect(Roster.of(fine).isWellFormed)
        #expect(!wrong[mistake].isWellFormed)
    }
}

/// A roster read the obvious way, one hour after the other: what the fast one must agree with.
private struct SlowRoster {
    private let roster: Roster
    private let calendar: SlowCalendar
    /// For each layer: the last day of duty seen, days counted, turns begun.
    private var counts: [(day: CivilDate?, days: Int, months: Int)]

    init(_ roster: Roster, _ calendar: WorkCalendar) {
        self.roster = roster
        self.calendar = SlowCalendar(years: calendar.years)
        counts = roster.layers.map { _ in (nil, -1, 0) }
    }

    private func holds(_ layer: RosterLayer, on day: CivilDate) -> Bool {
        switch layer.days {
        case .all: true
        case .working: calendar.kind(of: day).isWorked != false
        case .rest: calendar.kind(of: day).isWorked != true
        }
    }

    mutating func next(_ now: Timestamp) -> [OfficerID] {
        var answer: [OfficerID]?
        for (place, layer) in roster.layers.enumerated() {
            let hour = Int(now.wallText.dropFirst(11).prefix(2)) ?? 0
            let day = hour < layer.rotation.hour ? now.civilDate.adding(days: -1) : now.civilDate
            guard day >= layer.from, layer.until.map({ day <= $0 }) ?? true else { continue }
            if counts[place].day != day {
                if layer.rotation.unit != .days || holds(layer, on: day) { counts[place].days += 1 }
                // The day of the month on which turns begin, or the last where the month is short.
                let last = day.adding(days: 1).day == 1
                if day != layer.from, day.day == layer.from.day || last && day.day < layer.from.day
                {
                    counts[place].months += 1
                }
                counts[place].day = day
            }
            let isInHours = layer.hours.map { hours in
                var at = hours.from
                while at != hours.until % 24 {
                    if at == hour { return true }
                    at = (at + 1) % 24
                }
                return false
            }
            guard holds(layer, on: day), isInHours ?? true, answer == nil else { continue }
            let start = Timestamp(layer.from, hour: layer.rotation.hour)
            let turn =
                switch layer.rotation.unit {
                case .hours: Int((now.milliseconds - start.milliseconds) / 3_600_000)
                case .days: counts[place].days
                case .weeks: counts[place].days / 7
                case .months: counts[place].months
                }
            answer = layer.turns[turn / layer.rotation.length % layer.turns.count].map(\.id)
        }
        return answer ?? []
    }
}

extension Roster {
    /// One to four layers that begin within a month around a year's end or a leap day.
    fileprivate static func random(_ random: inout SeededGenerator) -> Self {
        let starts = ["1999-12-20", "2000-02-20", "2024-02-10", "2025-12-05", "2027-12-31"]
        let base = date(starts[Int.random(in: 0..<starts.count, using: &random)])
        let layers = (0..<Int.random(in: 1...4, using: &random)).map { place in
            let from = base.adding(days: Int.random(in: 0...30, using: &random))
            let unit = Rotation.Unit.allCases[Int.random(in: 0...3, using: &random)]
            let hours = DutyHours(
                from: Int.random(in: 0...23, using: &random),
                until: Int.random(in: 1...24, using: &random)
            )
            return RosterLayer(
                id: [layer("one"), layer("two"), layer("three"), layer("four")][place],
                rotation: Rotation(
                    unit,
                    length: Int.random(in: 1...3, using: &random),
                    hour: Int.random(in: 0...23, using: &random)
                ),
                from: from,
                until: Bool.random(using: &random)
                    ? nil : from.adding(days: Int.random(in: 0...60, using: &random)),
                days: DutyDays.allCases[Int.random(in: 0...2, using: &random)],
                hours: Bool.random(using: &random) || hours.from == hours.until % 24 ? nil : hours,
                turns: (0..<Int.random(in: 1...5, using: &random)).map {
                    [person("l\(place)p\($0)")]
                }
            )
        }
        return Self(id: roster("random"), party: .office, name: "随机", layers: layers)
    }
}
