import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiSQLite
import LianxiWire
import LianxiZeroMQ
import Logging
import Synchronization

/// Lets a crowd of clocks fall due before a real server: its ledger on the disk, its sockets with listeners.
struct StormRun {
    static let beatMilliseconds = WireLimits.beatMilliseconds
    private static let departments = 8
    /// How long before the moment the clock begins to run.
    private static let leadMilliseconds: Int64 = 3_000

    private let scratch: Scratch
    private let open: Int
    private let due: Int
    private let daemon: CurveKeys
    private let keys: [(party: PartyID, curve: CurveKeys, port: Int)]
    private let ports: ClosedRange<Int>

    init(in scratch: Scratch, open: Int, due: Int) throws {
        self.scratch = scratch
        self.open = open
        self.due = due
        daemon = try CurveKeys.generate()
        let count = 2 * (Self.departments + 1)
        let first = try claimPorts(count, from: 7600)
        ports = first...(first + count - 1)
        let names = try (0..<Self.departments).map { number in
            guard let id = PartyID("unit-\(number)") else { throw Trouble("no name") }
            return id
        }
        keys = try ([PartyID.office] + names).enumerated().map { place, party in
            (party, try CurveKeys.generate(), first + 2 * place)
        }
    }

    /// Makes the ledger, starts the server on it, and lets the crowd fall due.
    ///
    /// - Parameter limits: Measured before, in the same run.
    /// - Returns: What it was like.
    /// - Throws: What the stores, the sockets or the server throw.
    func measure(_ limits: MachineLimits) async throws -> Storm {
        let path = scratch.place("storm/main.db").path
        let origin = StormLedger.origin
        try await LedgerDatabase.create(path, origin: origin, epochID: draw(16))
        let storage = try await LedgerDatabase.open(path, origin: origin)
        Progress.show("a ledger with \(open) open clocks")
        let moment = try await fill(storage)
        StormMemory.beginAgain()
        let clock = StormClock(at: moment.adding(milliseconds: -Self.leadMilliseconds))
        let parts = try await parts(storage, clock)
        let context = try ZeroMQContext()
        let transport = try await ZeroMQServerTransport.start(
            context: context,
            keys: daemon,
            settings: sockets
        )
        let meter = StormMeter(from: try await storage.head().size, until: due)
        let server = Server(
            configuration: configuration,
            parts: parts,
            transport: transport,
            hooks: meter.hooks
        )
        Progress.show("the server reads \(try await storage.head().size) entries")
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            await meter.isReady()
            let watches = try await listen(context)
            for watch in watches { group.addTask { await watch.run() } }
            Progress.show("the storm")
            let storm = try await storm(clock, moment, meter, watches, limits)
            server.stop()
            for watch in watches { await watch.transport.close() }
            try await group.waitForAll()
            await transport.stop()
            return storm
        }
    }

    private func fill(_ storage: LedgerDatabase) async throws -> Timestamp {
        var ledger = StormLedger(storage)
        return try await ledger.fill(
            keys.map { party, curve, port in
                OpenClocks.enrolled(
                    party,
                    party == .office ? .office : .department,
                    curveKey: curve.publicKey,
                    port: port
                )
            },
            matters: open / 4,
            due: due
        )
    }

    private func storm(
        _ clock: StormClock,
        _ moment: Timestamp,
        _ meter: StormMeter,
        _ watches: [FeedWatch],
        _ limits: MachineLimits
    ) async throws -> Storm {
        while !watches.allSatisfy(\.hasHeard) { try await Task.sleep(for: .milliseconds(20)) }
        for watch in watches { watch.begin() }
        clock.run()
        let start = nanoseconds() + UInt64(Self.leadMilliseconds) * 1_000_000
        var desk = DeskClient(transport: watches[0].transport, surroundings: .real)
        // What is due is recorded before anybody is heard: an answer may wait for all of it.
        desk.patience = DeskClient.Patience(timeout: 600_000, attempts: 1)
        var longestAnswer = 0.0
        while !meter.isDone {
            let before = nanoseconds()
            _ = try await desk.ask(StatusRequest())
            longestAnswer = max(longestAnswer, Double(nanoseconds() - before) / 1e6)
            try await Task.sleep(for: .milliseconds(50))
        }
        let heard = { watches.reduce(0) { $0 + $1.items } }
        let patience = nanoseconds() + 10_000_000_000
        while heard() < due, nanoseconds() < patience {
            try await Task.sleep(for: .milliseconds(10))
        }
        let published = nanoseconds()
        let counts = meter.counts
        return Storm(
            open: open,
            due: due,
            escalations: counts.escalations,
            rounds: counts.rounds,
            seconds: Double(counts.done - min(start, counts.done)) / 1e9,
            publishedSeconds: Double(published - min(start, published)) / 1e9,
            longestGapMilliseconds: watches.map(\.longestMilliseconds).max() ?? 0,
            longestAnswerMilliseconds: longestAnswer,
            heard: heard(),
            peakBytes: StormMemory.peak,
            limits: limits
        )
    }

    // MARK: The server's parts

    private var sockets: ZeroMQSettings.Server {
        var settings = ZeroMQSettings.Server()
        settings.scratchDirectory = scratch.folder.path
        return settings
    }

    private var configuration: ServerConfiguration {
        ServerConfiguration(
            origin: StormLedger.origin,
            software: "lianxi-benchmark",
            address: "127.0.0.1",
            ports: ports,
            localDesk: nil,
            ruleSet: OpenClocks.rules,
            calendar: OpenClocks.calendar,
            policy: StormLedger.policy,
            reserveBytes: 0
        )
    }

    private func parts(
        _ storage: LedgerDatabase,
        _ clock: StormClock
    ) async throws -> ServerParts {
        let origin = StormLedger.origin
        let keys = scratch.place("keys.db").path
        let lock = scratch.place("lock.db").path
        try await DossierKeyDatabase.create(keys, origin: origin)
        try await SignerLockDatabase.create(lock, origin: origin)
        let parts = ServerParts(
            storage: storage,
            dossierKeys: try await DossierKeyDatabase.open(keys, origin: origin),
            lock: try await SignerLockDatabase.open(lock, origin: origin),
            logKey: try SigningKey(name: origin, seed: draw(32)),
            confirmationKey: try SigningKey(name: "\(origin)/confirmation", seed: draw(32)),
            clock: clock,
            generator: SystemRandomNumberGenerator(),
            logger: Logger(label: "lianxi.benchmark") { _ in SwiftLogNoOpLogHandler() }
        )
        _ = try await CheckpointSigner(key: parts.logKey, lock: parts.lock).create()
        return parts
    }

    private func listen(_ context: ZeroMQContext) async throws -> [FeedWatch] {
        var watches: [FeedWatch] = []
        for (_, curve, port) in keys {
            watches.append(
                FeedWatch(
                    try await ZeroMQClientTransport.connect(
                        to: ZeroMQClientEndpoint(
                            feed: "tcp://127.0.0.1:\(port)",
                            desk: "tcp://127.0.0.1:\(port + 1)",
                            serverKey: daemon.publicKey
                        ),
                        context: context,
                        keys: curve
                    )
                )
            )
        }
        return watches
    }

    private func draw(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255) }
    }
}

/// Counts what the engine records, on the engine's own loop.
final class StormMeter: Sendable {
    struct Counts {
        var isReady = false
        var escalations = 0
        var rounds = 0
        /// When the last of the crowd was durable, in nanoseconds of the machine; 0 before.
        var done: UInt64 = 0
    }

    private let size: UInt64
    private let due: Int
    private let state = Mutex(Counts())

    init(from size: UInt64, until due: Int) {
        self.size = size
        self.due = due
    }

    var hooks: ServerHooks {
        ServerHooks(
            ready: { self.state.withLock { $0.isReady = true } },
            recorded: { docket in
                let size = docket.size
                self.state.withLock { counts in
                    let grown = Int(size - min(self.size, size))
                    guard counts.done == 0, grown > counts.escalations else { return }
                    counts.rounds += 1
                    counts.escalations = grown
                    if grown >= self.due { counts.done = nanoseconds() }
                }
            }
        )
    }

    var counts: Counts { state.withLock { $0 } }
    var isDone: Bool { counts.done > 0 }

    func isReady() async {
        while !counts.isReady { try? await Task.sleep(for: .milliseconds(10)) }
    }
}
