/// One date passed on the way to a due date.
package struct DayLine: Hashable, Sendable {
    /// What the date does in the count.
    package enum Role: Hashable, Sendable {
        /// The day of the start, which is not counted.
        case start
        /// Counted, as the day of this number.
        case counted(Int)
        /// Passed over, because it is not worked.
        case skipped
        /// Looked at, from `raw` forward, for `legal`.
        case rolledForward
        /// Looked at, from `raw` back, for `target`.
        case rolledBack
    }
    package let date: CivilDate
    package let kind: DayKind
    package let role: Role

    package init(date: CivilDate, kind: DayKind, role: Role) {
        self.date = date
        self.kind = kind
        self.role = role
    }
}

/// How a clock's dates come about, day by day, for people who want to count along.
package struct DueExplanation: Hashable, Sendable {
    package let dates: DueDates
    /// From the start to `raw`, then the days forward to `legal`, then those back to `target`.
    ///
    /// Where a year is not loaded the lines end with a day of unknown kind.
    package let lines: [DayLine]
}

extension DueDates {
    /// Counts the period from the moment, and keeps every day passed.
    package static func explain(
        _ period: Period,
        from start: Timestamp,
        in calendar: WorkCalendar
    ) -> DueExplanation {
        let dates = period.dueDates(from: start, in: calendar)
        let first = start.civilDate
        var lines = [DayLine(date: first, kind: calendar.kind(of: first), role: .start)]
        lines += counting(period, from: first, to: dates.raw, in: calendar)
        if let raw = dates.raw {
            lines += rolling(from: raw, by: 1, as: .rolledForward, in: calendar)
            lines += rolling(from: raw, by: -1, as: .rolledBack, in: calendar)
        }
        return DueExplanation(dates: dates, lines: lines)
    }

    private static func counting(
        _ period: Period,
        from start: CivilDate,
        to raw: CivilDate?,
        in calendar: WorkCalendar
    ) -> [DayLine] {
        var isCountingWorked = false
        if case .workingDays = period { isCountingWorked = true }
        var lines: [DayLine] = []
        var count = 0
        var date = start
        while raw.map({ date < $0 }) ?? true {
            date = date.adding(days: 1)
            let kind = calendar.kind(of: date)
            let isCounted = !isCountingWorked || kind.isWorked == true
            if isCounted { count += 1 }
            lines.append(
                DayLine(date: date, kind: kind, role: isCounted ? .counted(count) : .skipped)
            )
            if raw == nil, kind == .unknown { break }
        }
        return lines
    }

    private static func rolling(
        from raw: CivilDate,
        by step: Int,
        as role: DayLine.Role,
        in calendar: WorkCalendar
    ) -> [DayLine] {
        var lines: [DayLine] = []
        var date = raw
        while calendar.isWorkingDay(date) == false {
            date = date.adding(days: step)
            lines.append(DayLine(date: date, kind: calendar.kind(of: date), role: role))
        }
        return lines
    }
}
