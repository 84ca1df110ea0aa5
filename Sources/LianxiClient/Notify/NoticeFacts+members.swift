package import LianxiCore

extension NoticeFacts {
    /// The members' texts for people.
    ///
    /// - Parameters:
    ///   - language: The reader's.
    ///   - names: What parties are called; their identifiers are told where it does not say.
    /// - Returns: A text for each member the topic has.
    package func members(
        _ language: Language,
        _ names: [PartyID: String]
    ) -> [NoticeMember: String] {
        let words = NoticeWords(language: language, names: names)
        let all: [NoticeMember: String] = [
            .number: "\(number)", .index: "\(index)", .party: words.name(party),
            .matter: matter?.description ?? "—",
            .post: post.map { words.post($0, holders) } ?? words.name(party),
        ]
        return all.merging(topic.members(words)) { $1 }
    }
}

extension NoticeTopic {
    fileprivate func members(_ words: NoticeWords) -> [NoticeMember: String] {
        let language = words.language
        switch self {
        case .escalated(let it):
            return [
                .duty: words.duty(it.clock.duty), .owner: words.name(it.owner),
                .action: words.action(it), .step: "\(it.step)", .due: it.due.wallText,
                .legal: words.date(it.legal), .late: words.toldLate(it.isLate),
                .urgent: words.urgent(it.isUrgent),
            ]
        case .dispatched(let kind, let role, let isUrgent):
            return [
                .kind: kind.words(language), .role: role.words(language),
                .urgent: words.urgent(isUrgent),
            ]
        case .stepped(let kind): return [.what: kind.words(language)]
        case .decided(let isUpheld):
            return [
                .answer: isUpheld
                    ? language.pick("异议成立，退回", "upheld, the matter is returned")
                    : language.pick("异议不成立", "denied")
            ]
        case .redated(let duty, let legal):
            return [.duty: words.duty(duty), .legal: words.date(legal)]
        case .channel(let it):
            return [
                .owner: words.name(it.party), .channel: it.channel.words(language),
                .state: it.isWorking
                    ? language.pick("已恢复", "works again") : language.pick("故障", "fails"),
                .since: it.since.wallText, .waiting: "\(it.waiting)",
                .late: words.toldLate(it.isLate),
            ]
        case .presence(let it):
            return [
                .units: it.units.map { "\(words.name($0.party)) (\($0.since.wallText))" }
                    .joined(separator: language.pick("、", ", ")),
                .state: it.isDark
                    ? language.pick("工作时间失联", "dark in working hours")
                    : language.pick("恢复联系", "heard again"),
                .late: words.toldLate(it.isLate),
            ]
        case .act(let verb, let owner, let isLate):
            return [
                .owner: words.name(owner), .what: verb.done(language),
                .late: words.overdue(isLate),
            ]
        case .answer(let verb, let owner, let isLate):
            return [
                .owner: words.name(owner), .what: language.pick(verb.done(.zh), verb.words(.en)),
                .late: words.overdue(isLate),
            ]
        case .document(let step, let id, let kind, let number, let day):
            return [
                .what: kind?.words(language) ?? language.pick("文书", "document"),
                .document: number ?? words.short(id), .by: words.day(day),
                .answer: step.words(language),
            ]
        case .documentAct(let verb, let owner, let id, let isLate):
            return [
                .owner: words.name(owner), .what: verb.done(language), .document: words.short(id),
                .late: words.overdue(isLate),
            ]
        case .meeting(let step, let kind, let at, let isLate):
            let meeting = kind?.words(language) ?? step.words(language)
            return [
                .what: step == .notify ? meeting : step.words(language),
                .when: at?.wallText ?? "—",
                .late: isLate ? language.pick("（通知较晚）", " (short notice)") : "",
            ]
        case .task(let step, let day):
            return [.what: step.words(language), .by: words.day(day)]
        case .hole(let it):
            return [
                .owner: words.name(it.party), .target: it.target.words(language),
                .state: it.reason.words(language),
            ]
        case .leaderCase(let step): return [.what: step.words(language)]
        }
    }
}

/// Words that several kinds of notices share.
private struct NoticeWords {
    let language: Language
    let names: [PartyID: String]

    func name(_ party: PartyID) -> String { names[party] ?? party.text }

    /// The post, with the names of who holds it.
    func post(_ post: OfficerID, _ holders: [Person]) -> String {
        let persons = holders.map(\.name).joined(separator: language.pick("、", ", "))
        return post.words(asPost: language)
            + (persons.isEmpty ? "" : language.pick("（\(persons)）", " (\(persons))"))
    }

    func duty(_ id: DutyID) -> String { (id.words(language).map { "\($0) " } ?? "") + id.text }

    /// The action, with the card it shows.
    func action(_ it: Escalated) -> String {
        guard let card = it.card?.words(language) else { return it.action.words(language) }
        return it.action.words(language) + language.pick("（\(card)）", " (\(card))")
    }

    func date(_ date: CivilDate?) -> String {
        date?.description ?? language.pick("暂定", "provisional")
    }

    func day(_ day: CivilDate?) -> String { day?.description ?? language.pick("无", "no day") }

    func toldLate(_ isLate: Bool) -> String { isLate ? language.pick("（补发）", " (told late)") : "" }

    func overdue(_ isLate: Bool) -> String { isLate ? language.pick("（逾期）", " (late)") : "" }

    func urgent(_ isUrgent: Bool) -> String { isUrgent ? language.pick("（紧急）", " (urgent)") : "" }

    func short(_ id: DocumentID) -> String { String(id.description.prefix(8)) }
}
