extension WorkCalendar {
    /// From so many days before the end of the last loaded year on, the next one is asked for.
    package static let warningDays = 60

    /// The last date whose kind is known; `nil` when no year is loaded.
    package var lastDay: CivilDate? {
        years.map(\.year).max().flatMap { CivilDate(year: $0, month: 12, day: 31) }
    }

    /// How many days are left after this one's date, down to the last; negative when it has passed.
    package func daysLeft(at now: Timestamp) -> Int? {
        lastDay.map { $0.dayNumber - now.civilDate.dayNumber }
    }

    /// The next year's calendar should be loaded now.
    package func isRunningOut(at now: Timestamp) -> Bool {
        daysLeft(at: now).map { $0 <= Self.warningDays } ?? true
    }

    /// Every year stands once and in order, and lists dates of its own only.
    var isWellFormed: Bool {
        zip(years, years.dropFirst()).allSatisfy { $0.year < $1.year }
            && years.allSatisfy { year in
                (year.daysOff + year.makeUpDays).allSatisfy { $0.year == year.year }
                    && year.makeUpDays.allSatisfy(\.isWeekend)
                    && year.local.allSatisfy { $0.isWellFormed(in: year) }
                    && year.names.allSatisfy { $0.first <= $0.last }
            }
    }

    /// Whether it says of every date what the other says, under the same papers.
    ///
    /// Names of holidays are for people; a calendar adopted without them is the same calendar.
    package func agrees(with other: Self) -> Bool {
        func bare(_ calendar: Self) -> [Year] {
            calendar.years.map {
                Year(
                    year: $0.year,
                    daysOff: $0.daysOff,
                    makeUpDays: $0.makeUpDays,
                    source: $0.source,
                    local: $0.local
                )
            }
        }
        return id == other.id && bare(self) == bare(other)
    }
}

extension LocalHoliday {
    /// Its dates are of the year, and none is one that the notice names.
    fileprivate func isWellFormed(in year: WorkCalendar.Year) -> Bool {
        !daysOff.isEmpty && makeUpDays.allSatisfy(\.isWeekend)
            && (daysOff + makeUpDays).allSatisfy { date in
                date.year == year.year && !year.daysOff.contains(date)
                    && !year.makeUpDays.contains(date)
            }
    }
}
