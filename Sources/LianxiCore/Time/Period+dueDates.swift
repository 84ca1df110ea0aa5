extension Period {
    /// The dates of a clock that starts at the moment given.
    ///
    /// The day of the start is not counted. Hours count from the moment itself, and `raw` is the
    /// date they end on; `legal` and `target` roll from there like any other.
    package func dueDates(from start: Timestamp, in calendar: WorkCalendar) -> DueDates {
        Self.dates(raw: raw(from: start, in: calendar), in: calendar)
    }

    /// The dates of a clock that starts on the date given; hours count from its first moment.
    package func dueDates(from start: CivilDate, in calendar: WorkCalendar) -> DueDates {
        dueDates(from: Timestamp(start), in: calendar)
    }

    private func raw(from start: Timestamp, in calendar: WorkCalendar) -> CivilDate? {
        switch self {
        case .calendarDays(let count): start.civilDate.adding(days: count)
        case .workingDays(let count): calendar.workingDay(count, from: start.civilDate)
        case .hours(let count): start.adding(milliseconds: Int64(count) * 3_600_000).civilDate
        }
    }

    private static func dates(raw: CivilDate?, in calendar: WorkCalendar) -> DueDates {
        DueDates(
            raw: raw,
            legal: raw.flatMap { calendar.rolled($0, by: 1) },
            target: raw.flatMap { calendar.rolled($0, by: -1) },
            calendar: calendar.id
        )
    }
}
