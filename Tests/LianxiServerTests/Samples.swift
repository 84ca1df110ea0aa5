import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire

/// The small world of the tests: an office, leaders, two departments, a few rules.
enum Samples {
    static let origin = "test.example/lianxi"
    /// Monday 2026-03-02, 09:00 on the wall.
    static let morning = Timestamp(CivilDate("2026-03-02") ?? CivilDate(dayNumber: 0), hour: 9)
    static let labour = PartyID(fixed: "labour")
    static let housing = PartyID(fixed: "housing")
    static let officer = OfficerID(fixed: "zhang")
    static let coordinator = OfficerID(fixed: "li")
    static let archivist = OfficerID(fixed: "archivist")

    static let ruleSet = RuleSet(
        id: DataSetID(fixed: "test-rules"),
        duties: [
            duty(.triage, .calendarDays(15)), duty(.feedback, nil),
            duty(.notice, .calendarDays(15)), duty(.objection, .workingDays(5)),
            duty(.conclusion, .calendarDays(60)), duty(.delivery, .hours(4)),
            duty(.signature, .workingDays(2)), duty(.objectionDecision, .workingDays(2)),
            duty(.redispatch, .workingDays(2)),
        ]
    )

    static let calendar = WorkCalendar(
        id: DataSetID(fixed: "test-calendar"),
        years: [WorkCalendar.Year(year: 2026, daysOff: [], makeUpDays: [], source: "none")]
    )

    /// One step: an order that no system has after four hours is told to the office.
    static let policy = EscalationPolicy(
        id: DataSetID(fixed: "test-policy"),
        hour: 9,
        chains: [
            EscalationPolicy.Chain(
                duty: .delivery,
                steps: [
                    EscalationStep(
                        number: 1,
                        moment: .afterStart(.hours(4)),
                        action: .remind,
                        targets: [
                            EscalationTarget(party: .office, post: OfficerID(fixed: "handler"))
                        ]
                    )
                ]
            )
        ]
    )

    static func configuration(
        reserveBytes: UInt64 = 0,
        calendar: WorkCalendar = calendar,
        policy: EscalationPolicy = policy
    ) -> ServerConfiguration {
        ServerConfiguration(
            origin: origin,
            software: "lianxid/test",
            address: "127.0.0.1",
            ports: 5600...5699,
            localDesk: nil,
            ruleSet: ruleSet,
            calendar: calendar,
            policy: policy,
            reserveBytes: reserveBytes
        )
    }

    static func party(
        _ id: PartyID,
        _ kind: PartyKind = .department,
        officer: OfficerID = officer,
        others: [OfficerID] = [],
        curveKey: Character = "A",
        signs: Bool = false
    ) throws -> Party {
        Party(
            id: id,
            kind: kind,
            name: "party \(id)",
            curveKeys: [String(repeating: curveKey, count: 40)],
            actKeys: try ([officer] + others).map {
                ActKey(officer: $0, verifierKey: "\(try actKey(id, $0).verifier)")
            },
            feedPort: 0,
            handlesReports: false,
            signs: signs
        )
    }

    /// Who signs what it asks, party by party.
    static let signers: [PartyID: [OfficerID]] = [
        .office: [coordinator, archivist, Scenario.clerk, Scenario.head],
        .leaders: [officer, Scenario.clerk, Scenario.head, .convenor],
    ]

    /// The key an officer signs acts with; its seed follows from its name.
    static func actKey(_ party: PartyID, _ officer: OfficerID) throws -> SigningKey {
        try SigningKey(name: "\(party)/\(officer)", seed: seed(party, officer))
    }

    static func seed(_ party: PartyID, _ officer: OfficerID) -> [UInt8] {
        Digest32.sha256(of: Array("\(party)/\(officer)".utf8)).bytes
    }

    /// What an officer of the office signs himself.
    static func signed(
        _ word: OfficeStatement.Word,
        by officer: OfficerID,
        with key: SigningKey? = nil
    ) async throws -> SignedBy {
        let statement = OfficeStatement(
            origin: origin,
            party: .office,
            officer: officer,
            word: word
        )
        let key = try key ?? actKey(.office, officer)
        return SignedBy(try await statement.signed(by: key, at: morning))
    }

    static func logKey() throws -> SigningKey {
        try SigningKey(name: origin, seed: Array(repeating: 7, count: 32))
    }

    static func confirmationKey() throws -> SigningKey {
        try SigningKey(name: "\(origin)/confirmation", seed: Array(repeating: 8, count: 32))
    }

    private static func duty(_ id: DutyID, _ period: Period?) -> Duty {
        Duty(
            id: id,
            basis: id.text.hasPrefix("P") ? .policy : .statute,
            article: "art. 23",
            titleChinese: "测试",
            titleEnglish: "test",
            period: period
        )
    }
}

/// Numbers that look random and are the same in every run.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}
