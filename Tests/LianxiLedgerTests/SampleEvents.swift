import LianxiCore
import LianxiLedger

/// An entry as the codec takes it.
struct SampleEntry: Hashable {
    var event: Event
    var at = Timestamp(milliseconds: 1_790_553_661_000)
    var cause: Cause?
    /// The place in its chain, where the event stands in one.
    var link = ChainLink(number: 2, previous: filled(0xae))
    var feed: UInt64 = 5

    var chain: ChainLink? { event.chain == nil ? nil : link }
    var delivery: Delivery? { event.recipient.map { Delivery(recipient: $0, number: feed) } }

    func bytes() throws -> [UInt8] {
        try EntryCodec.encode(event, at: at, cause: cause, chain: chain, delivery: delivery)
    }
}

/// One event of every type, with every member an event of its type can have.
enum SampleEvents {
    static let office = Cause(
        party: .office,
        officer: OfficerID(fixed: "coordinator"),
        request: RequestID(high: 0x0011_2233_4455_6677, low: 0x8899_aabb_ccdd_eeff)
    )
    static let department = PartyID(fixed: "human-resources")
    static let received = Timestamp(milliseconds: 1_790_553_600_000)

    static func all() throws -> [SampleEntry] {
        var registered = SampleEntry(event: .registered(registration), cause: office)
        registered.link = ChainLink(number: 1, previous: nil)
        return [
            SampleEntry(event: .founded(origin: origin, name: "测试区信访工作联席会议办公室")),
            SampleEntry(event: .ruleSetAdopted(rules)),
            SampleEntry(event: .calendarAdopted(calendar)),
            SampleEntry(event: .policyAdopted(policy)),
            SampleEntry(event: .partyEnrolled(party), cause: office),
            SampleEntry(event: .partyRevoked(department), cause: office),
            registered,
            SampleEntry(event: .joined(matter(1), piece), cause: office),
            SampleEntry(event: .dispatched(dispatch), cause: office),
            SampleEntry(
                event: .received(receipt),
                cause: Cause(party: department, officer: nil, request: nil)
            ),
            SampleEntry(event: .signed(try acted(.sign))),
            SampleEntry(event: .objected(try acted(.object))),
            SampleEntry(event: .accepted(try acted(.accept))),
            SampleEntry(event: .concluded(try acted(.conclude))),
            SampleEntry(event: .objectionDecided(decision), cause: office),
            SampleEntry(event: .escalated(escalation)),
            SampleEntry(
                event: .looked(
                    Looked(into: .matter(matter(1)), fields: piece.dossier, purpose: "handling")
                ),
                cause: Cause(party: department, officer: OfficerID(fixed: "handler"), request: nil)
            ),
            SampleEntry(
                event: .redated(
                    ClockKey(matter: matter(1), assignment: assignment(1), duty: .notice),
                    clock(.notice)
                )
            ),
            SampleEntry(event: .calendarAdopted(localCalendar), cause: office),
        ] + (try later()) + (try escalations()) + (try conference()) + rosters + routes + watch
            + (try documents()) + erasure + leaders + witnesses + attachments + urgent
            + movedTask + ticks + invitations + movedDocument + presided + [signedSheet]
            + (try signedErasure()) + copiedDocument + (try signedInvitations())
            + (try ownDocument()) + rest
            + shadow + aboutDocument + wishes()
    }

    static let rules = RuleSet(
        id: DataSetID(fixed: "local-2026-1"),
        duties: [
            Duty(
                id: .notice,
                basis: .statute,
                article: "第二十三条",
                titleChinese: "告知受理",
                titleEnglish: "Notice",
                period: .calendarDays(15)
            ),
            Duty(
                id: .feedback,
                basis: .policy,
                article: "22",
                titleChinese: "反馈",
                titleEnglish: "Feedback \"as named\"",
                period: nil
            ),
        ]
    )

    static let calendar = WorkCalendar(
        id: DataSetID(fixed: "cn-2026"),
        years: [
            WorkCalendar.Year(
                year: 2026,
                daysOff: [date("2026-01-01"), date("2026-01-02")],
                makeUpDays: [date("2026-01-04")],
                source: "国办发明电〔2025〕7号"
            )
        ]
    )

    /// The same with names, and with a holiday of a local paper that is made up.
    static let localCalendar = WorkCalendar(
        id: DataSetID(fixed: "qingshan-2026"),
        years: [
            WorkCalendar.Year(
                year: 2026,
                daysOff: [date("2026-01-01"), date("2026-01-02")],
                makeUpDays: [date("2026-01-04")],
                source: "国办发明电〔2025〕7号",
                names: [
                    HolidayName(name: "元旦", first: date("2026-01-01"), last: date("2026-01-02"))
                ],
                local: [
                    LocalHoliday(
                        name: "示例民族节日",
                        daysOff: [date("2026-07-13")],
                        makeUpDays: [date("2026-07-18")],
                        source: "示例政发〔2026〕1号"
                    )
                ]
            )
        ]
    )

