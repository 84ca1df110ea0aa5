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
    /// What the holiday is called, on a day off whose name was kept.
    package let holiday: String?

    init(_ date: CivilDate, _ role: Role, in calendar: WorkCalendar) {
        self.date = date
        self.role = role
        kind = calendar.kind(of: date)
        holiday = calendar.holiday(on: date)
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
        var isCountingWorked = false
        if case .workingDays = period { isCountingWorked = true }
        var lines = DayLine.counting(
            from: start.civilDate,
            to: dates.raw,
            by: 1,
            isCountingWorked: isCountingWorked,
            in: calendar
        )
        if let raw = dates.raw {
            lines += rolling(from: raw, by: 1, as: .rolledForward, in: calendar)
            lines += rolling(from: raw, by: -1, as: .rolledBack, in: calendar)
        }
        return DueExplanation(dates: dates, lines: lines)
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
            lines.append(DayLine(date, role, in: calendar))
        }
        return lines
    }
}

extension DayLine {
    /// The date a count starts from, then every day passed, in the direction of `step` (1 or -1).
    ///
    /// - Parameters:
    ///   - start: Not counted.
    ///   - end: The last date counted; `nil` ends with the first day of unknown kind.
    ///   - step: 1 or -1.
    ///   - isCountingWorked: Days that are not worked are passed over.
    ///   - calendar: Knows the kinds.
    /// - Returns: One line for each date.
    static func counting(
        from start: CivilDate,
        to end: CivilDate?,
        by step: Int,
        isCountingWorked: Bool,
        in calendar: WorkCalendar
    ) -> [DayLine] {
        var lines = [DayLine(start, .start, in: calendar)]
        var count = 0
        var date = start
        while date != end {
            date = date.adding(days: step)
            let kind = calendar.kind(of: date)
            let isCounted = !isCountingWorked || kind.isWorked == true
            if isCounted { count += 1 }
            lines.append(DayLine(date, isCounted ? .counted(count) : .skipped, in: calendar))
            if end == nil, kind == .unknown { break }
        }
        return lines
    }
}
