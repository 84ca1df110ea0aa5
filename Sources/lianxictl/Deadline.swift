import LianxiCore
import LianxiJSON

/// A computed date with the words for it.
struct Deadline {
    /// `nil` when a period was asked about and no duty.
    let duty: Duty?
    let period: Period
    let explanation: DueExplanation
    let from: Moment
    let isExplained: Bool

    private var dates: [(name: String, date: CivilDate?)] {
        let dates = explanation.dates
        return [("raw", dates.raw), ("legal", dates.legal), ("target", dates.target)]
    }

    func text(_ language: Language) -> String {
        var text = dates.map { name, date in
            let shown = date?.description ?? language.pick("暂定", "provisional")
            return "\(name)\t\(shown)\n"
        }.joined()
        if let duty { text += "\n\(duty.source(language))\n" }
        if let note = note(language) { text += "\(note)\n" }
        guard isExplained else { return text }
        let title = duty.map { duty in
            let name = language.pick(duty.titleChinese, duty.titleEnglish)
            return "\(duty.id)  \(name)\n"
        }
        return text + "\n" + (title ?? "")
            + explanation.lines.map { "\(told($0, language))\n" }.joined()
    }

    func json(_ language: Language) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("from", .string(from.date.description)), ("period", .string(period.description)),
            ("calendar", .string(explanation.dates.calendar.text)),
        ]
        for (name, date) in dates {
            if let date { members.append((name, .string(date.description))) }
        }
        if let duty {
            members.append(("rule", .string(duty.id.text)))
            members.append(("article", .string(duty.article)))
            members.append(("basis", .string(duty.basis.rawValue)))
            members += duty.periodMembers
        }
        if let note = note(language) { members.append(("note", .string(note))) }
        if isExplained {
            let days = explanation.lines.map { JSONValue.string(told($0, language)) }
            members.append(("days", .array(days)))
        }
        return JSONValue(members)
    }

    /// Why a date is missing; `nil` when none is.
    func note(_ language: Language) -> String? {
        guard explanation.dates.isProvisional else { return nil }
        let name = explanation.dates.calendar.text
        return language.pick(
            "暂定：所需年份的工作日历尚未载入（现有 \(name)），载入后才能确定日期。",
            "Provisional: a year is needed whose calendar is not loaded (loaded: \(name)); "
                + "the date is fixed when it is."
        )
    }

    /// One day of the count.
    private func told(_ line: DayLine, _ language: Language) -> String {
        let kind =
            switch line.kind {
            case .weekday: language.pick("工作日", "working day")
            case .makeUp: language.pick("调休上班", "make-up working day")
            case .weekend: language.pick("周末", "weekend")
            case .dayOff: language.pick("节假日", "holiday")
            case .unknown: language.pick("该年日历未载入", "year not loaded")
            }
        let role =
            switch line.role {
            case .start: language.pick("起算日，不计", "start, not counted")
            case .counted(let number): language.pick("第 \(number) 日", "day \(number)")
            case .skipped: language.pick("不计", "passed over")
            case .rolledForward: language.pick("顺延", "rolled forward")
            case .rolledBack: language.pick("提前", "rolled back")
            }
        return "\(line.date)  \(role)  \(kind)"
    }
}
