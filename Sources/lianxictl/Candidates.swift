import LianxiClient
import LianxiCommands
import LianxiCore
import LianxiJSON
import LianxiWire

/// Matters that may be the same as one about to be registered.
struct Candidates {
    let rows: [CandidateRow]

    func table(_ language: Language) -> String {
        var table = Table(
            header: language == .zh
                ? ["编号", "事项", "类别", "状态", "相同之处"] : ["number", "matter", "class", "stage", "same"]
        )
        for row in rows {
            let reasons = row.reasons.map { $0.words(language) }
            table.add([
                row.number, row.matter.description, row.matterClass.words(language),
                row.stage.words(language), reasons.joined(separator: language.pick("、", ", ")),
            ])
        }
        return language.pick("可能重复的信访事项：\n", "These may be the same matter:\n") + table.text
    }

    var json: JSONValue { .array(rows.map { $0.encode() }) }

    /// Tells of them, and asks whether to go on where somebody can answer.
    ///
    /// - Throws: ``Trouble`` when the answer is no.
    func ask(_ printing: PrintingOptions, isSettled: Bool) throws {
        guard !rows.isEmpty else { return }
        if printing.output == .text || (Screen.canAsk && !isSettled) {
            Screen.remark(table(printing.language))
        }
        guard !isSettled, Screen.canAsk else { return }
        guard Screen.agrees(to: printing.say("仍要登记？[y/N] ", "Register anyway? [y/N] ")) else {
            throw Trouble.refused(printing.say("未登记", "not registered"))
        }
    }
}

extension CandidateRow.Reason {
    func words(_ language: Language) -> String {
        switch self {
        case .petitioner: language.pick("信访人", "petitioner")
        case .place: language.pick("属地和内容分类", "place and subject")
        }
    }
}
