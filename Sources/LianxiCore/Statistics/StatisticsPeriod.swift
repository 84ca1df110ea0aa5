/// The civil dates a report is about, both included.
package struct StatisticsPeriod: Hashable, Sendable {
    package let from: CivilDate
    package let to: CivilDate

    /// A period of at least one and at most 3700 days; `nil` for anything else.
    package init?(from: CivilDate, to: CivilDate) {
        guard (0..<Self.mostDays).contains(to.dayNumber - from.dayNumber) else { return nil }
        self.from = from
        self.to = to
    }

    /// Ten years and a little.
    package static let mostDays = 3700

    /// The whole month; `nil` where there is none such.
    package init?(year: Int, month: Int) {
        let next = month == 12 ? (year + 1, 1) : (year, month + 1)
        guard let first = CivilDate(year: year, month: month, day: 1),
            let after = CivilDate(year: next.0, month: next.1, day: 1)
        else { return nil }
        self.init(from: first, to: after.adding(days: -1))
    }

    /// The whole year; `nil` where there is none such.
    package init?(year: Int) {
        guard let first = CivilDate(year: year, month: 1, day: 1),
            let last = CivilDate(year: year, month: 12, day: 31)
        else { return nil }
        self.init(from: first, to: last)
    }

    package func contains(_ date: CivilDate) -> Bool { from <= date && date <= to }

    /// The period before, to compare with.
    ///
    /// As many whole months where this one is whole months, else as many days.
    package var before: Self {
        let last = from.adding(days: -1)
        let first =
            wholeMonths.flatMap { monthsBack($0) }
            ?? last.adding(days: from.dayNumber - to.dayNumber)
        return Self(from: first, to: last) ?? self
    }

    private var wholeMonths: Int? {
        let after = to.adding(days: 1)
        guard from.day == 1, after.day == 1 else { return nil }
        return (after.year - from.year) * 12 + after.month - from.month
    }

    private func monthsBack(_ count: Int) -> CivilDate? {
        let month = from.year * 12 + from.month - 1 - count
        return CivilDate(year: month / 12, month: month % 12 + 1, day: 1)
    }
}
