/// What kind of day a date is.
package enum DayKind: String, Hashable, Sendable, CaseIterable {
    case weekday
    /// A weekend date that is worked (调休上班).
    case makeUp = "make-up"
    case weekend
    /// Off by the year's notice.
    case dayOff = "day-off"
    /// Off by a local paper.
    case localDayOff = "local-day-off"
    /// A weekend date that is worked by a local paper.
    case localMakeUp = "local-make-up"
    /// The year's calendar is not loaded.
    case unknown

    /// Whether it is worked; `nil` when unknown.
    package var isWorked: Bool? {
        switch self {
        case .weekday, .makeUp, .localMakeUp: true
        case .weekend, .dayOff, .localDayOff: false
        case .unknown: nil
        }
    }
}

extension WorkCalendar {
    /// What kind of day the date is.
    ///
    /// A make-up day listed wins over a day off listed.
    package func kind(of date: CivilDate) -> DayKind { table.kind(of: date.dayNumber) }

    /// Whether the date is worked; `nil` when its year is not loaded.
    package func isWorkingDay(_ date: CivilDate) -> Bool? { kind(of: date).isWorked }

    /// The `count`-th working day after the date (before it, when negative).
    ///
    /// `nil` when a year is needed that is not loaded. With a count of 0, the date itself.
    package func workingDay(_ count: Int, from date: CivilDate) -> CivilDate? {
        table.workedDay(count, from: date.dayNumber).map { CivilDate(dayNumber: $0) }
    }

    /// The date itself when worked, else the next worked one in the direction of `step` (1 or -1).
    ///
    /// `nil` when a year is needed that is not loaded.
    package func rolled(_ date: CivilDate, by step: Int) -> CivilDate? {
        let day = date.dayNumber
        return (step > 0 ? table.workedDay(onOrAfter: day) : table.workedDay(onOrBefore: day))
            .map { CivilDate(dayNumber: $0) }
    }

    /// What the holiday is called that the date is off by; `nil` where no name was kept.
    package func holiday(on date: CivilDate) -> String? {
        guard let year = years.first(where: { $0.year == date.year }) else { return nil }
        return switch kind(of: date) {
        case .dayOff: year.names.first { $0.first <= date && date <= $0.last }?.name
        case .localDayOff: year.local.first { $0.daysOff.contains(date) }?.name
        case .localMakeUp: year.local.first { $0.makeUpDays.contains(date) }?.name
        case .weekday, .makeUp, .weekend, .unknown: nil
        }
    }
}
