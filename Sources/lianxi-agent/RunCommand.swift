import ArgumentParser
import Dispatch
import Foundation
import LianxiClient
import LianxiCore
import LianxiSQLite
import LianxiSettings
import LianxiSystemd
import LianxiZeroMQ
import Logging

/// The service: keeps the inbox, sends receipts and acts, calls the hook, serves the spool.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Follow the feed: keep what arrives, send receipts and signed acts (service).",
        discussion: """
            Stops at SIGTERM or SIGINT. READY means that the inbox is open; the status line tells how
            the connection stands. Exit codes: 64 usage, 74 storage, 78 configuration.
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "Take the hour from the daemon's beat; only a demonstration's daemon allows it.")
    var demoClock = false

    func run() async throws {
        // First thing: children must not take the service manager's variables for theirs.
        let service = ServiceManager.taken()
        signal(SIGPIPE, SIG_IGN)
        let installation = try Installation(common)
        let log = World.log(installation.logLevel)
        guard let inbox = try await installation.inbox(as: .agent) else {
            throw AgentTrouble.configuration(
                common.say(
                    "\(installation.folder.url.path) 已有 lianxi-agent 在运行",
                    "a lianxi-agent runs in \(installation.folder.url.path) already"
                )
            )
        }
        try installation.spool?.prepare()
        let transport = try await installation.connect(feed: true)
        let demo = demoClock ? DemoClock() : nil
        let surroundings = World.surroundings(log: log, demo: demo)
        var configuration = try installation.configuration()
        configuration.usesDemoClock = demoClock
        configuration.witness = try installation.folder.witnessKey(
            party: installation.enrolment.party
        )
        let board = ChannelBoard(installation.channels, at: surroundings.now())
        configuration.channels = board
        let hour = DaemonHour(uptime: surroundings.uptime)
        let notices = try notices(installation, inbox, board, hour, surroundings)
        let agent = DepartmentAgent(
            configuration: configuration,
            transport: transport,
            inbox: inbox,
            surroundings: surroundings,
            evidence: EvidenceFolder(url: installation.folder.evidence, log: log),
            observer: ServiceObserver(
                service: service,
                log: log,
                language: common.language,
                hour: hour,
                demo: demo
            )
        )
        service.ready(status: common.say("收件箱已打开，正在连接", "the inbox is open; connecting"))
        log.notice("ready", metadata: ["party": "\(installation.enrolment.party)"])
        try await serve(agent, notices, board, installation, inbox, surroundings)
        service.stopping(status: common.say("正在停止", "stopping"))
        await transport.close()
        try inbox.close()
        log.notice("stopped")
    }

    /// Runs everything until a signal; what fails ends the rest.
    private func serve(
        _ agent: DepartmentAgent,
        _ notices: NoticeLoop?,
        _ board: ChannelBoard,
        _ installation: Installation,
        _ inbox: AgentDatabase,
        _ surroundings: Surroundings
    ) async throws {
        let stops = Self.stopSignals()
        let ways = handOver(installation)
        let spool = installation.spool.map { folder in
            SpoolLoop(
                spool: folder,
                desk: ActDesk(
                    inbox: inbox,
                    origin: installation.enrolment.origin,
                    surroundings: surroundings
                ),
                directory: installation.folder,
                party: installation.enrolment.party,
                officer: installation.officer,
                surroundings: surroundings
            )
        }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await agent.run() }
                if let ways {
                    group.addTask {
                        try await HookLoop(
                            inbox: inbox,
                            runner: ways,
                            surroundings: surroundings,
                            board: board
                        ).run()
                    }
                }
                if let notices { group.addTask { try await notices.run() } }
                if let spool { group.addTask { try await spool.run() } }
                group.addTask { for await _ in stops { return } }
                try await group.next()
                group.cancelAll()
            }
        } catch is CancellationError {
            return
        }
    }

    /// How items reach the department's own system; `nil` when they do not.
    private func handOver(_ installation: Installation) -> (any HookRunner)? {
        var ways: [any HookRunner] = []
        if let spool = installation.spool { ways.append(SpoolDelivery(spool: spool)) }
        if let hook = installation.hook {
            let folder = installation.folder.url
            ways.append(
                HookProgram(
                    command: hook.command,
                    timeout: .seconds(hook.timeoutSeconds),
                    directory: folder,
                    spool: installation.spool?.url ?? folder.appending(path: "spool")
                )
            )
        }
        return ways.isEmpty ? nil : HandOver(ways: ways)
    }

    /// Who tells people by mail; `nil` where nobody is to be told.
    private func notices(
        _ installation: Installation,
        _ inbox: AgentDatabase,
        _ board: ChannelBoard,
        _ hour: DaemonHour,
        _ surroundings: Surroundings
    ) throws -> NoticeLoop? {
        guard let settings = installation.notify else { return nil }
        let book: ContactBook
        let texts: NoticeTexts
        do {
            book = try ContactBook.load(settings.contacts)
            texts = try settings.texts.map(NoticeTexts.load) ?? .standard
        } catch {
            throw AgentTrouble.configuration(error.text(common.language))
        }
        var configuration = NoticeConfiguration(
            party: installation.enrolment.party,
            origin: installation.enrolment.origin,
            from: settings.from,
            readers: { facts in
                book.readers(persons: facts.persons, post: facts.post)
                    .map { NoticeReader(address: $0.mail, language: $0.language) }
            },
            hour: { hour.now }
        )
        configuration.texts = texts
        configuration.digestFrom = settings.digestFrom
        configuration.digestMost = settings.digestMost
        configuration.digestWindow = Int64(settings.digestSeconds) * 1000
        let first = settings.retrySeconds * 1000
        configuration.waits = (first: first, longest: max(first, 1_800_000))
        return NoticeLoop(
            configuration: configuration,
            store: inbox,
            sender: RelayMailer(
                relay: settings.relay,
                timeoutSeconds: settings.timeoutSeconds,
                name: settings.from.split(separator: "@").last.map(String.init) ?? "localhost"
            ),
            board: board,
            surroundings: surroundings
        )
    }

    /// SIGTERM and SIGINT as they come, for as long as the process lives.
    private static func stopSignals() -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                continuation.yield(number)
                // Keeps the source alive with its handler.
                _ = source.handle
            }
            source.resume()
        }
        return stream
    }
}
