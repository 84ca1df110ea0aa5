import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// What the conference records: seats, meetings, tasks and members' answers.
    static func conference() throws -> [SampleEntry] {
        [
            SampleEntry(
                event: .seated(
                    Seat(
                        party: department,
                        isMember: true,
                        on: date("2026-10-01"),
                        document: "武信联〔2026〕2号"
                    )
                ),
                cause: office
            ),
            SampleEntry(event: .convened(Convened(step: call)), cause: office),
            SampleEntry(
                event: .convened(
                    Convened(
                        step: notice,
                        recipient: department,
                        ruleSet: rules.id,
                        isLate: true
                    )
                ),
                cause: office
            ),
            SampleEntry(event: .convened(Convened(step: agreement)), cause: office),
            SampleEntry(event: .convened(Convened(step: draft)), cause: office),
            SampleEntry(
                event: .tasked(
                    Tasked(
                        step: TaskStep(.give, of: task, StepDetails(period: .calendarDays(20))),
                        recipient: department,
                        source: AgreedReference(meeting: meeting, number: 2),
                        clocks: [clock(.agreedTask, period: .calendarDays(20))]
                    )
                ),
                cause: office
            ),
            SampleEntry(
                event: .tasked(
                    Tasked(
                        step: TaskStep(
                            .redo,
                            of: task,
                            StepDetails(
                                period: .workingDays(5),
                                notes: [
                                    DossierReference(field: "reason", commitment: filled(0x44))
                                ]
                            )
                        ),
                        recipient: department
                    )
                ),
                cause: office
            ),
            SampleEntry(event: .answered(try answered())),
            SampleEntry(event: .escalated(late)),
            SampleEntry(
                event: .redated(ClockKey(task: task), clock(.agreedTask))
            ),
        ]
    }

    /// A task that goes over to another unit.
    static let movedTask: [SampleEntry] = [
        SampleEntry(
            event: .tasked(
                Tasked(
                    step: TaskStep(
                        .release,
                        of: task,
                        StepDetails(on: date("2026-10-01"), party: PartyID(fixed: "housing"))
                    ),
                    recipient: department,
                    source: AgreedReference(meeting: meeting, number: 2)
                )
            )
        ),
        SampleEntry(
            event: .tasked(
                Tasked(
                    step: TaskStep(
                        .rebind,
                        of: task,
                        StepDetails(on: date("2026-10-01"), party: PartyID(fixed: "housing"))
                    ),
                    recipient: department,
                    source: AgreedReference(meeting: meeting, number: 2),
                    clocks: [clock(.agreedTask, period: .calendarDays(20))]
                )
            )
        ),
    ]

    /// Who presided, and a task that ends with its matter.
    static let presided: [SampleEntry] = [
        SampleEntry(
            event: .convened(
                Convened(
                    step: MeetingStep(
                        .preside,
                        of: meeting,
                        StepDetails(document: "武信联〔2026〕9号"),
                        chair: Chair(
                            standing: .entrusted,
                            party: department,
                            post: OfficerID(fixed: "director"),
                            person: Person(id: OfficerID(fixed: "li-si"), name: "李四")
                        )
                    )
                )
            ),
            cause: office
        ),
        SampleEntry(
            event: .tasked(
                Tasked(
                    step: TaskStep(.conclude, of: task),
                    recipient: department,
                    source: AgreedReference(meeting: meeting, number: 2),
                    settles: [.agreedTask]
                )
            )
        ),
    ]

    /// An item on a document of its own, as it is listed and as a member is told of it.
    static let aboutDocument: [SampleEntry] = {
        let document = DocumentID(high: 0, low: 0x5d)
        var listed = MeetingStep(.list, of: meeting, StepDetails(word: "overdue"), number: 1)
        listed.document = document
        var told = notice
        told.items = [MeetingItem(source: .overdue, document: document)]
        return [
            SampleEntry(event: .convened(Convened(step: listed)), cause: office),
            SampleEntry(
                event: .convened(
                    Convened(step: told, recipient: department, ruleSet: rules.id)
                ),
                cause: office
            ),
        ]
    }()

    private static let meeting = MeetingID(high: 3, low: 1)
    private static let task = TaskID(high: 4, low: 1)

    private static let call = MeetingStep(
        .call,
        of: meeting,
        StepDetails(
            word: "working",
            at: received,
            period: .calendarDays(5),
            document: "第3次",
            person: "王区长"
        ),
        place: "三楼会议室"
    )

    private static let notice = MeetingStep(
        .notify,
        of: meeting,
        StepDetails(word: "working", at: received, document: "第3次", person: "王区长"),
        place: "三楼会议室",
        items: [
            MeetingItem(source: .dispute, matter: matter(1)),
            MeetingItem(
                source: .unfinished,
                about: AgreedReference(meeting: MeetingID(high: 3, low: 0), number: 1),
                title: filled(0x33)
            ),
        ]
    )

    private static let agreement = MeetingStep(
        .agree,
        of: meeting,
        StepDetails(
            period: .calendarDays(20),
            party: department,
            notes: [DossierReference(field: "agreed", commitment: filled(0x55))]
        ),
        number: 2,
        parties: [PartyID(fixed: "housing")],
        task: task,
        about: AgreedReference(meeting: MeetingID(high: 3, low: 0), number: 1)
    )

    private static let draft = MeetingStep(
        .draft,
        of: meeting,
        StepDetails(
            document: "武信联纪〔2026〕3号",
            notes: [DossierReference(field: "minutes", commitment: filled(0x66))]
        ),
        text: filled(0x77)
    )

    private static func answered() throws -> Answered {
        let batch = try signed([
            act(.attend, sequence: 1, of: MatterID(same: meeting)), act(.sign, sequence: 2),
        ])
        return Answered(act: batch[0], settles: [], isLate: false, isSkewed: true)
    }

    private static let late = Escalated(
        clock: ClockKey(task: task),
        owner: department,
        step: 3,
        action: .listForConference,
        recipient: .leaders,
        post: OfficerID(fixed: "convenor"),
        policy: policy.id,
        ruleSet: rules.id,
        due: received,
        isLate: false,
        legal: date("2026-10-10")
    )
}
