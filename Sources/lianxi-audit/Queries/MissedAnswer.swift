import LianxiCore
import LianxiJSON
import LianxiLedger

/// Duties missed, with what followed, and escalations that are not there.
struct MissedAnswer {
    let words: AuditWords
    let moment: Timestamp
    let missed: [(duty: MissedDuty, then: [Recorded])]
    let steps: [MissingEscalation]

    private var language: Language { words.language }

    func document(_ examined: Examined) -> AuditDocument {
        let undone = missed.count { !$0.duty.isDone }
        return AuditDocument(
            language: language,
            title: language.pick("未履职清单", "Duties missed"),
            lines: examined.standing(language) + [
                language.pick("截至：", "As of: ") + moment.wallText,
                language.pick(
                    "逾期履行 \(missed.count - undone) 项，逾期未履行 \(undone) 项，应发未发的升级 \(steps.count) 次。",
                    "\(missed.count - undone) done late, \(undone) not done, \(steps.count) escalations missing."
                ),
            ],
            sections: [duties, missing],
            exhibits: examined.exhibits(missed.flatMap(entries))
        )
    }

    private var duties: AuditDocument.Section {
        let header =
            language == .zh
            ? ["法定日期", "责任方", "事项", "职责", "依据", "结果", "升级", "其后的处理", "条目"]
            : [
                "legal date", "owner", "matter", "duty", "basis", "result", "escalated",
                "what was done then", "entries",
            ]
        let rows = missed.map { it -> [String] in
            let life = it.duty.life
            return [
                "\(it.duty.legal)", words.party(it.duty.owner), words.about(life.key),
                words.duty(life), words.basis(life), words.standing(life, at: moment),
                fired(life), it.then.map(told).joined(separator: language.pick("；", "; ")),
                entries(it).map(String.init).joined(separator: ", "),
            ]
        }
        return AuditDocument.Section(
            title: language.pick("逾期的职责", "Duties done late or not at all"),
            tables: [AuditDocument.Table(header: header, rows: rows)]
        )
    }

    private var missing: AuditDocument.Section {
        let header =
            language == .zh
            ? ["应发时刻", "事项", "职责", "责任方", "步骤", "对象", "应在此条之前"]
            : ["was due", "matter", "duty", "owner", "step", "to", "was to stand before"]
        let rows = steps.map { it in
            [
                it.due.due.wallText, words.about(it.due.clock),
                "\(it.due.clock.duty) \(it.due.clock.duty.words(language) ?? "")",
                words.party(it.due.owner), "\(it.due.step)", it.target,
                it.entry.map { "\($0)" } ?? "",
            ]
        }
        return AuditDocument.Section(
            title: language.pick("策略要求而没有入账的升级", "Escalations asked for and never recorded"),
            tables: [AuditDocument.Table(header: header, rows: rows)]
        )
    }

    private func fired(_ life: ClockLife) -> String {
        life.firings.filter { $0.mark.at <= moment }
            .map {
                "\($0.mark.at.civilDate) \(words.action($0.escalation.action)) "
                    + "\(words.party($0.escalation.recipient)) \(words.post($0.escalation.post))"
            }
            .joined(separator: language.pick("；", "; "))
    }

    private func told(_ recorded: Recorded) -> String {
        "\(recorded.at.civilDate) \(words.event(recorded)) #\(recorded.index)"
    }

    private func entries(_ it: (duty: MissedDuty, then: [Recorded])) -> [UInt64] {
        let life = it.duty.life
        let all =
            [life.begun.index] + life.firings.map(\.mark.index) + it.then.map(\.index)
            + (life.ending.map { [$0.mark.index] } ?? [])
        return Set(all).sorted()
    }

    func json(_ examined: Examined) -> String {
        var members = examined.standing
        members.append(("at", JSONValue(moment.milliseconds)))
        let rows = missed.map { it -> JSONValue in
            var row = words.json(it.duty.life, at: moment)
            row.append(("owner", .string(it.duty.owner.text)))
            row.append(("done", .bool(it.duty.isDone)))
            let then = it.then.map { recorded in
                JSONValue([
                    ("entry", number(recorded.index)), ("type", .string(recorded.event.typeName)),
                    ("at", JSONValue(recorded.at.milliseconds)),
                ])
            }
            row.append(("then", .array(then)))
            return JSONValue(row)
        }
        members.append(("missed", .array(rows)))
        let steps = steps.map { it -> JSONValue in
            var row: [(name: String, value: JSONValue)] = [
                words.json(it.due.clock),
                ("duty", .string(it.due.clock.duty.text)), ("owner", .string(it.due.owner.text)),
                ("step", JSONValue(it.due.step)), ("due", JSONValue(it.due.due.milliseconds)),
            ]
            if !it.target.isEmpty { row.append(("to", .string(it.target))) }
            if let entry = it.entry { row.append(("before", number(entry))) }
            return JSONValue(row)
        }
        members.append(("missing-escalations", .array(steps)))
        return String(decoding: JSONValue(members).canonicalBytes, as: UTF8.self) + "\n"
    }
}
