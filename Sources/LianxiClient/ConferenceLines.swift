import LianxiCore

// The conference's entries as sentences for people who watch.

extension Seat {
    func line(_ language: Language, name: String) -> String {
        isMember
            ? language.pick("\(name) 自 \(on) 起为成员单位", "\(name) is a member from \(on)")
            : language.pick("\(name) 自 \(on) 起不再是成员单位", "\(name) is no member from \(on)")
    }
}

extension Convened {
    func line(_ language: Language, name: (PartyID) -> String) -> String {
        let number = step.number.map { language.pick("第\($0)项 ", "item \($0) ") } ?? ""
        let parties = step.parties.map(name).joined(separator: language.pick("、", ", "))
        let assistants =
            parties.isEmpty ? "" : language.pick("，协办 \(parties)", ", assisting: \(parties)")
        let to = recipient.map { " → \(name($0))" } ?? ""
        let late = isLate ? language.pick("（通知迟于规定）", " (short notice)") : ""
        let at = step.says.at.map { " \($0.wallText)" } ?? ""
        let place = step.place.map { " \($0)" } ?? ""
        let items =
            step.items.isEmpty
            ? "" : language.pick("，议题\(step.items.count)项", ", \(step.items.count) items")
        return language.pick("会议 ", "meeting ") + step.meeting.description.prefix(8) + " "
            + number + step.kind.words(language) + at + place
            + step.says.remark(step.kind.form, in: language, name: name)
            + assistants + items + to + late
    }
}

extension Tasked {
    func line(_ language: Language, name: (PartyID) -> String) -> String {
        let due = clocks.first?.dates.target ?? clocks.first?.dates.legal
        let by = due.map { language.pick("，期限 \($0)", ", due \($0)") } ?? ""
        return language.pick("任务 ", "task ") + step.task.description.prefix(8) + " "
            + step.kind.words(language)
            + step.says.remark(step.kind.form, in: language, name: name)
            + " → \(name(recipient))\(by)"
    }
}

extension Answered {
    func line(_ language: Language, name: (PartyID) -> String) -> String {
        let act = act.act
        let late = isLate ? language.pick("（逾期）", " (late)") : ""
        return "\(name(act.department)) \(act.verb.done(language)) "
            + act.matter.description.prefix(8)
            + act.details.remark(act.verb.form, in: language, name: name) + late
    }
}

extension Led {
    func line(_ language: Language, name: (PartyID) -> String) -> String {
        let number = step.number.map { language.pick("第\($0)项 ", "item \($0) ") } ?? ""
        return language.pick("包案 ", "case ") + step.id.description.prefix(8) + " " + number
            + step.kind.words(language)
            + step.says.remark(step.kind.form, in: language, name: name)
            + " → \(name(recipient))"
    }
}

extension Visited {
    func line(_ language: Language, name: String) -> String {
        let matters =
            matters.isEmpty
            ? "" : language.pick("，\(matters.count)件信访事项", ", \(matters.count) matters")
        return "\(name) \(person) \(kind.words(language))（\(on) \(place)）\(matters)"
    }
}
