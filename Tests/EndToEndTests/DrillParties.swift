import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiOffice
import LianxiSQLite
import LianxiWire
import LianxiZeroMQ
import Logging

/// The office's side of a drill: typed calls that go on until they are answered.
struct DrillOffice {
    let desk: DeskClient
    let transport: ZeroMQClientTransport
    let officer = OfficerID(fixed: "coordinator")
    /// The coordinator's key.
    let hand: OfficeHand
    private let enrolment: Enrolment

    /// Connects as the office does; over tcp at the desk's port, else at the local desk's socket file.
    init(_ conference: Conference, overTCP: Bool = false) async throws {
        let keys = conference.data.appending(path: "keys/office")
        enrolment = try Enrolment(
            parsing: Data(contentsOf: keys.appending(path: "enrolment.json"))
        )
        let secret = try String(contentsOf: keys.appending(path: "curve.key"), encoding: .utf8)
        let key = try String(contentsOf: keys.appending(path: "coordinator.key"), encoding: .utf8)
        hand = OfficeHand(
            origin: enrolment.origin,
            party: .office,
            signer: try SigningKey(
                name: "office/coordinator",
                seed: hexBytes(key.trimmingCharacters(in: .whitespacesAndNewlines)) ?? []
            )
        )
        transport = try await ZeroMQClientTransport.connect(
            to: ZeroMQClientEndpoint(
                feed: nil,
                desk: overTCP ? try Self.port(beside: enrolment.feed) : enrolment.desk,
                serverKey: enrolment.serverKey
            ),
            context: ZeroMQContext(),
            keys: CurveKeys(secretKey: secret.trimmingCharacters(in: .whitespacesAndNewlines)),
            settings: .forDrills
        )
        desk = DeskClient(
            transport: transport,
            surroundings: .real,
            patience: DeskClient.Patience(timeout: 2000, attempts: 60)
        )
    }

    /// Asks with the coordinator's word, by the daemon's clock, which may be another, and may jump meanwhile.
    ///
    /// A word of another time is refused and nothing recorded; then the same request is signed anew.
    func order<Request: OfficeRequest>(
        _ request: Request,
        refusal: (Request.Answer) -> DeskRefusal?
    ) async throws -> Request.Answer {
        let id = desk.surroundings.requestID()
        var attempts = 60
        while true {
            attempts -= 1
            let time = try await desk.ask(StatusRequest()).time
            let answer = try await desk.ask(request, by: hand, id: id, at: time)
            guard let refusal = refusal(answer) else { return answer }
            let isOfAnotherTime =
                refusal.refusal == .requestTooOld || refusal.refusal == .inFuture
            guard isOfAnotherTime, attempts > 0 else { throw refusal }
        }
    }

    /// The desk is one port above the feed.
    private static func port(beside feed: String) throws -> String {
        guard let colon = feed.lastIndex(of: ":"), let port = Int(feed[feed.index(after: colon)...])
        else { throw NeverHappened(what: "an address of tcp: \(feed)") }
        return "\(feed[...colon])\(port + 1)"
    }

    /// Enrols a department with keys of its own; returns what the office answers it with.
    func enrol(
        _ id: PartyID,
        _ curve: CurveKeys,
        actKeys: [ActKey] = []
    ) async throws -> Enrolment {
        let reply = try await desk.ask(
            EnrolRequest(
                party: PartyDraft(
                    id: id,
                    kind: .department,
                    name: "演练单位 \(id)",
                    curveKeys: [curve.publicKey],
                    actKeys: actKeys,
                    handlesReports: false
                )
            )
        )
        return enrolment.answer(to: id, host: "127.0.0.1", feedPort: reply.feedPort)
    }

    /// Registers a matter and dispatches it; returns the entry that handed it over.
    func dispatch(
        _ number: Int,
        to department: PartyID,
        received: Timestamp = .now
    ) async throws -> (assignment: AssignmentID, entry: UInt64) {
        let matter = MatterID(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
        let assignment = AssignmentID(
            high: .random(in: .min ... .max),
            low: .random(in: .min ... .max)
        )
        let draft = MatterDraft(
            matter: matter,
            matterClass: .claim6,
            purpose: .claim,
            subject: "labour",
            place: "青禾镇",
            isUrgent: false,
            piece: PieceDraft(
                number: "演练-\(number)",
                channel: .letter,
                receivedAt: received,
                persons: 1,
                dossier: [DossierText(field: "claim", text: "请求核实拖欠工资一事。")]
            )
        )
        _ = try await order(RegisterRequest(officer: officer, matters: [draft])) { answer in
            if case .refused(let refusal)? = answer.results.first { refusal } else { nil }
        }
        let order = DispatchOrder(
            matter: matter,
            kind: .forwarded,
            period: nil,
            recipients: [Recipient(assignment: assignment, department: department, role: .lead)]
        )
        let request = DispatchRequest(officer: officer, orders: [order])
        let reply = try await self.order(request) { answer in
            if case .refused(let refusal)? = answer.results.first { refusal } else { nil }
        }
        guard case .entries(let indexes)? = reply.results.first, let entry = indexes.first else {
            throw NeverHappened(what: "the dispatch is recorded: \(reply)")
        }
        return (assignment, entry)
    }

    /// The whole ledger, by index.
    func ledger() async throws -> [[UInt8]] {
        var entries: [[UInt8]] = []
        while true {
            let page = try await desk.entries(from: UInt64(entries.count))
            entries += page.items.map(\.entry)
            if UInt64(entries.count) >= page.size { return entries }
        }
    }
}

/// A department of a drill: the real agent on a real inbox, with an officer who signs at once.
struct DrillDepartment {
    let id: PartyID
    let inbox: AgentDatabase
    private let agent: DepartmentAgent
    private let transport: ZeroMQClientTransport
    private let acts: ActDesk
    private let officer = OfficerID(fixed: "clerk")
    private let key: SigningKey

