import LianxiCore
import LianxiJSON
import LianxiSettings

/// A computed date with the words for it.
struct Deadline {
    /// `nil` when a period was asked about and no duty.
    let duty: Duty?
    let period: Period
    let explanation: DueExplanation
    let from: Moment
    let isExplained: Bool

    private var dates: [(name: Wording, date: CivilDate?)] {
        let dates = explanation.dates
        return [
            (Wording("届满", "raw"), dates.raw), (Wording("法定", "legal"), dates.legal),
            (Wording("目标", "target"), dates.target),
        ]
    }

    func text(_ language: Language) -> String {
        var text = dates.map { name, date in
            let shown = date?.description ?? language.pick("暂定", "provisional")
            return "\(name[language])\t\(shown)\n"
        }.joined()
        if let duty { text += "\n\(duty.source(language))\n" }
        if let note = note(language) { text += "\(note)\n" }
        guard isExplained else { return text }
        let title = duty.map { duty in
            let name = language.pick(duty.titleChinese, duty.titleEnglish)
            return "\(duty.id)  \(name)\n"
        }
        return text + "\n" + (title ?? "")
            + explanation.lines.map { "\($0.told(language))\n" }.joined()
    }

    func json(_ language: Language) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("from", .string(from.date.description)), ("period", .string(period.description)),
            ("calendar", .string(explanation.dates.calendar.text)),
        ]
        for (name, date) in dates {
            if let date { members.append((name.english, .string(date.description))) }
        }
        if let duty {
            members.append(("rule", .string(duty.id.text)))
            members.append(("article", .string(duty.article)))
            members.append(("basis", .string(duty.basis.rawValue)))
            members += duty.periodMembers
        }
        if let note = note(language) { members.append(("note", .string(note))) }
        if isExplained {
            let days = explanation.lines.map { JSONValue.string($0.told(language)) }
            members.append(("days", .array(days)))
        }
        return JSONValue(members)
    }

    /// Why a date is missing; `nil` when none is.
    func note(_ language: Language) -> String? {
        guard explanation.dates.isProvisional else { return nil }
        return provisionalNote(explanation.dates.calendar, language)
    }
}

/// The day a period before another, with the words for it.
struct DayBefore {
    let period: Period
    let date: CivilDate
    let calendar: WorkCalendar
    let isExplained: Bool

    private var found: CivilDate? { period.day(before: date, in: calendar) }
    private var lines: [DayLine] { period.daysCounted(backFrom: date, in: calendar) }

    func text(_ language: Language) -> String {
        var text =
            "\(language.pick("日期", "date"))\t\(found?.description ?? language.pick("暂定", "provisional"))\n"
        if found == nil { text += "\(provisionalNote(calendar.id, language))\n" }
        guard isExplained else { return text }
        return text + "\n" + lines.map { "\($0.told(language))\n" }.joined()
    }

    func json(_ language: Language) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("from", .string(date.description)), ("back", .string(period.description)),
            ("calendar", .string(calendar.id.text)),
        ]
        if let found {
            members.append(("date", .string(found.description)))
        } else {
            members.append(("note", .string(provisionalNote(calendar.id, language))))
        }
        if isExplained {
            let days = lines.map { JSONValue.string($0.told(language)) }
            members.append(("days", .array(days)))
        }
        return JSONValue(members)
    }
}

/// Why a date is missing.
private func provisionalNote(_ calendar: DataSetID, _ language: Language) -> String {
    language.pick(
        "暂定：所需年份的工作日历尚未载入（现有 \(calendar)），载入后才能确定日期。",
        "Provisional: a year is needed whose calendar is not loaded (loaded: \(calendar)); "
            + "the date is fixed when it is."
    )
}

extension DayLine {
    /// The day in a line of its own: date, what it does in the count, what kind it is.
    func told(_ language: Language) -> String {
        let said =
            switch role {
            case .start: language.pick("起算日，不计", "start, not counted")
            case .counted(let number): language.pick("第 \(number) 日", "day \(number)")
            case .skipped: language.pick("不计", "passed over")
            case .rolledForward: language.pick("顺延", "rolled forward")
            case .rolledBack: language.pick("提前", "rolled back")
            }
        return "\(date)  \(said)  \(kind.told(language))" + (holiday.map { "  \($0)" } ?? "")
    }
}

extension DayKind {
    func told(_ language: Language) -> String {
        switch self {
        case .weekday: language.pick("工作日", "working day")
        case .makeUp: language.pick("调休上班", "make-up working day")
        case .weekend: language.pick("周末", "weekend")
        case .dayOff: language.pick("节假日", "holiday")
        case .localDayOff: language.pick("地方节假日", "local holiday")
        case .localMakeUp: language.pick("地方调休上班", "local make-up working day")
        case .unknown: language.pick("该年日历未载入", "year not loaded")
        }
    }
}
