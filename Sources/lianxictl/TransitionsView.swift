import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// The transitions of the lifecycle, for people and for programs.
struct TransitionsView {
    let transitions = Transition.all

    /// Every transition on a line, then what each refusal says.
    func table(_ language: Language) -> String {
        var table = Table(
            header: language == .zh
                ? ["编号", "内容", "主体", "条款", "依据", "途径", "拒绝"]
                : ["no", "what", "actor", "article", "basis", "ways", "refusals"]
        )
        for it in transitions {
            table.add([
                it.name, it.words(language), it.actor.words(language),
                Citation.words(it.article, language),
                it.basis.words(language), it.ways.map(\.text).joined(separator: ", "),
                it.refusals.map(\.rawValue).joined(separator: ", "),
            ])
        }
        var sentences = Table(header: [language.pick("拒绝", "refusal"), ""])
        for refusal in refusals {
            sentences.add([refusal.rawValue, refusal.sentence(in: language)])
        }
        return table.text + "\n" + sentences.text
    }

    /// Each refusal of any transition once, in the order they first stand.
    private var refusals: [Refusal] {
        transitions.flatMap(\.refusals).reduce(into: []) { all, refusal in
            if !all.contains(refusal) { all.append(refusal) }
        }
    }

    var json: JSONValue { ["transitions": .array(transitions.map(json))] }

    private func json(_ it: Transition) -> JSONValue {
        let refusals = it.refusals.map { refusal -> JSONValue in
            [
                "code": .string(refusal.rawValue), "chinese": .string(refusal.sentence(in: .zh)),
                "english": .string(refusal.sentence(in: .en)),
            ]
        }
        return [
            "name": .string(it.name), "chinese": .string(it.chinese),
            "english": .string(it.english), "actor": .string(it.actor.rawValue),
            "article": .string(it.article), "basis": .string(it.basis.rawValue),
            "ways": .array(it.ways.map { .string($0.text) }), "refusals": .array(refusals),
        ]
    }
}

extension Transition.Actor {
    func words(_ language: Language) -> String {
        switch self {
        case .office: language.pick("联席办", "office")
        case .lead: language.pick("主办单位", "lead")
        case .unit: language.pick("承办单位", "unit")
        case .head: language.pick("单位负责人", "head")
        case .daemon: language.pick("系统", "daemon")
        }
    }
}
