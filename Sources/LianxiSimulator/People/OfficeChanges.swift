import LianxiCore
import LianxiWire

// What changes under everybody's feet: the work calendar, and which unit has which duties.

/// What the office changes next, drawn from how things stand.
struct OfficeChanges {
    let docket: Docket
    let lot: Lot
    let handlers: [PartyID]
    let now: Timestamp

    /// The calendar in force with one local holiday of the next weeks, and no other: dates move later, and
    /// those that rested on the holiday of the calendar before would move earlier.
    func calendar(by officer: OfficerID) -> AdoptCalendarRequest? {
        guard let calendar = docket.calendar,
            let id = DataSetID("\(calendar.id.text.prefix(7))-\(docket.size)"),
            let place = calendar.years.firstIndex(where: { $0.year == now.civilDate.year })
        else { return nil }
        var years = calendar.years
        let year = years[place]
        let day = now.civilDate.adding(days: lot.pick(1...45))
        let isFree =
            day.year == year.year && !year.daysOff.contains(day)
            && !year.makeUpDays.contains(day)
        let holiday = LocalHoliday(name: "本地节日", daysOff: [day], makeUpDays: [], source: "1号")
        years[place] = WorkCalendar.Year(
            year: year.year,
            daysOff: year.daysOff,
            makeUpDays: year.makeUpDays,
            source: year.source,
            names: year.names,
            local: isFree ? [holiday] : []
        )
        return AdoptCalendarRequest(
            officer: officer,
            calendar: WorkCalendar(id: id, years: years),
            isDryRun: false
        )
    }

    /// Some matters of a unit go over to another, in a few days or at once; rarely the whole unit does.
    func reorganisation(_ matters: [MatterRecord]) -> ReorganiseRequest? {
        guard let from = lot.pick(from: handlers), let to = lot.pick(from: handlers), from != to
        else { return nil }
        let isWhole = lot.happens(100)
        let named = matters.filter { _ in lot.happens(300) }.prefix(5).map(\.facts.matter)
        guard isWhole || !named.isEmpty else { return nil }
        return ReorganiseRequest(
            officer: ConferenceKeys.clerk,
            change: Reorganised(
                change: isWhole ? .merged : .split,
                from: from,
                to: to,
                on: now.civilDate.adding(days: lot.pick(0...5)),
                document: "2号",
                matters: isWhole ? [] : named
            )
        )
    }
}
