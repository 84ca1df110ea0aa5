import LianxiCore
import LianxiLedger
import Testing

/// A small conference as it really goes: every event decided by the docket.
///
/// Two matters handed to one department. The first is signed, accepted and concluded; the second
/// objected to, after a reminder. Its officer signs both first acts as one batch.
struct SampleLedger {
    private(set) var recorded: [Recorded] = []
    private(set) var docket = Docket()
    private var recorder = Recorder()
    private var now = SampleEvents.received
    private var requests: UInt64 = 0

    /// Runs the conference to its end.
    init() throws {
        try found()
        for number in 1...2 as ClosedRange<UInt64> { try handOut(number) }
        let orders = recorded.filter { if case .dispatched = $0.event { true } else { false } }
        for order in orders {
            try run(.receive(department: department, order: order.index), by: ownCause)
        }
        try pass(days: 2)
        let head = (size: recorder.size, root: recorder.tree.root)
        try act([
            LianxiLedgerTests.act(.sign, order: orders[0], head: head, sequence: 1, at: now),
            LianxiLedgerTests.act(.object, order: orders[1], head: head, sequence: 2, at: now),
        ])
        try act([
            LianxiLedgerTests.act(.accept, order: orders[0], head: head, sequence: 3, at: now)
        ])
        try look()
        try act([
            LianxiLedgerTests.act(.conclude, order: orders[0], head: head, sequence: 4, at: now)
        ])
    }

    var entries: [[UInt8]] {
        get throws {
            var recorder = Recorder()
            for it in recorded { _ = try recorder.record(it.event, at: it.at, cause: it.cause) }
            return recorder.takeBatch()?.entries.map(\.bytes) ?? []
        }
    }

    private var department: PartyID { SampleEvents.department }
    private var ownCause: Cause { Cause(party: department, officer: nil, request: nil) }

    private mutating func officeCause() -> Cause {
        requests += 1
        return Cause(
            party: .office,
            officer: OfficerID(fixed: "coordinator"),
            request: request(requests)
        )
    }

    private mutating func found() throws {
        try run(.found(origin: origin, name: "测试联席会议"), by: nil)
        try run(.adoptRuleSet(.sample), by: nil)
        try run(.adoptCalendar(SampleEvents.calendar), by: nil)
        try run(.adoptPolicy(.sample), by: nil)
        let office = Party(
            id: .office,
            kind: .office,
            name: "联席办",
            curveKeys: SampleEvents.party.curveKeys,
            actKeys: [],
            feedPort: 5600,
            handlesReports: false
        )
        try run(.enrol(office), by: nil)
        try run(.enrol(SampleEvents.party), by: nil)
    }

    private mutating func handOut(_ number: UInt64) throws {
        let facts = MatterFacts(
            matter: matter(number),
            matterClass: .claim5,
            purpose: .claim,
            subject: "labour",
            place: "青山镇",
            isUrgent: false,
            piece: SampleEvents.piece
        )
        try run(.register(facts, Reception()), by: officeCause())
        let recipient = Recipient(
            assignment: assignment(number),
            department: department,
            role: .lead
        )
        try run(
            .dispatch(
                matter: matter(number),
                kind: .forwarded,
                feedbackPeriod: nil,
                recipients: [recipient]
            ),
            by: officeCause()
        )
    }

    /// Lets days go by, and what falls due fire.
    private mutating func pass(days: Int64) throws {
        now = now.adding(milliseconds: days * 86_400_000)
        try run(.advanceClock, by: nil)
    }

    private mutating func look() throws {
        let fields = SampleEvents.piece.dossier
        try run(
            .look(into: .matter(matter(1)), fields: fields, purpose: "handling"),
            by: officeCause()
        )
    }

    private mutating func act(_ acts: [Act]) throws {
        for act in try signed(acts) { try run(.act(act), by: ownCause) }
    }

    private mutating func run(_ command: Command, by cause: Cause?) throws {
        now = now.adding(milliseconds: 1000)
        guard case .record(let events) = try docket.decide(command, by: cause, at: now) else {
            Issue.record("\(command) was done before")
            return
        }
        for event in events {
            let made = try recorder.record(event, at: now, cause: cause)
            docket.apply(made)
            recorded.append(made)
        }
    }
}

/// An act on an order that was recorded.
private func act(
    _ verb: ActVerb,
    order: Recorded,
    head: (size: UInt64, root: Digest32),
    sequence: UInt64,
    at: Timestamp
) -> Act {
    guard let matter = order.event.matter else { preconditionFailure("an order has a matter") }
    return act(
        verb,
        sequence: sequence,
        order: order.index,
        orderHash: order.hash,
        head: head,
        of: matter,
        at: at
    )
}

extension RuleSet {
    fileprivate static let sample = Self(
        id: DataSetID(fixed: "local-2026-1"),
        duties: [
            ("D02", "15d"), ("D04", nil), ("D09", "15d"), ("D10", "5wd"), ("D16", "60d"),
            ("P01", "4h"), ("P02", "2wd"), ("P03", "2wd"), ("P04", "2wd"),
        ].compactMap { id, text in
            DutyID(id).map { id in
                Duty(
                    id: id,
                    basis: .policy,
                    article: "",
                    titleChinese: "",
                    titleEnglish: "",
                    period: text.flatMap { Period($0) }
                )
            }
        }
    )
}

extension EscalationPolicy {
    fileprivate static let sample = Self(
        id: DataSetID(fixed: "standard-2026-1"),
        hour: 9,
        chains: [
            Chain(
                duty: .signature,
                steps: [
                    EscalationStep(
                        number: 1,
                        moment: .afterStart(.hours(24)),
                        action: .remind,
                        targets: [
                            EscalationTarget(
                                party: .department,
                                post: OfficerID(fixed: "handler")
                            )
                        ]
                    )
                ]
            )
        ]
    )
}
