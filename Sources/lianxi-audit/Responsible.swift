import ArgumentParser
import LianxiCore
import LianxiLedger

/// `lianxi-audit responsible`: who owed what at a moment, as it was and as it was known.
struct Responsible: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Who owed what at a moment. 某一时刻谁负什么责任。",
        discussion: """
            A date alone is the end of that day in China. Facts count from the day they are dated; with --known-at only \
            entries recorded by then are looked at.
            """
    )

    @OptionGroup var query: QueryOptions

    @Option(help: "The moment; default the newest entry's. 时刻，YYYY-MM-DD[THH:MM[:SS]]。")
    var at: MomentArgument?

    @Option(help: "As it was known then. 按当时已入账的记录，YYYY-MM-DD[THH:MM[:SS]]。")
    var knownAt: MomentArgument?

    @Option(help: "One matter only: its identifier or the office's number. 只看一件。")
    var matter: String?

    func run() throws {
        var history = LedgerHistory()
        let examined = try query.examine { it in
            if let knownAt, it.recorded.at > knownAt.moment { return }
            history.observe(it.recorded, in: it.docket)
        }
        let newest = examined.docket.lastAt ?? Timestamp(milliseconds: 0)
        let moment = at?.moment ?? knownAt?.moment ?? newest
        let matters = try matter.map { try examined.matters(named: $0, query.language) }
        let answer = ResponsibleAnswer(
            words: AuditWords(docket: examined.docket, language: query.language),
            moment: moment,
            knownAt: knownAt?.moment,
            held: history.held(at: moment).filter {
                matters?.contains($0.assignment.matter) ?? true
            },
            owed: history.owed(at: moment).filter { matters?.contains($0.key.matter) ?? true }
        )
        try query.answer(
            answer.document(examined),
            json: answer.json(examined),
            of: examined
        )
    }
}

extension Examined {
    /// The matters an argument names: an identifier, or the office's number of a piece.
    func matters(named text: String, _ language: Language) throws -> [MatterID] {
        if let id = MatterID(text), docket.matter(id) != nil { return [id] }
        let found = docket.matters(numbered: text)
        guard found.isEmpty else { return found }
        throw AuditExit.wanting(
            language.pick("账本中没有事项 \(text)", "no matter \(text) in this ledger")
        )
    }
}
