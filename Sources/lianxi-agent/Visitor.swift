import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiSQLite
import LianxiWire
import LianxiZeroMQ

/// A tool's own connection, for when no agent runs.
struct Visitor {
    let agent: DepartmentAgent
    let transport: ZeroMQClientTransport
    private let language: Language

    init(
        _ installation: Installation,
        _ inbox: AgentDatabase,
        _ surroundings: Surroundings
    ) async throws {
        language = installation.folder.language
        transport = try await installation.connect(feed: false)
        var configuration = try installation.configuration()
        // A person waits: rather say that nobody answers than try for long.
        configuration.limits.reply = 5000
        configuration.limits.attempts = 1
        agent = DepartmentAgent(
            configuration: configuration,
            transport: transport,
            inbox: inbox,
            surroundings: surroundings,
            evidence: EvidenceFolder(url: installation.folder.evidence, log: surroundings.log),
            observer: TerminalObserver(language: language)
        )
    }

    /// Fetches, sends receipts and prepared acts.
    ///
    /// - Throws: ``AgentTrouble``
    func visit() async throws {
        do {
            try await agent.visit()
        } catch let error as DeskError {
            throw Self.trouble(error, language)
        } catch let refusal as AgentRefusal {
            throw AgentTrouble.refused(refusal.sentence(language))
        }
    }

    func close() async { await transport.close() }

    /// A desk's answer that is none, as a tool reports it.
    static func trouble(_ error: DeskError, _ language: Language) -> AgentTrouble {
        switch error {
        case .refused(let refusal):
            .refused(refusal.refusal?.sentence(in: language) ?? refusal.description)
        case .unreachable(let error):
            .unreachable(
                language.pick(
                    "无法连接服务：\(error.sentence(in: .zh))",
                    "cannot reach the daemon: \(error)"
                )
            )
        case .unreadable(let reason):
            .unreachable(
                language.pick("服务的答复无法读取：\(reason)", "the daemon's reply cannot be read: \(reason)")
            )
        }
    }
}
