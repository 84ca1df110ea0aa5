import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// What a calendar changes, for people: totals first, then clock by clock.
struct CalendarChange {
    let calendar: WorkCalendar
    /// How many clocks move.
    let clocks: Int
    let totals: CalendarPreview
    var moves: [ClockMoveRow] = []
    /// The entry that adopted it; `nil` when it was only tried.
    var entry: UInt64?

    init(calendar: WorkCalendar, clocks: Int, _ totals: CalendarPreview) {
        self.calendar = calendar
        self.clocks = clocks
        self.totals = totals
    }

    func text(_ language: Language) -> String {
        let through = calendar.lastDay?.description ?? ""
        let years = calendar.years.map { "\($0.year)" }.joined(separator: " ")
        let head = language.pick(
            """
            日历 \(calendar.id)：\(years)，载至 \(through)
            运行中的期限 \(totals.running)，其中变动 \(clocks)：补定日期 \(totals.dated)，\
            顺延 \(totals.later)，只改提醒 \(totals.steps)；按新日历会提前而保持原日期 \(totals.kept)
            """,
            """
            calendar \(calendar.id): \(years), to \(through)
            \(totals.running) clocks run, of which \(clocks) change: \(totals.dated) get dates, \
            \(totals.later) move later, \(totals.steps) in reminders only; \
            \(totals.kept) would end earlier and keep their dates
            """
        )
        let end =
            entry.map {
                language.pick("已启用（账本第 \($0) 条）。", "Adopted (entry \($0)).")
            } ?? language.pick("只是试算，未启用。", "Only tried; nothing was adopted.")
        return head + "\n" + (moves.isEmpty ? "" : table(language).text) + end
    }

    private func table(_ language: Language) -> Table {
        var table = Table(
            header: language == .zh
                ? ["编号", "分办", "职责", "责任方", "变动", "届满", "法定", "目标"]
                : ["number", "assignment", "duty", "owner", "change", "raw", "legal", "target"]
        )
        for move in moves {
            table.add([
                [move.number, move.documentNumber].compactMap(\.self).joined(separator: " "),
                move.key.assignment?.description ?? "-", move.key.duty.text,
                move.owner.text, told(move.kind, language),
                told(move.before.raw, move.after.raw, language),
                told(move.before.legal, move.after.legal, language),
                told(move.before.target, move.after.target, language),
            ])
        }
        return table
    }

    private func told(_ kind: ClockMoveRow.Kind, _ language: Language) -> String {
        switch kind {
        case .dated: language.pick("补定", "dated")
        case .later: language.pick("顺延", "later")
        case .steps: language.pick("提醒", "reminders")
        }
    }

    private func told(
        _ before: CivilDate?,
        _ after: CivilDate?,
        _ language: Language
    ) -> String {
        let unknown = language.pick("暂定", "provisional")
        let (old, new) = (before?.description ?? unknown, after?.description ?? unknown)
        return old == new ? new : "\(old) → \(new)"
    }

    var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("calendar", .string(calendar.id.text)), ("adopted", .bool(entry != nil)),
            ("clocks", JSONValue(clocks)), ("running", JSONValue(totals.running)),
            ("dated", JSONValue(totals.dated)), ("later", JSONValue(totals.later)),
            ("steps", JSONValue(totals.steps)), ("kept", JSONValue(totals.kept)),
            ("moves", .array(moves.map { $0.encode() })),
        ]
        if let through = calendar.lastDay {
            members.append(("through", .string(through.description)))
        }
        if let entry { members.append(("entry", JSONValue(entry))) }
        return JSONValue(members)
    }
}

/// A year's days off and make-up days, in lines.
struct YearText {
    let language: Language

    func told(_ year: WorkCalendar.Year, in calendar: WorkCalendar) -> String {
        var lines = ["", "\(year.year)  \(year.source)"]
        lines += ranges(of: year.daysOff).map { range in
            let name = calendar.holiday(on: range.lowerBound).map { "  \($0)" } ?? ""
            return "  \(told(range))  \(language.pick("放假", "off"))\(name)"
        }
        lines += year.makeUpDays.map { "  \($0)  \(DayKind.makeUp.told(language))" }
        for holiday in year.local {
            let kind = DayKind.localDayOff.told(language)
            lines += ranges(of: holiday.daysOff).map {
                "  \(told($0))  \(kind)  \(holiday.name)  \(holiday.source)"
            }
            lines += holiday.makeUpDays.map { "  \($0)  \(DayKind.localMakeUp.told(language))" }
        }
        return lines.map { "\($0)\n" }.joined()
    }

    private func told(_ range: ClosedRange<CivilDate>) -> String {
        range.lowerBound == range.upperBound
            ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"
    }

    /// Neighbouring dates together.
    private func ranges(of dates: [CivilDate]) -> [ClosedRange<CivilDate>] {
        var ranges: [ClosedRange<CivilDate>] = []
        for date in dates {
            if let last = ranges.last, last.upperBound.adding(days: 1) == date {
                ranges[ranges.count - 1] = last.lowerBound...date
            } else {
                ranges.append(date...date)
            }
        }
        return ranges
    }
}