    /// Draws keys, has the office enrol them, and opens an inbox of its own.
    init(_ id: PartyID, in conference: Conference, office: DrillOffice) async throws {
        self.id = id
        let curve = try CurveKeys.generate()
        let seed = (0..<32).map { _ in UInt8.random(in: 0...255) }
        key = try SigningKey(name: "\(id)/\(officer)", seed: seed)
        let enrolment = try await office.enrol(
            id,
            curve,
            actKeys: [ActKey(officer: officer, verifierKey: "\(key.verifier)")]
        )
        let path = conference.folder.appending(path: "\(id).db").path
        try await AgentDatabase.create(path, origin: enrolment.origin, party: id)
        inbox = try await AgentDatabase.open(path, origin: enrolment.origin, party: id, as: .agent)
        transport = try await ZeroMQClientTransport.connect(
            to: ZeroMQClientEndpoint(
                feed: enrolment.feed,
                desk: enrolment.desk,
                serverKey: enrolment.serverKey
            ),
            context: ZeroMQContext(),
            keys: curve,
            settings: .forDrills
        )
        var configuration = try AgentConfiguration(enrolment: enrolment, software: "drill")
        configuration.actKeys = [officer: "\(key.verifier)"]
        configuration.limits.reply = 2000
        configuration.limits.backoff = (first: 50, longest: 500)
        configuration.limits.tick = 50
        agent = DepartmentAgent(
            configuration: configuration,
            transport: transport,
            inbox: inbox,
            surroundings: .real,
            evidence: NoEvidence(),
            observer: NoObserver()
        )
        acts = ActDesk(inbox: inbox, origin: enrolment.origin, surroundings: .real)
    }

    /// Runs until cancelled: the agent, and the officer beside it.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await agent.run() }
            group.addTask {
                while !Task.isCancelled {
                    try await sign()
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            try await group.waitForAll()
        }
    }

    private func sign() async throws {
        let waiting = try await inbox.assignments(InboxFilter(states: [.dispatched, .delivered]))
        guard !waiting.isEmpty else { return }
        _ = try await acts.submit(
            waiting.map { ActWish(verb: .sign, assignment: .id($0.id)) },
            by: officer,
            key: key
        )
    }

    /// Entries confirmed to hold this department's acts, by the act's text.
    func confirmedActs() async throws -> [(text: String, entry: UInt64)] {
        var confirmed: [(text: String, entry: UInt64)] = []
        for assignment in try await inbox.assignments(InboxFilter(limit: 100_000)) {
            for (prepared, answer) in try await inbox.acts(on: assignment.id) {
                for (place, act) in prepared.acts.enumerated() {
                    guard act.assignment == assignment.id, let answer,
                        case .entry(let index) = answer.results[place]
                    else { continue }
                    confirmed.append((act.text, index))
                }
            }
        }
        return confirmed
    }

    /// Everything in the inbox, in order.
    func items() async throws -> [InboxItem] {
        var items: [InboxItem] = []
        while true {
            let page = try await inbox.items(after: UInt64(items.count), limit: 500)
            if page.isEmpty { return items }
            items += page
        }
    }

    func close() async { await transport.close() }
}

private struct NoEvidence: EvidenceKeeper {
    func keep(_ evidence: Evidence) {}
}

private struct NoObserver: AgentObserver {
    func changed(to status: AgentStatus) {}
    func heard(_ time: Timestamp) {}
    func found(_ evidence: Evidence) {}
}

extension ZeroMQSettings.Client {
    /// Comes back at once when the daemon does.
    static var forDrills: Self {
        var settings = Self()
        settings.reconnect = 50
        settings.reconnectMaximum = 200
        return settings
    }
}

extension Timestamp {
    static var now: Self { Self(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}

extension Surroundings {
    /// The machine's clock and chance.
    static var real: Self {
        Self(
            now: { .now },
            uptime: { Int64(ProcessInfo.processInfo.systemUptime * 1000) },
            sleep: { try await Task.sleep(for: .milliseconds($0)) },
            random: { UInt64.random(in: .min ... .max) },
            log: Logger(label: "drill") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}
