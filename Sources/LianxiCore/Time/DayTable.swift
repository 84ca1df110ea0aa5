/// Every date of a calendar's years with its kind, and the worked ones counted.
///
/// Made once and shared: a calendar is copied with each docket, the table never.
final class DayTable: Sendable {
    /// Years without a gap between them.
    ///
    /// Nothing is counted across a gap.
    fileprivate struct Stretch {
        /// Day number of the first date.
        let first: Int
        /// The kind of each date.
        var kinds: [DayKind] = []
        /// How many worked dates lie before each date.
        var workedBefore: [Int32] = []
        /// Day numbers of the worked dates, in order.
        var worked: [Int32] = []

        var end: Int { first + kinds.count }
    }

    /// In order.
    private let stretches: [Stretch]

    /// Of a year that stands twice the first counts.
    init(_ years: [WorkCalendar.Year]) {
        var stretches: [Stretch] = []
        var previous: Int?
        let inOrder = years.enumerated().sorted {
            ($0.element.year, $0.offset) < ($1.element.year, $1.offset)
        }
        for (_, year) in inOrder where year.year != previous {
            guard let first = CivilDate(year: year.year, month: 1, day: 1),
                let last = CivilDate(year: year.year, month: 12, day: 31)
            else { continue }
            previous = year.year
            if stretches.last?.end != first.dayNumber {
                stretches.append(Stretch(first: first.dayNumber))
            }
            let kinds = DayKinds(year)
            for number in first.dayNumber...last.dayNumber {
                stretches[stretches.count - 1].append(kinds[CivilDate(dayNumber: number)])
            }
        }
        self.stretches = stretches
    }

    /// What kind of day it is; unknown when its year is not there.
    func kind(of day: Int) -> DayKind {
        guard let stretch = stretch(of: day) else { return .unknown }
        return stretch.kinds[day - stretch.first]
    }

    /// The `count`-th worked day after the day (before it, when negative); `nil` past a known year.
    func workedDay(_ count: Int, from day: Int) -> Int? {
        if count == 0 { return day }
        let next = count > 0 ? day + 1 : day - 1
        guard let stretch = stretch(of: next) else { return nil }
        let place =
            count > 0
            ? Int(stretch.workedBefore[next - stretch.first]) + count - 1
            : stretch.workedThrough(next) + count
        return stretch.worked.indices.contains(place) ? Int(stretch.worked[place]) : nil
    }

    /// The first worked day from this one on, itself included; `nil` past a known year.
    func workedDay(onOrAfter day: Int) -> Int? {
        guard let stretch = stretch(of: day) else { return nil }
        let place = Int(stretch.workedBefore[day - stretch.first])
        return stretch.worked.indices.contains(place) ? Int(stretch.worked[place]) : nil
    }

    /// The last worked day up to this one, itself included; `nil` before a known year.
    func workedDay(onOrBefore day: Int) -> Int? {
        guard let stretch = stretch(of: day) else { return nil }
        let place = stretch.workedThrough(day) - 1
        return place >= 0 ? Int(stretch.worked[place]) : nil
    }

    /// How many days from the first to before the other are worked, and of how many that is known.
    func worked(from first: Int, before end: Int) -> (worked: Int, known: Int) {
        stretches.reduce(into: (worked: 0, known: 0)) { sum, stretch in
            let low = max(first, stretch.first)
            let high = min(end, stretch.end)
            guard low < high else { return }
            let before = Int(stretch.workedBefore[low - stretch.first])
            sum.worked += stretch.workedThrough(high - 1) - before
            sum.known += high - low
        }
    }

    private func stretch(of day: Int) -> Stretch? {
        var low = 0
        var high = stretches.count
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].end <= day { low = middle + 1 } else { high = middle }
        }
        guard low < stretches.count, stretches[low].first <= day else { return nil }
        return stretches[low]
    }
}

extension DayTable.Stretch {
    fileprivate mutating func append(_ kind: DayKind) {
        workedBefore.append(Int32(worked.count))
        if kind.isWorked == true { worked.append(Int32(first + kinds.count)) }
        kinds.append(kind)
    }

    /// How many worked dates there are up to the day, itself included.
    fileprivate func workedThrough(_ day: Int) -> Int {
        let place = day - first
        return Int(workedBefore[place]) + (kinds[place].isWorked == true ? 1 : 0)
    }
}

/// The kinds of one year's dates.
///
/// What the notice says goes before what local papers say, a make-up day before a day off.
private struct DayKinds {
    private let daysOff: Set<CivilDate>
    private let makeUpDays: Set<CivilDate>
    private let localDaysOff: Set<CivilDate>
    private let localMakeUpDays: Set<CivilDate>

    init(_ year: WorkCalendar.Year) {
        daysOff = Set(year.daysOff)
        makeUpDays = Set(year.makeUpDays)
        localDaysOff = Set(year.local.flatMap(\.daysOff))
        localMakeUpDays = Set(year.local.flatMap(\.makeUpDays))
    }

    subscript(_ date: CivilDate) -> DayKind {
        let isWeekend = date.isWeekend
        if isWeekend, makeUpDays.contains(date) { return .makeUp }
        if daysOff.contains(date) { return .dayOff }
        if isWeekend, localMakeUpDays.contains(date) { return .localMakeUp }
        if !makeUpDays.contains(date), localDaysOff.contains(date) { return .localDayOff }
        return isWeekend ? .weekend : .weekday
    }
}
