import LianxiCore
import LianxiLedger

/// The chain of responsibility of one matter, or of one document of its own.
struct ChainAnswer {
    let words: AuditWords
    let chain: ResponsibilityChain
    let lives: [ClockLife]
    let exhibits: [AuditDocument.Exhibit]

    var language: Language { words.language }

    func document(_ examined: Examined) -> AuditDocument {
        let until = examined.docket.lastAt ?? Timestamp(milliseconds: 0)
        return AuditDocument(
            language: language,
            title: language.pick("责任链", "Chain of responsibility"),
            lines: [words.title(chain.id)] + (chain.id.matter.map(words.secrecy) ?? [])
                + examined.standing(language),
            sections: [
                AuditDocument.Section(
                    title: language.pick("经手", "Hands"),
                    sentences: [
                        language.pick(
                            "以下所见是导出所载：申请人姓名、诉求原文只有承诺值，不在账本中。",
                            "This is what the export holds: of names and claims it has only commitments."
                        ),
                        language.pick(
                            "▶ 起算，■ 终结；日期依次为届满、法定、目标，后为所用日历。",
                            "▶ begins, ■ ends; dates are raw, legal and target, and then the calendar."
                        ),
                    ],
                    tables: [AuditDocument.Table(header: header, rows: chain.hands.map(row))]
                ),
                AuditDocument.Section(
                    title: language.pick("期限", "Clocks"),
                    tables: [clocks(until)]
                ),
            ],
            exhibits: exhibits
        )
    }

    private var header: [String] {
        language == .zh
            ? ["条目", "序号", "发生", "入账", "经手", "事由", "职责、依据、日期", "证据承诺", "签名", "叶哈希"]
            : [
                "entry", "n", "effective", "recorded", "who", "what", "duty, basis, dates",
                "evidence", "signature", "leaf hash",
            ]
    }

    private func row(_ hand: ResponsibilityChain.Hand) -> [String] {
        let recorded = hand.recorded
        return [
            "\(recorded.index)", "\(hand.number)",
            hand.day == recorded.at.civilDate ? recorded.at.wallText : "\(hand.day)",
            recorded.at.wallText, words.actor(recorded), words.event(recorded),
            duties(of: recorded),
            hand.evidence.map { item in
                let field = DossierReference.words(ofField: item.field, language)
                return "\(field) \(item.commitment.base64)"
            }
            .joined(separator: language.pick("；", "; ")),
            words.verdict(hand.signature), recorded.hash.description,
        ]
    }

    /// Which clocks the entry ended and began, with how late.
    private func duties(of recorded: Recorded) -> String {
        let index = recorded.index
        let ended = lives.filter { $0.ending?.mark.index == index }
            .map { "■ \(words.duty($0)) \(words.standing($0, at: recorded.at))" }
        let begun = lives.filter { $0.begun.index == index }.map { life in
            [
                "▶ \(words.duty(life))", words.party(life.first.owner), words.basis(life),
                words.dates(life.first.dates),
            ].joined(separator: language.pick("，", ", "))
        }
        return (ended + begun).joined(separator: language.pick("；", "; "))
    }

    private func clocks(_ until: Timestamp) -> AuditDocument.Table {
        AuditDocument.Table(
            header: language == .zh
                ? ["职责", "责任方", "依据", "起算", "届满 / 法定 / 目标", "结果", "起于", "止于"]
                : [
                    "duty", "owner", "basis", "since", "raw / legal / target", "result", "from",
                    "to",
                ],
            rows: lives.map { life in
                [
                    words.duty(life),
                    life.turns.map { words.party($0.owner) }.joined(separator: " → "),
                    words.basis(life), life.start.start.wallText, words.dates(life.start.dates),
                    words.standing(life, at: until), "\(life.begun.index)",
                    life.ending.map { "\($0.mark.index)" } ?? "",
                ]
            }
        )
    }
}
