import ArgumentParser
import Foundation
import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiSettings
import LianxiSystemd
import LianxiWire
import LianxiZeroMQ
import Logging
import ServiceLifecycle
import UnixSignals

/// The daemon itself, until it is asked to end.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the daemon in the foreground; systemd does the rest.",
        discussion: "SIGTERM and SIGINT end it after what was taken in is recorded and answered."
    )

    @OptionGroup var common: CommonOptions

    @Option(help: .hidden)
    var demoClock: String?

    func run() async throws {
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        let manager = ServiceManager.taken()
        let (settings, data) = try common.load()
        let level = Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info
        let variables = ProcessInfo.processInfo.environment
        LoggingSystem.bootstrap { _ in StandardErrorLog(level: level, variables: variables) }
        let logger = Logger(label: "lianxid")
        do {
            try await serve(Installation(settings: settings, data: data), manager, logger)
        } catch {
            try end(with: error, manager, logger)
        }
    }

    private func serve(
        _ installation: Installation,
        _ manager: ServiceManager,
        _ logger: Logger
    ) async throws {
        let clock = try installation.clock(demo: demoClock)
        let (parts, close) = try await installation.open(clock: clock, logger: logger)
        let keys = try installation.keys.curve("curve.key")
        try installation.checkKeys(keys, of: parts)
        var sockets = ZeroMQSettings.Server()
        sockets.scratchDirectory = "\(installation.settings.data)/run"
        let transport = try await ZeroMQServerTransport.start(
            context: ZeroMQContext(),
            keys: keys,
            settings: sockets,
            logger: logger
        )
        var configuration = installation.configuration
        configuration.isDemo = demoClock != nil
        // A demonstration's hours pass in seconds.
        if configuration.isDemo { configuration.tickMinutes = nil }
        let server = Server(
            configuration: configuration,
            parts: parts,
            transport: transport,
            hooks: hooks(
                manager,
                WitnessEvidence(
                    folder: URL(filePath: installation.settings.data)
                        .appending(path: "evidence"),
                    logger: logger
                ),
                logger
            )
        )
        let group = ServiceGroup(
            services: [ServerService(server: server)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        do {
            try await group.run()
        } catch {
            await transport.stop()
            throw error
        }
        manager.stopping(status: "stopping")
        await transport.stop()
        do {
            try close()
        } catch {
            // All is on the disk; the next start reads the log.
            logger.warning("a store was not closed", metadata: ["reason": "\(error)"])
        }
        logger.notice("stopped")
    }

    private func hooks(
        _ manager: ServiceManager,
        _ evidence: WitnessEvidence,
        _ logger: Logger
    ) -> ServerHooks {
        ServerHooks(
            heartbeat: { manager.fed() },
            replaying: { read, all in
                manager.status("replaying \(read) of \(all) entries")
                manager.extendTimeout(microseconds: 30_000_000)
            },
            ready: {
                manager.ready(status: "serving")
                logger.notice("ready")
            },
            found: { evidence.keep($0) }
        )
    }

    /// Says why in the log and in the unit's status, and ends with the code the unit relies on.
    private func end(
        with error: any Error,
        _ manager: ServiceManager,
        _ logger: Logger
    ) throws -> Never {
        let reason = common.language.sentence(of: error)
        logger.error("cannot go on", metadata: ["reason": "\(reason)"])
        manager.failing(status: reason)
        switch error {
        case let error as ServerError:
            throw error.kind == .storage || error.kind == .clock
                ? ExitCodes.storage : ExitCodes.configuration
        case let error as StorageError:
            throw error.kind == .refused ? ExitCodes.configuration : ExitCodes.storage
        default: throw ExitCodes.configuration
        }
    }
}

/// The server under the service group: a signal asks it to end in its own order.
private struct ServerService: Service {
    let server: Server

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await server.run()
        } onGracefulShutdown: {
            server.stop()
        }
    }
}
