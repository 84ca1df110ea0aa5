import ArgumentParser
import LianxiCore
import LianxiLedger

/// `lianxi-audit chain`: every hand a matter, or a document of its own, went through, from first to last.
struct Chain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Every hand a matter, or a document of its own, went through. 一件信访事项或者文书的责任链。",
        discussion: "With --html a dossier for the file, with each entry's bytes and proof inside."
    )

    @OptionGroup var query: QueryOptions

    @Argument(
        help: """
            The matter's identifier, or the office's number of one of its pieces; or a document's identifier or \
            number. 事项标识或来件编号；或者文书标识或发文字号。
            """
    )
    var name: String

    func run() throws {
        let (examined, chain, history) = try gathered()
        let words = AuditWords(docket: examined.docket, language: query.language)
        let answer = ChainAnswer(
            words: words,
            chain: chain,
            lives: history.lives.filter { $0.key.chain == chain.id },
            exhibits: examined.exhibits(chain.hands.map(\.recorded.index))
        )
        try query.answer(answer.document(examined), json: answer.json(examined), of: examined)
    }

    /// Reads the export once, and a second time when only a later entry tells what has the name asked for.
    private func gathered() throws -> (Examined, ResponsibilityChain, LedgerHistory) {
        var wanted = MatterID(name).map { ChainID.matter($0) }
        for _ in 1...2 {
            var chain = wanted.map { ResponsibilityChain(of: $0) }
            var history = LedgerHistory()
            let examined = try query.examine { it in
                if chain == nil, case .registered(let new) = it.recorded.event,
                    new.facts.piece.number == name
                {
                    chain = ResponsibilityChain(of: .matter(new.facts.matter))
                }
                guard let id = chain?.id, it.recorded.event.chain == id else { return }
                history.observe(it.recorded, in: it.docket)
                chain?.observe(it)
            }
            let found = try examined.chains(named: name, query.language)
            guard found.count == 1 else {
                let list = found.map(\.description).joined(separator: " ")
                throw AuditExit.wanting(
                    query.language.pick(
                        "编号 \(name) 对应多件事项，请用标识：\(list)",
                        "several matters are numbered \(name); name one: \(list)"
                    )
                )
            }
            if let chain, chain.id == found[0] { return (examined, chain, history) }
            wanted = found[0]
        }
        throw AuditExit.wanting(
            query.language.pick("账本中没有 \(name)", "no \(name) in this ledger")
        )
    }
}
