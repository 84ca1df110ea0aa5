import LianxiCore
import LianxiLedger
import LianxiSQLite

/// A ledger on the disk with very many open clocks, a crowd of which falls due in the same second.
///
/// Made by the office's and the departments' commands, each decided and recorded as the daemon does it.
struct StormLedger {
    static let origin = "storm.benchmark.example/lianxi"

    private let storage: LedgerDatabase
    private var docket = Docket()
    private var recorder = Recorder()

    init(_ storage: LedgerDatabase) { self.storage = storage }

    /// Four clocks run for each matter; for the first `due` matters one of them falls due at the moment returned.
    ///
    /// - Parameters:
    ///   - parties: The office and the departments, with keys and ports.
    ///   - matters: So many.
    ///   - due: So many of them come on the first morning, the others from the fourth day on.
    /// - Returns: When the crowd is due.
    /// - Throws: What the core, the ledger or the disk throws.
    mutating func fill(
        _ parties: [Party],
        matters: Int,
        due: Int
    ) async throws -> Timestamp {
        let morning = OpenClocks.morning
        try take(.found(origin: Self.origin, name: "b"), nil, morning)
        try take(.adoptCalendar(OpenClocks.calendar), nil, morning)
        try take(.adoptRuleSet(OpenClocks.rules), nil, morning)
        try take(.adoptPolicy(Self.policy), nil, morning)
        for party in parties { try take(.enrol(party), nil, morning) }
        let departments = parties.filter { $0.kind == .department }.map(\.id)
        var moment: Timestamp?
        for number in 0..<matters {
            let later = Int64(number - due) * 7 * 86_400_000 / Int64(max(1, matters - due))
            let now =
                number < due ? morning : morning.adding(milliseconds: 3 * 86_400_000 + later)
            let steps = OpenClocks.handingOut(
                UInt64(number),
                to: departments[number % departments.count],
                at: now,
                from: docket.size
            )
            for (command, cause) in steps { try take(command, cause, now) }
            moment = moment ?? docket.plan(at: now).wake
            if recorder.gathered >= 10_000 { try await keep() }
        }
        try await keep()
        guard let moment else { throw Trouble("no clock has a step") }
        return moment
    }

    private mutating func take(_ command: Command, _ cause: Cause?, _ now: Timestamp) throws {
        guard case .record(let events) = try docket.decide(command, by: cause, at: now) else {
            return
        }
        for event in events { docket.apply(try recorder.record(event, at: now, cause: cause)) }
    }

    private mutating func keep() async throws {
        if let batch = recorder.takeBatch() { try await storage.append(batch) }
    }

    /// One step of one clock of each matter: the department is urged after the notice's legal date.
    static let policy = EscalationPolicy(
        id: DataSetID(fixed: "storm"),
        hour: 9,
        chains: [
            EscalationPolicy.Chain(
                duty: .notice,
                steps: [
                    EscalationStep(
                        number: 1,
                        moment: .afterLegal(.workingDays(1)),
                        action: .urge,
                        targets: [
                            EscalationTarget(party: .department, post: OfficerID(fixed: "handler"))
                        ]
                    )
                ]
            )
        ]
    )
}
