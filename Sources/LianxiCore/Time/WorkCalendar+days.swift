/// What kind of day a date is.
package enum DayKind: String, Hashable, Sendable, CaseIterable {
    case weekday
    /// A weekend date that is worked (调休上班).
    case makeUp = "make-up"
    case weekend
    /// Off by the year's notice.
    case dayOff = "day-off"
    /// The year's calendar is not loaded.
    case unknown

    /// Whether it is worked; `nil` when unknown.
    package var isWorked: Bool? {
        switch self {
        case .weekday, .makeUp: true
        case .weekend, .dayOff: false
        case .unknown: nil
        }
    }
}

extension WorkCalendar {
    /// What kind of day the date is.
    ///
    /// A make-up day listed wins over a day off listed.
    package func kind(of date: CivilDate) -> DayKind {
        let number = date.year
        guard let year = years.first(where: { $0.year == number }) else { return .unknown }
        if date.isWeekend {
            if year.makeUpDays.contains(date) { return .makeUp }
            return year.daysOff.contains(date) ? .dayOff : .weekend
        }
        return year.daysOff.contains(date) ? .dayOff : .weekday
    }

    /// Whether the date is worked; `nil` when its year is not loaded.
    package func isWorkingDay(_ date: CivilDate) -> Bool? { kind(of: date).isWorked }

    /// The `count`-th working day after the date (before it, when negative).
    ///
    /// `nil` when a year is needed that is not loaded. With a count of 0, the date itself.
    package func workingDay(_ count: Int, from date: CivilDate) -> CivilDate? {
        let step = count < 0 ? -1 : 1
        var left = abs(count)
        var date = date
        while left > 0 {
            date = date.adding(days: step)
            guard let isWorked = isWorkingDay(date) else { return nil }
            if isWorked { left -= 1 }
        }
        return date
    }

    /// The date itself when worked, else the next worked one in the direction of `step` (1 or -1).
    package func rolled(_ date: CivilDate, by step: Int) -> CivilDate? {
        var date = date
        while let isWorked = isWorkingDay(date) {
            if isWorked { return date }
            date = date.adding(days: step)
        }
        return nil
    }
}
