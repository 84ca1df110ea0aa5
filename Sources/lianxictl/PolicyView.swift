import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

/// A policy as its file has it, for people.
struct PolicyView {
    let policy: EscalationPolicy

    func text(_ language: Language) -> String {
        var table = Table(
            header: language == .zh
                ? ["职责", "步骤", "时点", "措施", "牌", "重复", "对象"]
                : ["duty", "step", "when", "action", "card", "repeat", "targets"]
        )
        for chain in policy.chains {
            for step in chain.steps { table.add([chain.duty.text] + step.cells(language)) }
        }
        return "\(policy.id)  SHA-256 \(policy.digest)\n" + table.text
    }

    var json: JSONValue {
        [
            "policy": .string(policy.id.text), "digest": .string("\(policy.digest)"),
            "chains": .array(
                policy.chains.map { chain in
                    [
                        "duty": .string(chain.duty.text),
                        "steps": .array(chain.steps.map(\.json)),
                    ]
                }
            ),
        ]
    }
}

extension EscalationStep {
    fileprivate func cells(_ language: Language) -> [String] {
        [
            "\(number)", moment.words(language) + (hour.map { " \($0):00" } ?? ""),
            action.words(language), card?.words(language) ?? "",
            repeats.map { "\($0.times) × \($0.every.words(language))" } ?? "",
            targets.map(\.text).joined(separator: ", "),
        ]
    }

    fileprivate var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("number", JSONValue(number)), ("action", .string(action.rawValue)),
            ("when", .string(moment.words(.en))),
            ("targets", .array(targets.map { .string($0.text) })),
        ]
        if let hour { members.append(("hour", JSONValue(hour))) }
        if let card { members.append(("card", .string(card.rawValue))) }
        if let repeats {
            members.append(
                (
                    "repeat",
                    [
                        "every": .string("\(repeats.every)"),
                        "times": JSONValue(repeats.times),
                    ]
                )
            )
        }
        return JSONValue(members)
    }
}

extension EscalationMoment {
    fileprivate func words(_ language: Language) -> String {
        switch self {
        case .afterStart(let period): language.pick("起算后 \(period)", "\(period) after start")
        case .beforeTarget(let period): language.pick("目标日前 \(period)", "\(period) before target")
        case .onTarget: language.pick("目标日", "on target")
        case .afterLegal(let period): language.pick("法定日后 \(period)", "\(period) after legal")
        }
    }
}

/// What the daemon says of the policy in force, for people.
struct PolicyAnswer {
    let answer: PolicyReply
    /// What parties are called; in English they are shown as commands take them.
    var names: [PartyID: String] = [:]

    func head(_ language: Language) -> String {
        language.pick(
            "策略 \(answer.policy)，账本第 \(answer.adoption.index) 条，\(answer.adoption.at.wallText) 启用，SHA-256 \(answer.digest)\n",
            "policy \(answer.policy), entry \(answer.adoption.index), adopted "
                + "\(answer.adoption.at.wallText), SHA-256 \(answer.digest)\n"
        )
    }

    /// Says what was found, of the policy in force or of a file not adopted yet.
    func check(_ language: Language, file: EscalationPolicy? = nil) -> String {
        let head = file.map { "\($0.id)  SHA-256 \($0.digest)\n" } ?? head(language)
        guard !answer.findings.isEmpty else {
            return head
                + language.pick(
                    "今后 30 日内每一条链都有人可达。\n",
                    "Every chain ends at somebody for 30 days.\n"
                )
        }
        return head
            + answer.findings.map { row in
                PolicyFinding(row).sentence(of: file, language) + "\n"
            }.joined()
    }

    func forecast(_ language: Language) -> String {
        var table = Table(
            header: language == .zh
                ? ["时点", "职责", "步骤", "措施", "牌", "告知", "无人可达"]
                : ["when", "duty", "step", "action", "card", "told", "nobody at"]
        )
        for row in answer.forecast {
            let told = row.reached.map { reach in
                let persons = reach.persons.joined(separator: "、")
                let party = language.pick(names[reach.party] ?? reach.party.text, reach.party.text)
                return "\(party) \(reach.post.words(asPost: language))"
                    + (persons.isEmpty ? "" : " (\(persons))")
            }
            table.add([
                row.at.wallText,
                [row.duty.text, row.duty.words(language), row.documentNumber].compactMap(\.self)
                    .joined(separator: " "),
                row.round == 0 ? "\(row.step)" : "\(row.step).\(row.round)",
                row.action.words(language), row.card?.words(language) ?? "",
                told.joined(separator: ", "), row.holes.map(\.text).joined(separator: ", "),
            ])
        }
        return table.text
    }
}

/// A clock that nobody starts, and who would be told on it.
struct DutyRun {
    let duty: DutyID
    let policy: EscalationPolicy
    let forecast: (dates: DueDates, firings: [(at: Timestamp, round: Int, step: EscalationStep)])
    let until: CivilDate?

    private var firings: [(at: Timestamp, round: Int, step: EscalationStep)] {
        forecast.firings.filter { firing in until.map { firing.at.civilDate <= $0 } ?? true }
    }

    func text(_ language: Language) -> String {
        let legal = forecast.dates.legal?.description ?? language.pick("暂定", "provisional")
        let target = forecast.dates.target?.description ?? language.pick("暂定", "provisional")
        var table = Table(
            header: language == .zh
                ? ["时点", "步骤", "措施", "牌", "告知"] : ["when", "step", "action", "card", "told"]
        )
        for firing in firings {
            let number = firing.step.number
            table.add([
                firing.at.wallText, firing.round == 0 ? "\(number)" : "\(number).\(firing.round)",
                firing.step.action.words(language), firing.step.card?.words(language) ?? "",
                firing.step.targets.map(\.text).joined(separator: ", "),
            ])
        }
        return language.pick(
            "\(duty) 目标 \(target)，法定 \(legal)，策略 \(policy.id)\n",
            "\(duty) target \(target), legal \(legal), policy \(policy.id)\n"
        ) + table.text
    }

    var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("duty", .string(duty.text)), ("policy", .string(policy.id.text)),
            ("digest", .string("\(policy.digest)")),
        ]
        if let legal = forecast.dates.legal { members.append(("legal", .string("\(legal)"))) }
        if let target = forecast.dates.target { members.append(("target", .string("\(target)"))) }
        members.append(
            (
                "forecast",
                .array(
                    firings.map { firing in
                        [
                            "at": JSONValue(firing.at.milliseconds),
                            "step": JSONValue(firing.step.number), "round": JSONValue(firing.round),
                            "action": .string(firing.step.action.rawValue),
                            "targets": .array(firing.step.targets.map { .string($0.text) }),
                        ]
                    }
                )
            )
        )
        return JSONValue(members)
    }
}
