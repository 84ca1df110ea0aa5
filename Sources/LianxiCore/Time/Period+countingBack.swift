extension Period {
    /// The day that lies this period before the date, as reminders are counted.
    ///
    /// - Parameters:
    ///   - date: Not counted itself.
    ///   - calendar: For counting working days.
    /// - Returns: A natural day need not be worked, a working day is. `nil` where a year is not
    ///   loaded, and for hours, which are not counted from a date.
    package func day(before date: CivilDate, in calendar: WorkCalendar) -> CivilDate? {
        switch self {
        case .calendarDays(let count): date.adding(days: -count)
        case .workingDays(let count): calendar.workingDay(-count, from: date)
        case .hours: nil
        }
    }

    /// The same, day by day: the date, then every day back to the one found.
    ///
    /// Where a year is not loaded the lines end with a day of unknown kind; none for hours.
    package func daysCounted(backFrom date: CivilDate, in calendar: WorkCalendar) -> [DayLine] {
        if case .hours = self { return [] }
        var isCountingWorked = false
        if case .workingDays = self { isCountingWorked = true }
        return DayLine.counting(
            from: date,
            to: day(before: date, in: calendar),
            by: -1,
            isCountingWorked: isCountingWorked,
            in: calendar
        )
    }
}
