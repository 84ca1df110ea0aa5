import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// Documents as a list.
struct DocumentTable {
    let rows: [DocumentRow]

    func text(_ language: Language) -> String {
        guard !rows.isEmpty else { return language.pick("没有文书。\n", "no documents\n") }
        var table = Table(
            header: language == .zh
                ? ["文号", "文书", "主送", "状态", "期限", ""]
                : ["number", "document", "to", "state", "by", ""]
        )
        for row in rows {
            table.add([
                row.number ?? String(row.document.description.prefix(8)), row.kind.words(language),
                row.addressee.text, row.state.words(language), row.due?.description ?? "",
                row.isOverdue ? language.pick("逾期", "overdue") : "",
            ])
        }
        return table.text
    }

    var json: JSONValue { .array(rows.map { $0.encode() }) }
}

extension DocumentRow {
    /// Where it stands, a line for each thing that happened.
    func sheet(_ language: Language) -> String {
        func say(_ chinese: String, _ english: String) -> String {
            language.pick(chinese, english)
        }
        var lines = [
            "\(kind.words(language)) \(number ?? document.description)",
            "\(say("状态", "state"))  \(state.words(language))",
            "\(say("主送", "to"))  \(addressee)",
            "\(say("名义", "issued as"))  \(capacity.words(language))（\(kind.basis(language))）",
        ]
        if !copies.isEmpty {
            lines.append("\(say("抄送", "copies"))  \(copies.map(\.text).joined(separator: " "))")
        }
        if matters.isEmpty {
            lines.append(say("不涉及单件信访事项的文书", "a document of its own, of no matter"))
        }
        for (title, ids) in [
            (say("事项", "matters"), matters), (say("依据的事项", "rests on"), references),
        ] where !ids.isEmpty {
            lines.append("\(title)  \(ids.map(\.description).joined(separator: " "))")
        }
        func add(_ title: String, _ mark: Mark?, _ more: String = "") {
            guard let mark else { return }
            let who = mark.officer.map { " \($0)" } ?? ""
            lines.append(
                "\(title)  \(mark.at.wallText)\(who)  \(say("账本第", "entry")) \(mark.index)\(more)"
            )
        }
        add(say("拟稿", "drafted"), drafted)
        add(say("召集人签发", "convenor signed"), approved)
        add(say("印发", "issued"), issued)
        add(say("签收", "signed for"), signed)
        for answer in feedback {
            let word = answer.word.map { "  " + kind.answerWords(of: $0, language) } ?? ""
            let late = answer.isLate ? say("（逾期）", " (late)") : ""
            add(say("反馈", "fed back"), answer.mark, word + late)
        }
        add(say("审核", "examined"), examined)
        add(say("作废", "void"), voided)
        if let due {
            let late = isOverdue ? say("（已逾期）", " (overdue)") : ""
            lines.append("\(say("答复期限", "answer by"))  \(due)\(late)")
        }
        if let text { lines.append("SHA-256  \(text)") }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension DocumentKind {
    /// A word of an answer to it, for people.
    fileprivate func answerWords(of word: String, _ language: Language) -> String {
        ActVerb.answerDocument.form.words(of: word, in: language)
    }
}
