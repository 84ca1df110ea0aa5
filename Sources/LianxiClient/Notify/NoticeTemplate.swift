package import LianxiCore

/// The text of a notice, with places for members: `{duty}`.
package struct NoticeTemplate: Hashable, Sendable {
    package let subject: String
    /// One line or more, without the closing lines that every notice has.
    package let body: String

    init(_ subject: String, _ body: String) {
        self.subject = subject
        self.body = body
    }

    /// The template for the topic.
    package static func of(_ topic: NoticeTopic, _ language: Language) -> Self {
        switch topic {
        case .escalated: escalated[language]
        case .dispatched: dispatched[language]
        case .stepped: stepped[language]
        case .decided: decided[language]
        case .redated: redated[language]
        case .channel: channel[language]
        case .presence: presence[language]
        }
    }

    /// All there are, so that they can be checked.
    package static var all: [Self] {
        let pairs = [escalated, dispatched, stepped, decided, redated, channel, presence]
        return pairs.flatMap { pair in Language.allCases.map { pair[$0] } }
    }

    /// What stands at the end of every mail.
    package static func closing(_ language: Language) -> String {
        language.pick(
            "请在本单位收件箱或联席办控制台查看并办理。本信不含信访人信息，无需回复。",
            "See the inbox or the office's console and act there. This mail holds no petitioner's data; "
                + "no reply is read."
        )
    }

    private struct Pair {
        let chinese: NoticeTemplate
        let english: NoticeTemplate

        subscript(_ language: Language) -> NoticeTemplate {
            language == .zh ? chinese : english
        }
    }

    private static let escalated = Pair(
        chinese: NoticeTemplate(
            "{action}：{duty}，法定期限 {legal}{late}",
            "{party}/{post}：{owner} 未履行 {duty}，法定期限 {legal}。{action}（第 {step} 步，应于 {due} 发出）{late}。"
                + "\n事项 {matter}，收件 {number}，账本第 {index} 条。"
        ),
        english: NoticeTemplate(
            "{action}: {duty}, legal date {legal}{late}",
            "{party}/{post}: {owner} owes {duty}, legal date {legal}. {action} (step {step}, due {due}){late}."
                + "\nMatter {matter}, feed item {number}, ledger entry {index}."
        )
    )
    private static let dispatched = Pair(
        chinese: NoticeTemplate(
            "新{kind}件（{role}）{urgent}",
            "{party} 收到新{kind}的信访事项，角色 {role}{urgent}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
        ),
        english: NoticeTemplate(
            "new matter {kind} ({role}){urgent}",
            "{party} has a new matter, {kind}, as {role}{urgent}."
                + "\nMatter {matter}, feed item {number}, ledger entry {index}."
        )
    )
    private static let stepped = Pair(
        chinese: NoticeTemplate(
            "联席办：{what}",
            "{party}：联席办{what}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
        ),
        english: NoticeTemplate(
            "the office: {what}",
            "{party}: the office took the step: {what}."
                + "\nMatter {matter}, feed item {number}, ledger entry {index}."
        )
    )
    private static let decided = Pair(
        chinese: NoticeTemplate(
            "异议答复：{answer}",
            "{party} 的异议：{answer}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
        ),
        english: NoticeTemplate(
            "the objection: {answer}",
            "The objection of {party}: {answer}."
                + "\nMatter {matter}, feed item {number}, ledger entry {index}."
        )
    )
    private static let redated = Pair(
        chinese: NoticeTemplate(
            "期限调整：{duty} 至 {legal}",
            "{party} 的期限 {duty} 按新日历调整为 {legal}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
        ),
        english: NoticeTemplate(
            "a date moved: {duty} to {legal}",
            "The new calendar moves {duty} of {party} to {legal}."
                + "\nMatter {matter}, feed item {number}, ledger entry {index}."
        )
    )
    private static let channel = Pair(
        chinese: NoticeTemplate(
            "告知渠道{state}：{owner} {channel}{late}",
            "{owner} 的{channel}{state}，自 {since}，待发 {waiting} 件{late}。\n收件 {number}，账本第 {index} 条。"
        ),
        english: NoticeTemplate(
            "channel {state}: {owner} {channel}{late}",
            "The {channel} of {owner} {state} since {since}, {waiting} waiting{late}."
                + "\nFeed item {number}, ledger entry {index}."
        )
    )
    private static let presence = Pair(
        chinese: NoticeTemplate(
            "单位{state}{late}",
            "{state}：{units}{late}。\n收件 {number}，账本第 {index} 条。"
        ),
        english: NoticeTemplate(
            "units {state}{late}",
            "{state}: {units}{late}.\nFeed item {number}, ledger entry {index}."
        )
    )
}

extension NoticeFacts {
    /// The subject line.
    package func subject(_ language: Language) -> String {
        fill(NoticeTemplate.of(topic, language).subject, language)
    }

    /// The body, without the closing lines.
    package func body(_ language: Language) -> String {
        fill(NoticeTemplate.of(topic, language).body, language)
    }

    /// The text with each member in its place; a text that is put in is not looked through again.
    private func fill(_ text: String, _ language: Language) -> String {
        let members = members(language)
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: open)..<close])
            result += NoticeMember(rawValue: name).flatMap { members[$0] } ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
