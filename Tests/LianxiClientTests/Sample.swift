import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire
import Logging
import Synchronization

/// The conference the tests are about: one department, one officer, one ledger.
enum Sample {
    static let origin = "xinfang.test.example/lianxi"
    static let party = PartyID(fixed: "housing")
    static let officer = OfficerID(fixed: "zhang")

    static var logKey: SigningKey { key(origin, 1) }
    static func confirmationKey(_ seed: UInt8) -> SigningKey { key("\(origin)/confirmation", seed) }
    static var actKey: SigningKey { key("\(party)/\(officer)", 3) }

    private static func key(_ name: String, _ seed: UInt8) -> SigningKey {
        guard let key = try? SigningKey(name: name, seed: Array(repeating: seed, count: 32)) else {
            preconditionFailure("\(name) is a key's name")
        }
        return key
    }

    static var enrolment: Enrolment {
        Enrolment(
            origin: origin,
            party: party,
            feed: "tcp://127.0.0.1:5602",
            desk: "tcp://127.0.0.1:5603",
            serverKey: String(repeating: "a", count: 40),
            logKey: "\(logKey.verifier)",
            confirmationKey: "\(confirmationKey(2).verifier)"
        )
    }

    static func assignment(_ number: Int) -> AssignmentID {
        AssignmentID(high: 1, low: UInt64(number))
    }

    static func matter(_ number: Int) -> MatterID { MatterID(high: 2, low: UInt64(number)) }

    /// A clock of ours that began when the daemon's hour was set, due the same day.
    static func clock(_ duty: DutyID) -> ClockStart {
        let start = Timestamp(seconds: 1_790_000_000)
        return ClockStart(
            duty: duty,
            owner: party,
            ruleSet: DataSetID(fixed: "cn-2022"),
            policy: DataSetID(fixed: "policy-1"),
            start: start,
            dates: DueDates(
                raw: start.civilDate,
                legal: start.civilDate,
                target: start.civilDate,
                calendar: DataSetID(fixed: "cn-2026")
            ),
            steps: []
        )
    }

    /// A step on a document about the first matter, or on one of its own.
    static func documented(
        _ step: DocumentStep,
        _ kind: DocumentKind,
        isOfItsOwn: Bool = false,
        to recipient: PartyID = party,
        saying says: StepDetails = StepDetails()
    ) -> Event {
        let subject = DocumentSubject(
            kind: kind,
            capacity: kind.capacities[0],
            matters: isOfItsOwn ? [] : [matter(1)],
            assignment: isOfItsOwn ? nil : assignment(1),
            addressee: party,
            form: .emptyRoot
        )
        let number = DocumentNumber(
            series: SeriesID(fixed: "conference"),
            year: 2026,
            serial: 1,
            text: "联〔2026〕1号"
        )
        let isWhole = step == .drafted || step == .issued
        return .documented(
            Documented(
                move: DocumentMove(
                    step,
                    DocumentID(high: 0, low: 1),
                    subject: step == .drafted ? subject : nil,
                    number: step == .issued ? number : nil,
                    text: isWhole ? .emptyRoot : nil,
                    says
                ),
                matter: isOfItsOwn ? nil : matter(1),
                subject: isWhole ? subject : nil,
                ruleSet: DataSetID(fixed: "cn-2022"),
                recipient: recipient,
                clocks: step == .issued ? [clock(kind.duty)] : []
            )
        )
    }

    static func dispatched(_ number: Int, as role: AssignmentRole = .lead) -> Dispatched {
        let clock = clock(.delivery)
        let start = clock.start
        return Dispatched(
            assignment: Assignment(
                id: assignment(number),
                matter: matter(number),
                department: party,
                role: role,
                kind: .assigned,
                feedbackPeriod: .calendarDays(30)
            ),
            facts: MatterFacts(
                matter: matter(number),
                matterClass: .claim6,
                purpose: .claim,
                subject: "housing",
                place: "永定镇",
                isUrgent: false,
                piece: Piece(
                    number: "XF-\(number)",
                    channel: .visit,
                    receivedAt: start,
                    persons: 1,
                    dossier: []
                )
            ),
            clocks: [clock],
            settles: []
        )
    }
}

/// A department's machine in the tests: an inbox, a clock that stands, and what was observed.
final class Machine: AgentObserver, EvidenceKeeper {
    struct Seen {
        var uptime: Int64 = 0
        var chance: UInt64 = 0
        var statuses: [AgentStatus] = []
        var evidence: [Evidence] = []
        var heard: [Timestamp] = []
    }

    let seen = Mutex(Seen())
    let inbox = MemoryInbox(origin: Sample.origin, party: Sample.party)

    /// Sleeping moves the clock and lets others run; no real time passes.
    var surroundings: Surroundings {
        Surroundings(
            now: { Timestamp(seconds: 1_790_000_100 + self.seen.withLock { $0.uptime } / 1000) },
            uptime: { self.seen.withLock { $0.uptime } },
            sleep: { milliseconds in
                try Task.checkCancellation()
                self.seen.withLock { $0.uptime += Int64(milliseconds) }
                await Task.yield()
            },
            random: {
                self.seen.withLock { seen in
                    seen.chance = seen.chance &* 6_364_136_223_846_793_005 &+ 1
                    return seen.chance
                }
            },
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    func changed(to status: AgentStatus) { seen.withLock { $0.statuses.append(status) } }
    func heard(_ time: Timestamp) { seen.withLock { $0.heard.append(time) } }
    func found(_ evidence: Evidence) {}
    func keep(_ evidence: Evidence) { seen.withLock { $0.evidence.append(evidence) } }

    var evidence: [Evidence] { seen.withLock { $0.evidence } }

    func agent(
        _ daemon: FakeDaemon,
        _ change: (inout AgentConfiguration) -> Void = { _ in }
    ) throws -> DepartmentAgent {
        var configuration = try AgentConfiguration(
            enrolment: Sample.enrolment,
            software: "test/1"
        )
        configuration.actKeys = [Sample.officer: "\(Sample.actKey.verifier)"]
        change(&configuration)
        return DepartmentAgent(
            configuration: configuration,
            transport: daemon,
            inbox: inbox,
            surroundings: surroundings,
            evidence: self,
            observer: self
        )
    }

    var desk: ActDesk {
        ActDesk(inbox: inbox, origin: Sample.origin, surroundings: surroundings)
    }

    func submit(_ wishes: ActWish...) async throws -> [ActDesk.Ticket] {
        try await desk.submit(wishes, by: Sample.officer, key: Sample.actKey)
    }

    /// Runs the agent until the condition holds; fails after a bounded number of looks.
    func run(
        _ agent: DepartmentAgent,
        until condition: @Sendable @escaping () async -> Bool
    ) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                do { try await agent.run() } catch is CancellationError {}
                return false
            }
            group.addTask {
                for _ in 0..<200_000 {
                    if await condition() { return true }
                    await Task.yield()
                }
                return false
            }
            let first = try await group.next() ?? false
            group.cancelAll()
            return first
        }
    }
}
