import LianxiCore

/// Counts dates day by day, from the calendars and the rule sets as the ledger has them.
struct DayBook {
    /// Days off and days worked of a calendar, by the number of the day.
    private struct Days {
        var years: Set<Int> = []
        var off: Set<Int> = []
        var worked: Set<Int> = []
    }

    private var calendars: [DataSetID: Days] = [:]
    private var periods: [DataSetID: [DutyID: Period]] = [:]
    /// The period named for the feedback on an assignment.
    private var named: [AssignmentID: Period] = [:]

    mutating func take(_ line: Books.Line, _ moves: ClockMoves) -> [String] {
        switch line.event {
        case .calendarAdopted(let calendar): take(calendar)
        case .ruleSetAdopted(let rules):
            periods[rules.id] = rules.duties.reduce(into: [:]) { all, duty in
                all[duty.id] = duty.localPeriod ?? duty.period
            }
        case .dispatched(let it): named[it.assignment.id] = it.assignment.feedbackPeriod
        default: break
        }
        return moves.starts.flatMap { check($0.key, $0.start) }
    }

    private mutating func take(_ calendar: WorkCalendar) {
        var days = Days()
        for year in calendar.years {
            days.years.insert(year.year)
            days.off.formUnion((year.daysOff + year.local.flatMap(\.daysOff)).map(\.dayNumber))
            days.worked.formUnion(
                (year.makeUpDays + year.local.flatMap(\.makeUpDays)).map(\.dayNumber)
            )
        }
        calendars[calendar.id] = days
    }

    private func check(_ key: ClockKey, _ start: ClockStart) -> [String] {
        let own = periods[start.ruleSet]?[key.duty]
        let feedback = key.duty == .feedback ? key.assignment.flatMap { named[$0] } : nil
        guard let period = start.period ?? feedback ?? own else { return [] }
        let raw = last(of: period, from: start.start, in: start.dates.calendar)
        let isRolled = !key.duty.isUrgent
        func rolled(_ step: Int) -> CivilDate? {
            isRolled ? raw.flatMap { roll($0, step, start.dates.calendar) } : raw
        }
        let counted = [raw, rolled(1), rolled(-1)]
        let told = [start.dates.raw, start.dates.legal, start.dates.target]
        if counted == told { return [] }
        func text(_ days: [CivilDate?]) -> String {
            days.map { $0.map { "\($0)" } ?? "open" }.joined(separator: " ")
        }
        return ["\(key.duty) of \(period) runs to \(text(told)), counted \(text(counted))"]
    }

    private func last(
        of period: Period,
        from start: Timestamp,
        in calendar: DataSetID
    ) -> CivilDate? {
        switch period {
        case .calendarDays(let count): return start.civilDate.adding(days: count)
        case .hours(let count):
            return start.adding(milliseconds: Int64(count) * 3_600_000).civilDate
        case .workingDays(let count):
            var (day, left) = (start.civilDate, count)
            while left > 0 {
                day = day.adding(days: 1)
                guard let isWorked = isWorked(day, calendar) else { return nil }
                if isWorked { left -= 1 }
            }
            return day
        }
    }

    private func roll(_ date: CivilDate, _ step: Int, _ calendar: DataSetID) -> CivilDate? {
        var day = date
        while true {
            guard let isWorked = isWorked(day, calendar) else { return nil }
            if isWorked { return day }
            day = day.adding(days: step)
        }
    }

    /// `nil` in a year that the calendar does not have.
    private func isWorked(_ day: CivilDate, _ calendar: DataSetID) -> Bool? {
        guard let days = calendars[calendar], days.years.contains(day.year) else { return nil }
        if days.worked.contains(day.dayNumber) { return true }
        // Day 0 was a Thursday.
        let isWeekend = (day.dayNumber + 3) % 7 >= 5
        return !isWeekend && !days.off.contains(day.dayNumber)
    }
}
