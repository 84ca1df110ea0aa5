import LianxiCore
import LianxiJSON
import LianxiLedger

/// Who held and owed what.
struct ResponsibleAnswer {
    let words: AuditWords
    let moment: Timestamp
    let knownAt: Timestamp?
    let held: [Holding]
    let owed: [ClockLife]

    private var language: Language { words.language }

    func document(_ examined: Examined) -> AuditDocument {
        var lines = [language.pick("时刻：", "At: ") + moment.wallText]
        if let knownAt {
            lines.append(language.pick("按当时所知：", "As known at: ") + knownAt.wallText)
        }
        return AuditDocument(
            language: language,
            title: language.pick("责任清单", "Who was responsible"),
            lines: examined.standing(language) + lines,
            sections: [duties, holds, people],
            exhibits: examined.exhibits(
                owed.flatMap(entries) + held.map(\.begun.index) + holders.map(\.mark.index)
            )
        )
    }

    private var duties: AuditDocument.Section {
        let header =
            language == .zh
            ? ["事项或文书", "责任方", "职责", "依据", "起算", "届满 / 法定 / 目标", "状态", "已升级", "条目"]
            : [
                "matter", "owner", "duty", "basis", "since", "raw / legal / target", "state",
                "escalated", "entry",
            ]
        let rows = owed.map { life in
            [
                words.about(life.key), words.party(life.owner(at: moment)),
                words.duty(life), words.basis(life), life.start.start.wallText,
                words.dates(life.start.dates), words.standing(life, at: moment), fired(life),
                entries(life).map(String.init).joined(separator: ", "),
            ]
        }
        return AuditDocument.Section(
            title: language.pick("职责（期限运行中）", "Duties whose clocks ran"),
            sentences: owed.isEmpty ? [] : secrecy,
            tables: [AuditDocument.Table(header: header, rows: rows)]
        )
    }

    private var holds: AuditDocument.Section {
        let header =
            language == .zh
            ? ["事项", "承办单位", "主协办", "方式", "自", "条目"]
            : ["matter", "held by", "role", "kind", "since", "entry"]
        let rows = held.map { hold in
            [
                words.matter(hold.assignment.matter),
                hold.isVacant
                    ? language.pick("无承接单位（原 ", "nobody (formerly ")
                        + words.party(hold.assignment.department) + language.pick("）", ")")
                    : words.party(hold.assignment.department),
                hold.assignment.role.words(language), hold.assignment.kind.words(language),
                hold.from.wallText, "\(hold.begun.index)",
            ]
        }
        return AuditDocument.Section(
            title: language.pick("承办（未了结）", "Assignments held"),
            tables: [AuditDocument.Table(header: header, rows: rows)]
        )
    }

    /// Who held the posts of all who owed something, as was known.
    private var holders: [RecordedAppointment] {
        let parties = Set(owed.map { $0.owner(at: moment) } + held.map(\.assignment.department))
        return parties.sorted().flatMap {
            words.holders(
                of: $0,
                on: moment.civilDate,
                knownBy: knownAt ?? words.docket.lastAt ?? moment
            )
        }
    }

    private var people: AuditDocument.Section {
        let header =
            language == .zh
            ? ["单位", "职务", "任职人", "任职之日", "文号", "入账", "条目"]
            : ["party", "post", "person", "since", "document", "recorded", "entry"]
        let rows = holders.map { it in
            [
                words.party(it.appointment.party), words.post(it.appointment.post),
                it.appointment.person.map { "\($0.name) (\($0.id))" } ?? "",
                "\(it.appointment.on)", it.appointment.document ?? "", it.mark.at.wallText,
                "\(it.mark.index)",
            ]
        }
        return AuditDocument.Section(
            title: language.pick("当日任职", "Posts and who held them"),
            tables: [AuditDocument.Table(header: header, rows: rows)]
        )
    }

    private var secrecy: [String] {
        var seen: Set<MatterID> = []
        return owed.compactMap(\.key.chain?.matter).filter { seen.insert($0).inserted }
            .flatMap { id in
                words.secrecy(id).map { words.matter(id) + language.pick("：", ": ") + $0 }
            }
    }

    private func fired(_ life: ClockLife) -> String {
        life.firings.filter { $0.mark.at <= moment }
            .map { "\(words.action($0.escalation.action)) \(words.post($0.escalation.post))" }
            .joined(separator: language.pick("、", ", "))
    }

    /// The entries the answer rests on: the start, each change of owner and of dates.
    private func entries(_ life: ClockLife) -> [UInt64] {
        let all =
            [life.begun.index] + life.turns.map(\.mark.index) + life.redatings.map(\.mark.index)
        return Set(all).sorted()
    }

    func json(_ examined: Examined) -> String {
        var members = examined.standing
        members.append(("at", JSONValue(moment.milliseconds)))
        if let knownAt { members.append(("known-at", JSONValue(knownAt.milliseconds))) }
        members.append(
            (
                "duties",
                .array(
                    owed.map { life in
                        var row = words.json(life, at: moment)
                        row.append(("owner", .string(life.owner(at: moment).text)))
                        row.append(("entries", .array(entries(life).map(number))))
                        return JSONValue(row)
                    }
                )
            )
        )
        members.append(
            (
                "held",
                .array(
                    held.map { hold in
                        JSONValue([
                            ("matter", .string("\(hold.assignment.matter)")),
                            ("assignment", .string("\(hold.assignment.id)")),
                            ("department", .string(hold.assignment.department.text)),
                            ("role", .string(hold.assignment.role.rawValue)),
                            ("kind", .string(hold.assignment.kind.rawValue)),
                            ("vacant", .bool(hold.isVacant)),
                            ("since", JSONValue(hold.from.milliseconds)),
                            ("entry", number(hold.begun.index)),
                        ])
                    }
                )
            )
        )
        members.append(
            (
                "posts",
                .array(
                    holders.compactMap { it in
                        it.appointment.person.map { person in
                            JSONValue([
                                ("party", .string(it.appointment.party.text)),
                                ("post", .string(it.appointment.post.text)),
                                ("person", .string(person.id.text)), ("name", .string(person.name)),
                                ("since", .string(it.appointment.on.description)),
                                ("entry", number(it.mark.index)),
                            ])
                        }
                    }
                )
            )
        )
        return String(decoding: JSONValue(members).canonicalBytes, as: UTF8.self) + "\n"
    }
}
