import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiSettings
import LianxiWire

/// A matter whole, for people.
struct MatterSheet {
    let shown: ShowReply
    let clocks: ClockWords
    /// What parties are called; in English they are shown as commands take them.
    var names: [PartyID: String] = [:]
    var language: Language { clocks.language }

    var text: String {
        [head, assignments, steps, threads, clockTable, entries].filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    func name(_ party: PartyID) -> String {
        if party == .petitioner { return language.pick("信访人", "petitioner") }
        return language.pick(names[party] ?? party.text, party.text)
    }

    private var head: String {
        let facts = shown.facts
        var lines = [
            [
                "\(facts.matter)", facts.matterClass.words(language),
                RegisterWords.words(ofSubject: facts.subject, language), facts.place,
                facts.stage.words(language),
                facts.isUrgent ? language.pick("重大紧急", "urgent") : "",
            ].filter { !$0.isEmpty }.joined(separator: "  ")
        ]
        lines += shown.pieces.map { piece in
            let persons =
                piece.persons == 1
                ? "" : language.pick("  \(piece.persons) 人", "  \(piece.persons) persons")
            return
                "\(piece.number)  \(piece.channel.words(language))  \(piece.receivedAt.wallText)\(persons)"
        }
        if let reception = shown.reception { lines += words(of: reception) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func words(of reception: Reception) -> [String] {
        var lines: [String] = []
        if let answer = reception.answer {
            lines.append(
                language.pick("接待告知：", "told: ") + StepWords.say(answer.rawValue, language)
            )
        }
        if reception.isAnonymous {
            lines.append(language.pick("匿名或者姓名住址不清，免告知", "anonymous: no notice owed"))
        }
        if let count = reception.representatives {
            lines.append(language.pick("代表 \(count) 人", "representatives: \(count)"))
        }
        if let matter = reception.repeats {
            lines.append(language.pick("重件，原事项 \(matter)", "repeats \(matter)"))
        }
        if let matter = reception.partOf {
            lines.append(language.pick("密封部分，原信 \(matter)", "sealed part of \(matter)"))
        }
        if !reception.excluded.isEmpty {
            let names = reception.excluded.map(name).joined(separator: language.pick("、", ", "))
            lines.append(language.pick("不得转交：\(names)", "never handed to: \(names)"))
        }
        return lines
    }

    private var assignments: String {
        guard !shown.assignments.isEmpty else { return "" }
        var table = Table(
            header: language == .zh
                ? ["单位", "主协办", "方式", "状态", "版次", "送达", "签收"]
                : ["department", "role", "kind", "state", "version", "received", "signed"]
        )
        for row in shown.assignments {
            table.add([
                name(row.assignment.department), row.assignment.role.words(language),
                row.assignment.kindWords(language), row.state.words(language), "\(row.version)",
                row.receipt?.at.wallText ?? "-", row.signature?.at.wallText ?? "-",
            ])
        }
        return table.text
    }

    private var clockTable: String {
        guard !shown.clocks.isEmpty else { return "" }
        var table = Table(
            header: language == .zh
                ? ["职责", "责任方", "起算", "届满", "法定", "目标", "状态", "", "依据", "内容"]
                : [
                    "duty", "owner", "start", "raw", "legal", "target", "state", "", "basis",
                    "what",
                ]
        )
        for row in shown.clocks {
            table.add([
                row.duty.text, name(row.owner), row.start.civilDate.description,
                clocks.date(row.dates.raw), clocks.date(row.dates.legal),
                clocks.date(row.dates.target), clocks.state(row), clocks.marks(row),
                clocks.source(row), clocks.title(row),
            ])
        }
        return table.text
    }

    private var entries: String {
        var table = Table(header: ["#", "n", "", ""])
        for row in shown.entries {
            table.add([
                "\(row.index)", "\(row.number)", row.at.wallText,
                EntryTypeWords.words(row.type, language),
            ])
        }
        return table.text
    }
}
