import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger

/// A rule set for people and for programs.
struct RulesView {
    let rules: RuleSet

    /// Every duty on a line.
    func table(_ language: Language) -> String {
        var table = Table(
            header: language == .zh
                ? ["编号", "依据", "条款、出处", "期限", "起算", "责任主体", "告知、报送", "后果", "内容"]
                : ["duty", "basis", "article", "period", "since", "owes", "told", "missed", "what"]
        )
        for duty in rules.duties {
            table.add([
                duty.id.text, duty.basis.words(language), place(duty, language),
                duty.period(language),
                duty.trigger?.words(language) ?? "", duty.owes.words(language),
                duty.told.words(language), Citation.words(duty.missed, language),
                language.pick(duty.titleChinese, duty.titleEnglish),
            ])
        }
        return head(language) + "\n" + table.text
    }

    /// One duty, a line for each thing known of it.
    func sheet(_ duty: Duty, _ language: Language) -> String {
        let lines: [(zh: String, en: String, text: String)] = [
            ("内容", "what", language.pick(duty.titleChinese, duty.titleEnglish)),
            (
                "依据", "basis",
                "\(duty.basis.words(language)) \(Citation.words(duty.article, language))"
            ),
            ("起算", "since", duty.trigger?.words(language) ?? ""),
            ("责任主体", "owes", duty.owes.words(language)),
            ("告知、报送", "told", duty.told.words(language)),
            ("后果", "missed", Citation.words(duty.missed, language)),
        ]
        let told = lines.filter { !$0.text.isEmpty }.map { line in
            "\(language.pick(line.zh, line.en))\t\(line.text)\n"
        }
        return "\(duty.id)\n" + told.joined() + duty.source(language) + "\n"
    }

    /// The rule set whole.
    var json: JSONValue {
        [
            "rules": .string(rules.id.text), "digest": .string("\(rules.digest)"),
            "options": .array(rules.options.map { .string($0.rawValue) }),
            "duties": .array(rules.duties.map(json)),
        ]
    }

    /// One duty; what is not known of it is left out.
    func json(_ duty: Duty) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("id", .string(duty.id.text)), ("basis", .string(duty.basis.rawValue)),
            ("article", .string(duty.article)), ("chinese", .string(duty.titleChinese)),
            ("english", .string(duty.titleEnglish)),
            ("owes", .array(duty.owes.map { .string($0.rawValue) })),
            ("told", .array(duty.told.map { .string($0.rawValue) })),
            ("missed", .string(duty.missed)), ("external", .bool(duty.id.isExternal)),
        ]
        if let period = duty.effectivePeriod {
            members.append(("period", .string(period.description)))
        }
        if let trigger = duty.trigger { members.append(("trigger", .string(trigger.rawValue))) }
        return JSONValue(members + duty.periodMembers)
    }

    private func place(_ duty: Duty, _ language: Language) -> String {
        let parts = [Citation.words(duty.article, language), duty.localSource].filter {
            !$0.isEmpty
        }
        return parts.joined(separator: "; ")
    }

    private func head(_ language: Language) -> String {
        let options = rules.options.map { "\n\($0.rawValue)  \($0.words(language))" }.joined()
        return language.pick("规则集", "rule set")
            + " \(rules.id)  SHA-256 \(rules.digest)\(options)\n"
    }
}
