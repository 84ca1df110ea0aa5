import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiSQLite
import LianxiServer
import LianxiSettings
import LianxiWire
import LianxiZeroMQ
import Logging

/// A real server on real stores and sockets within the test's own process: an office and one
/// department over tcp with CURVE.
struct SmallConference {
    static let origin = "xinfang.test.example/lianxi"
    static let coordinator = OfficerID(fixed: "coordinator")

    let directory: URL
    let department: EnrolmentRequest
    private let configuration: ServerConfiguration
    private let logKey: SigningKey
    private let confirmationKey: SigningKey
    private let serverKeys: CurveKeys
    private let officeKeys: CurveKeys

    /// Draws keys and reads the data sets of `config/`; the department is who asks to be enrolled.
    init(in directory: URL, department: EnrolmentRequest) throws {
        self.directory = directory
        self.department = department
        logKey = try SigningKey(name: Self.origin, seed: Array(repeating: 1, count: 32))
        confirmationKey = try SigningKey(
            name: Confirmation.keyName(origin: Self.origin),
            seed: Array(repeating: 2, count: 32)
        )
        serverKeys = try CurveKeys.generate()
        officeKeys = try CurveKeys.generate()
        let config = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "config")
        let rules = try RuleSet.load(
            national: config.appending(path: "rules/national-2022.yaml").path,
            overlays: [config.appending(path: "rules/local.yaml").path]
        )
        // Each test process has ports of its own, below those the system hands out.
        let port = 20_000 + Int(ProcessInfo.processInfo.processIdentifier % 1000) * 8
        configuration = ServerConfiguration(
            origin: Self.origin,
            software: "lianxid/test",
            address: "127.0.0.1",
            ports: port...(port + 7),
            localDesk: nil,
            ruleSet: rules,
            calendar: try WorkCalendar.load(config.appending(path: "calendars/cn-2026.yaml").path),
            policy: try EscalationPolicy.load(
                config.appending(path: "policies/standard.yaml").path,
                rules: rules
            ),
            reserveBytes: 0
        )
    }

    /// Makes the ledger, with the office and the department enrolled.
    func found() async throws {
        try await LedgerDatabase.create(
            path("ledger/main.db"),
            origin: Self.origin,
            epochID: Array(repeating: 7, count: 16)
        )
        try await DossierKeyDatabase.create(path("dossier/keys.db"), origin: Self.origin)
        try await SignerLockDatabase.create(path("signer/lock.db"), origin: Self.origin)
        try await Founding(configuration: configuration, parts: try await parts()).found(
            name: "测试联席会议",
            parties: [
                party(.office, .office, "联席办", officeKeys.publicKey, []),
                party(
                    department.party,
                    department.kind,
                    department.name,
                    department.curveKey,
                    department.actKeys
                ),
            ]
        )
    }

    /// Serves while `body` lasts; `body` gets the office's side of the wire.
    func serve(_ body: (Office) async throws -> Void) async throws {
        let context = try ZeroMQContext()
        let transport = try await ZeroMQServerTransport.start(context: context, keys: serverKeys)
        let (ready, opened) = AsyncStream.makeStream(of: Void.self)
        let server = Server(
            configuration: configuration,
            parts: try await parts(),
            transport: transport,
            hooks: ServerHooks(ready: { opened.finish() })
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { opened.finish() }
                try await server.run()
            }
            for await _ in ready {}
            do {
                let office = try await Office(desk: desk(of: .office), serverKeys, officeKeys)
                try await body(office)
                await office.close()
            } catch {
                server.stop()
                throw error
            }
            server.stop()
            try await group.waitForAll()
        }
        await transport.stop()
    }

    /// What the office would send the department.
    func enrolment() -> Enrolment {
        Enrolment(
            origin: Self.origin,
            party: department.party,
            feed: "tcp://127.0.0.1:\(configuration.ports.lowerBound + 2)",
            desk: desk(of: department.party),
            serverKey: serverKeys.publicKey,
            logKey: logKey.verifier.description,
            confirmationKey: confirmationKey.verifier.description
        )
    }

    private func desk(of party: PartyID) -> String {
        "tcp://127.0.0.1:\(configuration.ports.lowerBound + (party == .office ? 1 : 3))"
    }

    private func path(_ name: String) -> String { directory.appending(path: name).path }

    private func party(
        _ id: PartyID,
        _ kind: PartyKind,
        _ name: String,
        _ curveKey: String,
        _ actKeys: [ActKey]
    ) -> Party {
        Party(
            id: id,
            kind: kind,
            name: name,
            curveKeys: [curveKey],
            actKeys: actKeys,
            feedPort: 0,
            handlesReports: false
        )
    }

    private func parts() async throws -> ServerParts {
        ServerParts(
            storage: try await LedgerDatabase.open(path("ledger/main.db"), origin: Self.origin),
            dossierKeys: try await DossierKeyDatabase.open(
                path("dossier/keys.db"),
                origin: Self.origin
            ),
            lock: try await SignerLockDatabase.open(path("signer/lock.db"), origin: Self.origin),
            logKey: logKey,
            confirmationKey: confirmationKey,
            clock: MachineClock(),
            generator: SystemRandomNumberGenerator(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}

/// The machine's own clock.
private struct MachineClock: ServerClock {
    func now() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    func sleep(until moment: Timestamp) async throws {
        try await pause(milliseconds: Int(max(0, moment.milliseconds - now().milliseconds)))
    }

    func pause(milliseconds: Int) async throws {
        try await ContinuousClock().sleep(for: .milliseconds(milliseconds))
    }
}

/// The office's desk, asked by the test.
struct Office {
    private let transport: ZeroMQClientTransport

    fileprivate init(desk: String, _ server: CurveKeys, _ own: CurveKeys) async throws {
        transport = try await ZeroMQClientTransport.connect(
            to: ZeroMQClientEndpoint(feed: nil, desk: desk, serverKey: server.publicKey),
            context: try ZeroMQContext(),
            keys: own
        )
    }

    func close() async { await transport.close() }

    func ask<Request: DeskRequest>(_ request: Request) async throws -> Request.Answer {
        var generator = SystemRandomNumberGenerator()
        let message = RequestMessage(id: RequestID(from: &generator), request)
        let frames = try await transport.request(
            message.frames,
            id: message.id,
            timeoutMilliseconds: WireLimits.replyMilliseconds
        )
        return try ReplyMessage(decoding: frames, to: message.id).reply.answer(to: Request.self)
    }

    /// Registers matters by their numbers, and hands each to the department.
    func handOut(_ numbers: ClosedRange<UInt64>, to department: PartyID) async throws {
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let drafts = numbers.map { number in
            MatterDraft(
                matter: MatterID(high: 1, low: number),
                matterClass: .claim6,
                purpose: .claim,
                subject: "labour",
                place: "东城街道",
                isUrgent: false,
                piece: PieceDraft(
                    number: "2026-\(number)",
                    channel: .letter,
                    receivedAt: now,
                    persons: 1,
                    dossier: [DossierText(field: "claim", text: "拖欠工资")]
                )
            )
        }
        _ = try await ask(RegisterRequest(officer: SmallConference.coordinator, matters: drafts))
        let orders = numbers.map { number in
            DispatchOrder(
                matter: MatterID(high: 1, low: number),
                kind: .assigned,
                period: .calendarDays(15),
                recipients: [
                    Recipient(
                        assignment: AssignmentID(high: 2, low: number),
                        department: department,
                        role: .lead
                    )
                ]
            )
        }
        _ = try await ask(DispatchRequest(officer: SmallConference.coordinator, orders: orders))
    }
}