    static let policy = EscalationPolicy(
        id: DataSetID(fixed: "standard-2026-1"),
        hour: 9,
        chains: [
            EscalationPolicy.Chain(
                duty: .notice,
                steps: [
                    step(1, .beforeTarget(.workingDays(3)), .remind),
                    step(2, .afterStart(.hours(4)), .urge),
                    step(3, .afterLegal(.calendarDays(1)), .proposeInterview),
                ]
            )
        ]
    )

    private static func step(
        _ number: Int,
        _ moment: EscalationMoment,
        _ action: EscalationAction
    ) -> EscalationStep {
        EscalationStep(
            number: number,
            moment: moment,
            action: action,
            targets: [
                EscalationTarget(party: .department, post: OfficerID(fixed: "handler")),
                EscalationTarget(party: .leaders, post: OfficerID(fixed: "convenor")),
            ]
        )
    }

    static let party = Party(
        id: department,
        kind: .department,
        name: "人力资源和社会保障局",
        curveKeys: ["Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"],
        actKeys: [
            ActKey(
                officer: OfficerID(fixed: "handler"),
                verifierKey: handlerKey.verifier.description
            )
        ],
        feedPort: 5604,
        handlesReports: false
    )

    static let piece = Piece(
        number: "青信访〔2026〕0147",
        channel: .visit,
        receivedAt: received,
        persons: 3,
        dossier: [
            DossierReference(field: "petitioner", commitment: filled(0x33)),
            DossierReference(field: "claim", commitment: filled(0x44)),
        ]
    )

    static let facts = MatterFacts(
        matter: matter(1),
        matterClass: .claim6,
        purpose: .claim,
        subject: "labour",
        place: "青山镇",
        isUrgent: true,
        piece: piece
    )

    static func clock(
        _ duty: DutyID,
        isProvisional: Bool = false,
        period: Period? = nil
    ) -> ClockStart {
        ClockStart(
            duty: duty,
            owner: department,
            ruleSet: rules.id,
            policy: policy.id,
            start: received,
            dates: DueDates(
                raw: isProvisional ? nil : date("2026-10-10"),
                legal: isProvisional ? nil : date("2026-10-10"),
                target: isProvisional ? nil : date("2026-10-09"),
                calendar: calendar.id
            ),
            period: period,
            steps: isProvisional
                ? [] : [ScheduledStep(number: 1, at: received.adding(milliseconds: 60_000))]
        )
    }

    static let registration = Registered(facts: facts, clocks: [clock(.triage)])

    static let dispatch = Dispatched(
        assignment: Assignment(
            id: assignment(1),
            matter: matter(1),
            department: department,
            role: .lead,
            kind: .assigned,
            feedbackPeriod: .calendarDays(15)
        ),
        facts: facts,
        clocks: [clock(.delivery)],
        settles: [.triage]
    )

    static let receipt = Received(
        assignment: assignment(1),
        matter: matter(1),
        department: department,
        version: 1,
        clocks: [clock(.signature), clock(.notice, isProvisional: true)],
        settles: [.delivery]
    )

    /// One of a batch of two, so that the entry has the batch's path.
    static func acted(_ verb: ActVerb) throws -> Acted {
        let batch = try signed([act(verb, sequence: 1), act(.sign, sequence: 2)])
        return Acted(
            assignment: assignment(1),
            version: 1,
            act: batch[0],
            clocks: verb == .object ? [clock(.objectionDecision)] : [],
            settles: [.signature],
            voids: verb == .opine ? [.presumedConclusion] : [],
            isLate: verb == .object,
            isSkewed: false
        )
    }

    static let decision = ObjectionDecided(
        assignment: assignment(1),
        matter: matter(1),
        department: department,
        version: 2,
        isUpheld: true,
        note: filled(0x55),
        clocks: [clock(.redispatch)],
        settles: [.objectionDecision, .notice]
    )

    static let escalation = Escalated(
        clock: ClockKey(matter: matter(1), assignment: assignment(1), duty: .notice),
        owner: department,
        step: 2,
        action: .supervise,
        recipient: .leaders,
        post: OfficerID(fixed: "convenor"),
        policy: policy.id,
        ruleSet: rules.id,
        due: received,
        isLate: true,
        legal: date("2026-10-10")
    )
}
