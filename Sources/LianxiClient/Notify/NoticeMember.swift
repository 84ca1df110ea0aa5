package import LianxiCore

/// The members a notice's template may name, and no others.
package enum NoticeMember: String, Hashable, Sendable, CaseIterable {
    case number, index, matter, party, post
    case duty, owner, action, step, due, legal, late
    case kind, role, urgent, what, answer
    case channel, state, since, waiting, units
}

extension NoticeFacts {
    /// The members' texts for people.
    package func members(_ language: Language) -> [NoticeMember: String] {
        var all: [NoticeMember: String] = [
            .number: "\(number)", .index: "\(index)", .party: party.text,
            .matter: matter?.description ?? "—", .post: post?.text ?? party.text,
        ]
        func date(_ date: CivilDate?) -> String {
            date?.description ?? language.pick("暂定", "provisional")
        }
        func late(_ isLate: Bool) -> String {
            isLate ? language.pick("（补发）", " (told late)") : ""
        }
        switch topic {
        case .escalated(let it):
            all[.duty] = (it.duty.words(language).map { "\($0) " } ?? "") + it.duty.text
            all[.owner] = it.owner.text
            all[.action] = it.action.words(language)
            all[.step] = "\(it.step)"
            all[.due] = it.due.wallText
            all[.legal] = date(it.legal)
            all[.late] = late(it.isLate)
        case .dispatched(let kind, let role, let isUrgent):
            all[.kind] =
                kind == .assigned
                ? language.pick("交办", "assigned") : language.pick("转送", "forwarded")
            all[.role] =
                role == .lead ? language.pick("主办", "lead") : language.pick("协办", "assisting")
            all[.urgent] = isUrgent ? language.pick("（紧急）", " (urgent)") : ""
        case .stepped(let kind): all[.what] = kind.words(language)
        case .decided(let isUpheld):
            all[.answer] =
                isUpheld
                ? language.pick("异议成立，退回", "upheld, the matter is returned")
                : language.pick("异议不成立", "denied")
        case .redated(let duty, let legal):
            all[.duty] = (duty.words(language).map { "\($0) " } ?? "") + duty.text
            all[.legal] = date(legal)
        case .channel(let it):
            all[.owner] = it.party.text
            all[.channel] = it.channel.words(language)
            all[.state] =
                it.isWorking
                ? language.pick("已恢复", "works again") : language.pick("故障", "fails")
            all[.since] = it.since.wallText
            all[.waiting] = "\(it.waiting)"
            all[.late] = late(it.isLate)
        case .presence(let it):
            all[.units] = it.units
                .map { "\($0.party) (\($0.since.wallText))" }
                .joined(separator: language.pick("、", ", "))
            all[.state] =
                it.isDark
                ? language.pick("工作时间失联", "dark in working hours")
                : language.pick("恢复联系", "heard again")
            all[.late] = late(it.isLate)
        }
        return all
    }
}
