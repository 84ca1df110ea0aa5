import LianxiCore

/// A calendar read the obvious way, one date after the other: what the fast one must agree with.
struct SlowCalendar {
    let years: [WorkCalendar.Year]

    func kind(of date: CivilDate) -> DayKind {
        guard let year = years.first(where: { $0.year == date.year }) else { return .unknown }
        if date.isWeekend, year.makeUpDays.contains(date) { return .makeUp }
        if year.daysOff.contains(date) { return .dayOff }
        for holiday in year.local {
            if date.isWeekend, holiday.makeUpDays.contains(date) { return .localMakeUp }
            if holiday.daysOff.contains(date) { return .localDayOff }
        }
        return date.isWeekend ? .weekend : .weekday
    }

    func workingDay(_ count: Int, from date: CivilDate) -> CivilDate? {
        let step = count < 0 ? -1 : 1
        var left = abs(count)
        var date = date
        while left > 0 {
            date = date.adding(days: step)
            guard let isWorked = kind(of: date).isWorked else { return nil }
            if isWorked { left -= 1 }
        }
        return date
    }

    func rolled(_ date: CivilDate, by step: Int) -> CivilDate? {
        var date = date
        while let isWorked = kind(of: date).isWorked {
            if isWorked { return date }
            date = date.adding(days: step)
        }
        return nil
    }
}

extension WorkCalendar {
    /// Years around 2000 and 2026 with holidays at random, a gap between them, and local holidays.
    static func random(_ random: inout SeededGenerator) -> Self {
        let spans = [
            1999...Int.random(in: 1999...2003, using: &random),
            2024...Int.random(in: 2024...2030, using: &random),
        ]
        return Self(
            id: dataSet("random"),
            years: spans.joined().map { Year.random($0, &random) }
        )
    }
}

extension WorkCalendar.Year {
    fileprivate static func random(_ year: Int, _ random: inout SeededGenerator) -> Self {
        let first = date("\(year)-01-01").dayNumber
        let all = (first...date("\(year)-12-31").dayNumber).map { CivilDate(dayNumber: $0) }
        var free = all.shuffled(using: &random)
        func drawn(_ count: Int, from dates: inout [CivilDate]) -> [CivilDate] {
            defer { dates.removeFirst(count) }
            return dates.prefix(count).sorted()
        }
        let daysOff = drawn(Int.random(in: 0...60, using: &random), from: &free)
        var weekends = free.filter(\.isWeekend)
        let makeUpDays = drawn(Int.random(in: 0...8, using: &random), from: &weekends)
        let localOff = drawn(3, from: &free).filter { !makeUpDays.contains($0) }
        let localWork = drawn(2, from: &weekends).filter { !localOff.contains($0) }
        let local = LocalHoliday(
            name: "local",
            daysOff: localOff,
            makeUpDays: localWork,
            source: "a test's own"
        )
        return Self(
            year: year,
            daysOff: daysOff,
            makeUpDays: makeUpDays,
            source: "a test's own",
            local: localOff.isEmpty ? [] : [local]
        )
    }
}
