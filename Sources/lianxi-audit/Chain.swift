import ArgumentParser
import LianxiCore
import LianxiLedger

/// `lianxi-audit chain`: every hand a matter went through, from first to last.
struct Chain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Every hand a matter went through. 一件信访事项的责任链。",
        discussion: "With --html a dossier for the file, with each entry's bytes and proof inside."
    )

    @OptionGroup var query: QueryOptions

    @Argument(
        help: "The matter's identifier, or the office's number of one of its pieces. 事项标识或来件编号。"
    )
    var matter: String

    func run() throws {
        let (examined, chain, history) = try gathered()
        let words = AuditWords(docket: examined.docket, language: query.language)
        let answer = ChainAnswer(
            words: words,
            chain: chain,
            lives: history.lives.filter { $0.key.matter == chain.matter },
            exhibits: examined.exhibits(chain.hands.map(\.recorded.index))
        )
        try query.answer(answer.document(examined), json: answer.json(examined), of: examined)
    }

    /// Reads the export once, and a second time when only a later piece has the number asked for.
    private func gathered() throws -> (Examined, MatterChain, LedgerHistory) {
        var wanted = MatterID(matter)
        for _ in 1...2 {
            var chain = wanted.map { MatterChain(of: $0) }
            var history = LedgerHistory()
            let examined = try query.examine { it in
                if chain == nil, case .registered(let new) = it.recorded.event,
                    new.facts.piece.number == matter
                {
                    chain = MatterChain(of: new.facts.matter)
                }
                guard let id = chain?.matter, it.recorded.event.matter == id else { return }
                history.observe(it.recorded, in: it.docket)
                chain?.observe(it)
            }
            let found = try examined.matters(named: matter, query.language)
            guard found.count == 1 else {
                let list = found.map(\.description).joined(separator: " ")
                throw AuditExit.wanting(
                    query.language.pick(
                        "编号 \(matter) 对应多件事项，请用标识：\(list)",
                        "several matters are numbered \(matter); name one: \(list)"
                    )
                )
            }
            if let chain, chain.matter == found[0] { return (examined, chain, history) }
            wanted = found[0]
        }
        throw AuditExit.wanting(
            query.language.pick("账本中没有事项 \(matter)", "no matter \(matter) in this ledger")
        )
    }
}
