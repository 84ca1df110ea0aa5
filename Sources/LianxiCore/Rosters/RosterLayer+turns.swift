// Which turn it is: arithmetic on days of duty, which begin at the hand-over hour.

extension RosterLayer {
    /// The number of the turn at the moment, from 0; `nil` while the layer does not hold.
    ///
    /// Turns in days count only days on which the layer holds, so that whoever has the rest days has
    /// them in turn. Turns in hours, weeks and months go by the calendar on the wall.
    func turn(at now: Timestamp, calendar: WorkCalendar) -> Int? {
        let day = dutyDay(of: now)
        guard from <= day, until.map({ day <= $0 }) ?? true,
            days.contain(calendar.kind(of: day)), hours?.contains(now.wallHour) ?? true
        else { return nil }
        return switch rotation.unit {
        case .hours: hoursSinceFirst(now) / rotation.length
        case .days: calendar.count(days, from: from, before: day) / rotation.length
        case .weeks: (day.dayNumber - from.dayNumber) / (7 * rotation.length)
        case .months: from.wholeMonths(to: day) / rotation.length
        }
    }

    /// Who takes the turn of that number.
    func persons(ofTurn number: Int) -> [Person] { turns[number % turns.count] }

    /// The date on which the day of duty began that the moment lies in.
    func dutyDay(of now: Timestamp) -> CivilDate {
        now.adding(milliseconds: -Int64(rotation.hour) * Timestamp.hourMilliseconds).civilDate
    }

    private func hoursSinceFirst(_ now: Timestamp) -> Int {
        let first = Timestamp(from, hour: rotation.hour)
        return Int((now.milliseconds - first.milliseconds) / Timestamp.hourMilliseconds)
    }
}

extension WorkCalendar {
    /// How many days of the rule there are from the first date to before the other.
    ///
    /// Takes logarithmic time; a day of a year that is not loaded counts for every rule.
    func count(_ days: DutyDays, from first: CivilDate, before end: CivilDate) -> Int {
        let all = max(0, end.dayNumber - first.dayNumber)
        if days == .all || all == 0 { return all }
        let (worked, known) = table.worked(from: first.dayNumber, before: end.dayNumber)
        return days == .working ? worked + all - known : all - worked
    }
}

extension CivilDate {
    /// How many whole months lie between this date and a later one.
    ///
    /// A month is whole on the day of the same number, or on the last day of a month that is too short.
    func wholeMonths(to later: CivilDate) -> Int {
        let months = 12 * (later.year - year) + later.month - month
        let isReached = later.day >= day || later.adding(days: 1).month != later.month
        return isReached ? months : months - 1
    }
}

extension Timestamp {
    static let hourMilliseconds: Int64 = 3_600_000

    /// The hour the wall clock in China shows, 0 to 23.
    var wallHour: Int {
        Int((milliseconds - Timestamp(civilDate).milliseconds) / Self.hourMilliseconds)
    }
}
