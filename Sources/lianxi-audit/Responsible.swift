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

    @Option(
        help: "One matter, or one document of its own: its identifier or number. 只看一件。"
    )
    var matter: String?

    func run() throws {
        var history = LedgerHistory()
        let examined = try query.examine { it in
            if let knownAt, it.recorded.at > knownAt.moment { return }
            history.observe(it.recorded, in: it.docket)
        }
        let newest = examined.docket.lastAt ?? Timestamp(milliseconds: 0)
        let moment = at?.moment ?? knownAt?.moment ?? newest
        let chains = try matter.map { try examined.chains(named: $0, query.language) }
        let answer = ResponsibleAnswer(
            words: AuditWords(docket: examined.docket, language: query.language),
            moment: moment,
            knownAt: knownAt?.moment,
            held: history.held(at: moment).filter {
                chains?.contains(.matter($0.assignment.matter)) ?? true
            },
            owed: history.owed(at: moment).filter { $0.key.isWanted(chains) }
        )
        try query.answer(
            answer.document(examined),
            json: answer.json(examined),
            of: examined
        )
    }
}

extension ClockKey {
    /// The clock is about one of what was asked for; `nil` stands for everything.
    func isWanted(_ chains: [ChainID]?) -> Bool {
        guard let chains else { return true }
        return chain.map(chains.contains) ?? false
    }
}

extension Examined {
    /// The chains an argument names: a matter's by its identifier or the office's number of a piece, or the one
    /// that the document of that identifier or number stands in.
    func chains(named text: String, _ language: Language) throws -> [ChainID] {
        if let id = MatterID(text), docket.matter(id) != nil { return [.matter(id)] }
        let found = docket.matters(numbered: text)
        guard found.isEmpty else { return found.map { .matter($0) } }
        let document = DocumentID(text).flatMap(docket.document) ?? docket.document(numbered: text)
        if let document { return [document.chain] }
        throw AuditExit.wanting(
            language.pick(
                "账本中没有事项或者文书 \(text)",
                "no matter and no document \(text) in this ledger"
            )
        )
    }
}
