import ArgumentParser
import LianxiCore
import LianxiLedger

/// `lianxi-audit missed`: duties not done or done late, and what was done then.
struct Missed: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Duties not done or late, and what followed. 未履行和逾期履行的职责及其后的处理。",
        discussion: """
            Lateness is counted from the legal dates and the days facts are dated, not from what entries say of it. \
            Also names escalations that the policy asked for and the ledger does not have.
            """
    )

    @OptionGroup var query: QueryOptions

    @Option(help: "Legal dates from this day on. 法定日期自。")
    var from: DateArgument?
    @Option(help: "Legal dates up to this day. 法定日期至。")
    var until: DateArgument?
    @Option(help: "Owed by this unit only. 只看一个单位。")
    var unit: String?
    @Option(
        help: "One matter, or one document of its own: its identifier or number. 只看一件。"
    )
    var matter: String?
    @Option(help: "As of when; default the newest entry's moment. 截至时刻。")
    var at: MomentArgument?

    func run() throws {
        var history = LedgerHistory()
        var traces: [MatterID: [Recorded]] = [:]
        let examined = try query.examine { it in
            if let at, it.recorded.at > at.moment { return }
            history.observe(it.recorded, in: it.docket)
            guard it.recorded.event.isAnswerable,
                let name = it.recorded.event.chain?.name ?? it.recorded.event.task
            else { return }
            traces[name, default: []].append(it.recorded)
        }
        let owner = try unit.map { text -> PartyID in
            guard let id = PartyID(text), examined.docket.party(id) != nil else {
                throw AuditExit.usage("--unit \(text)")
            }
            return id
        }
        let moment = at?.moment ?? examined.docket.lastAt ?? Timestamp(milliseconds: 0)
        let chains = try matter.map { try examined.chains(named: $0, query.language) }
        let missed = history.missed(from: from?.date, until: until?.date, by: owner, at: moment)
            .filter { $0.life.key.isWanted(chains) }
        let steps = examined.report.missing.filter { it in
            it.due.due <= moment && it.due.clock.isWanted(chains)
                && (owner == nil || owner == it.due.owner)
        }
        let answer = MissedAnswer(
            words: AuditWords(docket: examined.docket, language: query.language),
            moment: moment,
            missed: missed.map {
                (duty: $0, then: $0.followers(in: traces[$0.life.key.matter] ?? []))
            },
            steps: steps
        )
        try query.answer(answer.document(examined), json: answer.json(examined), of: examined)
    }
}

extension Event {
    /// The task the entry is about, whose identifier stands in the matter's place.
    fileprivate var task: MatterID? {
        switch self {
        case .tasked(let it): MatterID(same: it.step.task)
        case .answered(let it): it.act.act.matter
        default: nil
        }
    }

    /// Somebody did something about it: neither time's passing nor a look.
    fileprivate var isAnswerable: Bool {
        switch self {
        case .escalated, .redated, .looked, .erasureAsked, .erased, .received: false
        default: true
        }
    }
}

extension MissedDuty {
    /// What was recorded about the same assignment after the legal date, up to the duty's end; at most 20.
    fileprivate func followers(in traces: [Recorded]) -> [Recorded] {
        let after = Timestamp(legal, hour: 24)
        let last = life.ending?.mark.index ?? .max
        return Array(
            traces.filter { $0.at >= after && $0.index <= last && $0.index > life.begun.index }
                .prefix(20)
        )
    }
}
