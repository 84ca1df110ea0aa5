import LianxiCore
import LianxiWire

extension ReportDocument {
    /// Puts the figures into the order of the report.
    ///
    /// - Parameters:
    ///   - reply: What the daemon counted.
    ///   - kind: Which report; `nil` for any days.
    ///   - language: The language it is written in.
    init(_ reply: StatisticsReply, as kind: ReportKind?, _ language: Language) {
        let writer = ReportWriter(reply: reply, language: language)
        self.init(
            language: language,
            title: writer.title(kind),
            lines: writer.lines,
            sections: kind == .monthly ? writer.circular : writer.annual,
            legend: language.pick(
                "颜色：低于85%为红，85%至90%为黄，高于90%为绿；系实务做法，非法定标准。",
                "Colours: below 85 per cent red, 85 to 90 yellow, above 90 green; practice, not law."
            )
        )
    }
}

/// Writes the sections of a report.
struct ReportWriter {
    let reply: StatisticsReply
    let language: Language

    func title(_ kind: ReportKind?) -> String {
        let from = reply.period.from
        let name =
            switch kind {
            case .annual:
                language.pick("\(from.year)年信访情况年度报告", "Annual report on petitions, \(from.year)")
            case .monthly:
                language.pick(
                    "\(from.year)年\(from.month)月信访工作情况通报",
                    "Circular on petition work, \(from.description.prefix(7))"
                )
            case nil: language.pick("信访情况统计报告", "Statistics on petitions")
            }
        return name
    }

    var lines: [String] {
        let isOffice = reply.audience == .office
        return [
            reply.name,
            language.pick("统计期：", "Period: ") + "\(reply.period.from) – \(reply.period.to)",
            language.pick("截至：", "As of: ") + reply.at.wallText,
            isOffice
                ? language.pick(
                    "范围：内部。检举控告计入总数，不列入分单位、分属地、分内容的行。",
                    "For the office: informants' reports count in totals, and in no row by unit, place or subject."
                )
                : language.pick("范围：成员单位。", "For the member units."),
        ].filter { !$0.isEmpty }
    }

    /// The four sections that the annual report has.
    ///
    /// Art. 41(1).
    var annual: [Section] {
        [
            Section(
                title: language.pick(
                    "一、数据统计、涉及领域以及被投诉较多的机关、单位",
                    "1. Figures, fields, and the organs concerned most"
                ),
                sentences: [],
                tables: [figures { $0.section == 1 }]
                    + [
                        .channels, .classes, .purposes, .collective, .subjects, .places, .hotspots,
                        .months, .units,
                    ].map(table)
            ),
            Section(
                title: language.pick("二、转送、交办、督办情况", "2. Forwarding, assigning, supervising"),
                sentences: [],
                tables: [figures { $0.section == 2 }]
            ),
            Section(
                title: language.pick("三、三项建议及采纳情况", "3. Proposals and their adoption"),
                sentences: [],
                tables: [figures { $0.section == 3 }, table(.proposals), table(.causes)]
            ),
            Section(
                title: language.pick("四、其他", "4. Other"),
                sentences: [],
                tables: [figures { $0.section == 4 }, table(.reviews), table(.rereviews), ranking]
            ),
        ]
    }

    /// The circular: all figures, the ranking, the hot spots.
    var circular: [Section] {
        [
            Section(
                title: language.pick("一、总体情况", "1. Overview"),
                sentences: [],
                tables: [figures { _ in true }, table(.channels), table(.subjects)]
            ),
            Section(
                title: language.pick("二、各单位排名", "2. Ranking of the units"),
                sentences: [],
                tables: [ranking]
            ),
            Section(
                title: language.pick("三、热点", "3. Hot spots"),
                sentences: [],
                tables: [table(.hotspots), table(.places)]
            ),
        ]
    }

    typealias Section = ReportDocument.Section
    typealias Table = ReportDocument.Table
    typealias Cell = ReportDocument.Cell
}
