extension EscalationMoment {
    /// When a step fires on a clock.
    ///
    /// Steps counted in days fire at `hour` on the day computed; hours fire exactly. A natural day
    /// need not be worked; a working day is.
    ///
    /// - Parameters:
    ///   - start: When the clock starts.
    ///   - dates: The clock's dates.
    ///   - calendar: For counting working days.
    ///   - hour: 0…23 on the wall clock.
    /// - Returns: `nil` where a year is not loaded (the moment is provisional), where hours are
    ///   counted from a date, and where the moment lies before the clock's start: what was due
    ///   before there was a duty is never done.
    package func moment(
        start: Timestamp,
        dates: DueDates,
        calendar: WorkCalendar,
        hour: Int
    ) -> Timestamp? {
        let moment: Timestamp?
        switch self {
        case .afterStart(.hours(let count)):
            moment = start.adding(milliseconds: Int64(count) * 3_600_000)
        case .afterStart(let period):
            moment = Self.day(period, after: start.civilDate, in: calendar, hour: hour)
        case .beforeTarget(let period):
            moment = dates.target.flatMap {
                period.day(before: $0, in: calendar).map { Timestamp($0, hour: hour) }
            }
        case .onTarget: moment = dates.target.map { Timestamp($0, hour: hour) }
        case .afterLegal(let period):
            moment = dates.legal.flatMap { Self.day(period, after: $0, in: calendar, hour: hour) }
        }
        return moment.flatMap { $0 < start ? nil : $0 }
    }

    /// The moment a repeat comes, counted from the first time.
    ///
    /// - Returns: `nil` where a year is not loaded.
    static func again(
        _ every: Period,
        round: Int,
        after first: Timestamp,
        in calendar: WorkCalendar,
        hour: Int
    ) -> Timestamp? {
        switch every {
        case .hours(let count):
            first.adding(milliseconds: Int64(count * round) * 3_600_000)
        case .calendarDays(let count):
            day(.calendarDays(count * round), after: first.civilDate, in: calendar, hour: hour)
        case .workingDays(let count):
            day(.workingDays(count * round), after: first.civilDate, in: calendar, hour: hour)
        }
    }

    private static func day(
        _ period: Period,
        after date: CivilDate,
        in calendar: WorkCalendar,
        hour: Int
    ) -> Timestamp? {
        let day: CivilDate? =
            switch period {
            case .calendarDays(let count): date.adding(days: count)
            case .workingDays(let count): calendar.workingDay(count, from: date)
            case .hours: nil
            }
        return day.map { Timestamp($0, hour: hour) }
    }
}
