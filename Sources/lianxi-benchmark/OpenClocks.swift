import LianxiCore

/// A docket with as many open clocks as asked for, made by the office's and the departments' commands.
enum OpenClocks {
    static let firstDay = CivilDate(year: 2026, month: 1, day: 1)?.dayNumber ?? 0
    static let calendar = calendar("benchmark", off: ["2026-10-01", "2026-10-02", "2026-10-05"])
    /// The same with two days more off, in which many clocks end.
    static let changed = calendar(
        "benchmark-2",
        off: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]
    )
    private static let department = PartyID(fixed: "department")

    /// When the first matter comes.
    static let morning = Timestamp(CivilDate(dayNumber: firstDay + 230), hour: 9)

    /// Four clocks run for each matter: signature, objection, notice, feedback.
    ///
    /// - Parameter clocks: So many, about.
    /// - Returns: The docket, with nothing fired yet.
    /// - Throws: `Refusal`, when the core does not take its own commands.
    static func docket(clocks: Int) throws(Refusal) -> Docket {
        var docket = Docket()
        try docket.take(.found(origin: "benchmark.example/lianxi", name: "b"), nil, morning)
        try docket.take(.adoptCalendar(calendar), nil, morning)
        try docket.take(.adoptRuleSet(rules), nil, morning)
        try docket.take(.adoptPolicy(policy), nil, morning)
        for (party, kind) in [(PartyID.office, PartyKind.office), (department, .department)] {
            try docket.take(.enrol(enrolled(party, kind)), nil, morning)
        }
        for number in 0..<UInt64(clocks / 4) {
            // Spread over 40 days.
            let now = morning.adding(
                milliseconds: Int64(number) * 40 * 86_400_000 * 4 / Int64(clocks)
            )
            for (command, cause) in handingOut(number, to: department, at: now, from: docket.size) {
                try docket.take(command, cause, now)
            }
        }
        return docket
    }

    /// Registers a matter, hands it to the department, and has it received; three entries from `size` on.
    static func handingOut(
        _ number: UInt64,
        to department: PartyID,
        at now: Timestamp,
        from size: UInt64
    ) -> [(command: Command, cause: Cause)] {
        let office = Cause(party: .office, officer: nil, request: nil)
        let facts = MatterFacts(
            matter: MatterID(high: 1, low: number),
            matterClass: .claim6,
            purpose: .claim,
            subject: "labour",
            place: "",
            isUrgent: false,
            piece: Piece(
                number: "\(number)",
                channel: .letter,
                receivedAt: now,
                persons: 1,
                dossier: []
            )
        )
        let recipient = Recipient(
            assignment: AssignmentID(high: 2, low: number),
            department: department,
            role: .lead
        )
        return [
            (.register(facts, Reception()), office),
            (
                .dispatch(
                    matter: facts.matter,
                    kind: .assigned,
                    feedbackPeriod: .calendarDays(30),
                    recipients: [recipient]
                ), office
            ),
            (
                .receive(department: department, order: size + 1),
                Cause(party: department, officer: nil, request: nil)
            ),
        ]
    }

    private static func calendar(_ id: StaticString, off: [String]) -> WorkCalendar {
        let days = off.compactMap { CivilDate($0) }
        return WorkCalendar(
            id: DataSetID(fixed: id),
            years: [2026, 2027].map { year in
                WorkCalendar.Year(
                    year: year,
                    daysOff: days.filter { $0.year == year },
                    makeUpDays: [],
                    source: "made up for the benchmark"
                )
            }
        )
    }

    static func enrolled(
        _ id: PartyID,
        _ kind: PartyKind,
        curveKey: String = String(repeating: "k", count: 40),
        port: Int = 5600
    ) -> Party {
        Party(
            id: id,
            kind: kind,
            name: id.text,
            curveKeys: [curveKey],
            actKeys: [],
            feedPort: port,
            handlesReports: false
        )
    }

    static let rules = RuleSet(
        id: DataSetID(fixed: "benchmark"),
        duties: [
            (.triage, .calendarDays(15)), (.feedback, nil), (.notice, .calendarDays(15)),
            (.objection, .workingDays(5)), (.conclusion, .calendarDays(60)), (.delivery, .hours(4)),
            (.signature, .workingDays(2)), (.objectionDecision, .workingDays(2)),
            (.redispatch, .workingDays(2)),
        ].map { (id: DutyID, period: Period?) in
            Duty(
                id: id,
                basis: .policy,
                article: "",
                titleChinese: "",
                titleEnglish: "",
                period: period
            )
        }
    )

    private static let policy = EscalationPolicy(
        id: DataSetID(fixed: "benchmark"),
        hour: 9,
        chains: [DutyID.notice, .signature].map { duty in
            EscalationPolicy.Chain(
                duty: duty,
                steps: [
                    (1, .beforeTarget(.workingDays(3)), .remind),
                    (2, .afterLegal(.workingDays(1)), .urge),
                    (3, .afterLegal(.workingDays(5)), .supervise),
                ].map { (number: Int, moment: EscalationMoment, action: EscalationAction) in
                    EscalationStep(
                        number: number,
                        moment: moment,
                        action: action,
                        targets: [EscalationTarget(party: .office, post: OfficerID(fixed: "clerk"))]
                    )
                }
            )
        }
    )
}

extension Docket {
    /// Decides and applies, without a ledger.
    fileprivate mutating func take(
        _ command: Command,
        _ cause: Cause?,
        _ now: Timestamp
    ) throws(Refusal) {
        guard case .record(let events) = try decide(command, by: cause, at: now) else { return }
        for event in events {
            let index = size
            guard let hash = Digest32([UInt8](repeating: UInt8(index % 256), count: 32)) else {
                preconditionFailure("not 32 bytes")
            }
            apply(Recorded(index: index, at: now, hash: hash, cause: cause, event: event))
        }
    }
}
