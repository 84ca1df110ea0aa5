import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// Types and members that came after the first eighteen.
    static func later() throws -> [SampleEntry] {
        var sealed = SampleEntry(
            event: .registered(
                Registered(
                    facts: facts,
                    clocks: [clock(.triage)],
                    reception: Reception(
                        answer: .byNotice,
                        isAnonymous: true,
                        representatives: 3,
                        repeats: matter(2),
                        partOf: matter(3),
                        excluded: [department]
                    )
                )
            ),
            cause: office
        )
        sealed.link = ChainLink(number: 1, previous: nil)
        let step = Step(
            .supervise,
            of: matter(1),
            assignment: assignment(1),
            StepDetails(
                word: "delay",
                period: .workingDays(3),
                document: "武信督〔2026〕3号",
                notes: [DossierReference(field: "supervision", commitment: filled(0x66))]
            )
        )
        return [
            sealed,
            SampleEntry(event: .acted(try acted(.opine))),
            SampleEntry(event: .acted(try acted(.requestExtension))),
            SampleEntry(event: .acted(try acted(.recuse))),
            SampleEntry(
                event: .stepped(
                    Stepped(
                        step: step,
                        recipient: department,
                        clocks: [clock(.supervisionReply, period: .workingDays(3))],
                        settles: [.examination],
                        voids: [.execution],
                        isLate: true
                    )
                ),
                cause: office
            ),
            SampleEntry(
                event: .stepped(
                    Stepped(
                        step: Step(
                            .reportUrgent,
                            of: matter(1),
                            StepDetails(
                                word: "department",
                                at: received,
                                person: "值班主任",
                                party: department
                            )
                        )
                    )
                ),
                cause: office
            ),
            SampleEntry(
                event: .stepped(
                    Stepped(
                        step: Step(
                            .hearing,
                            of: matter(1),
                            StepDetails(
                                word: "rereview",
                                on: date("2026-09-28"),
                                until: date("2026-10-12"),
                                notes: [
                                    DossierReference(field: "hearing", commitment: filled(0x67))
                                ]
                            )
                        )
                    )
                ),
                cause: office
            ),
            SampleEntry(
                event: .stepped(
                    Stepped(
                        step: Step(
                            .relate,
                            of: matter(1),
                            StepDetails(word: "repeat", link: matter(2))
                        )
                    )
                ),
                cause: office
            ),
            SampleEntry(
                event: .stepped(
                    Stepped(
                        step: Step(
                            .rebind,
                            of: matter(1),
                            assignment: assignment(1),
                            StepDetails(on: date("2026-12-01"), party: department)
                        ),
                        recipient: department,
                        version: 2,
                        handed: Handed(
                            assignment: dispatch.assignment,
                            facts: facts,
                            clocks: [clock(.notice)]
                        )
                    )
                )
            ),
            SampleEntry(
                event: .reorganised(
                    Reorganised(
                        change: .merged,
                        from: department,
                        to: PartyID(fixed: "housing"),
                        on: date("2026-12-01"),
                        document: "武编〔2026〕8号"
                    )
                ),
                cause: office
            ),
            SampleEntry(event: .partyEnrolled(headed), cause: office),
            SampleEntry(
                event: .appointed(
                    Appointment(
                        party: department,
                        post: OfficerID(fixed: "section-head"),
                        person: Person(id: OfficerID(fixed: "chen-ming"), name: "陈明"),
                        on: date("2026-08-01"),
                        document: "武人社〔2026〕7号",
                        channels: [.feed, .mail]
                    )
                ),
                cause: office
            ),
            SampleEntry(
                event: .appointed(
                    Appointment(
                        party: department,
                        post: OfficerID(fixed: "section-head"),
                        person: nil,
                        on: date("2026-08-21"),
                        channels: []
                    )
                ),
                cause: office
            ),
        ]
    }

    /// What the watch over parties and channels leads to, and a redating told to its department.
    static var watch: [SampleEntry] {
        [
            SampleEntry(
                event: .redated(
                    ClockKey(matter: matter(1), assignment: assignment(1), duty: .notice),
                    clock(.notice),
                    to: department
                )
            ),
            SampleEntry(
                event: .channelChanged(
                    ChannelChanged(
                        party: department,
                        channel: .mail,
                        isWorking: false,
                        since: received,
                        waiting: 7,
                        step: 1,
                        recipient: .office,
                        isLate: false
                    )
                )
            ),
            SampleEntry(
                event: .presenceChanged(
                    PresenceChanged(
                        units: [WatchedUnit(party: department, since: received)],
                        isDark: true,
                        step: 2,
                        recipient: .leaders,
                        isLate: true
                    )
                )
            ),
        ]
    }

    /// With an officer who heads the unit.
    private static let headed = Party(
        id: department,
        kind: .department,
        name: party.name,
        curveKeys: party.curveKeys,
        actKeys: [
            ActKey(
                officer: OfficerID(fixed: "handler"),
                verifierKey: handlerKey.verifier.description,
                isHead: true
            )
        ],
        feedPort: 5604,
        handlesReports: false
    )
}
