import LianxiCore
import LianxiLedger

/// Entries that people are told of, one for each kind of notice, and some that wake nobody.
enum NoticeSamples {
    static let all: [NoticeSample] = matters + conference + acts

    private static let matters: [NoticeSample] = [
        NoticeSample(
            .escalated,
            escalated,
            "催办（黄牌）：书面告知信访人 D09，法定期限 2026-10-08",
            "urging (yellow card): tell the petitioner in writing D09, legal date 2026-10-08"
        ),
        NoticeSample(
            .dispatched,
            .dispatched(Sample.dispatched(1)),
            "新交办件（主办）",
            "new matter assigned (lead)"
        ),
        NoticeSample(
            .stepped,
            .stepped(
                Stepped(
                    step: Step(
                        .supervise,
                        of: Sample.matter(1),
                        assignment: Sample.assignment(1),
                        StepDetails(
                            word: "delay",
                            notes: [
                                DossierReference(field: "supervision", commitment: .emptyRoot)
                            ]
                        )
                    ),
                    recipient: Sample.party
                )
            ),
            "联席办：督办",
            "the office: supervise"
        ),
        NoticeSample(
            .redated,
            .redated(
                ClockKey(matter: Sample.matter(1), assignment: Sample.assignment(1), duty: .notice),
                Sample.clock(.notice),
                to: Sample.party
            ),
            "期限调整：书面告知信访人 D09 至 2026-09-21",
            "a date moved: tell the petitioner in writing D09 to 2026-09-21"
        ),
        NoticeSample(
            .channel,
            .channelChanged(
                ChannelChanged(
                    party: Sample.party,
                    channel: .mail,
                    isWorking: false,
                    since: moment,
                    waiting: 3,
                    step: 1,
                    recipient: .office,
                    isLate: true
                )
            ),
            "告知渠道故障：housing 邮件（补发）",
            "channel fails: housing mail (told late)"
        ),
        NoticeSample(
            .presence,
            .presenceChanged(
                PresenceChanged(
                    units: [WatchedUnit(party: Sample.party, since: moment)],
                    isDark: true,
                    step: 2,
                    recipient: .leaders,
                    isLate: false
                )
            ),
            "单位工作时间失联",
            "units dark in working hours"
        ),
        NoticeSample(
            .hole,
            .unreached(
                Unreached(
                    target: EscalationTarget(
                        party: .department,
                        post: OfficerID(fixed: "handler")
                    ),
                    party: Sample.party,
                    reason: .vacant,
                    policy: DataSetID(fixed: "policy-1")
                )
            ),
            "无人可达：housing 的 经办人（岗位空缺）",
            "nobody is reached: handler of housing (the post is vacant)"
        ),
    ]

    private static let conference: [NoticeSample] = [
        NoticeSample(
            .documentDraft,
            Sample.documented(.drafted, .rectification, to: .leaders),
            "请签发《责令限期整改通知书》",
            "to be signed: order to rectify"
        ),
        NoticeSample(
            .documentIssued,
            Sample.documented(.issued, .rectification),
            "《责令限期整改通知书》联〔2026〕1号（期限 2026-09-21）",
            "order to rectify 联〔2026〕1号 (due 2026-09-21)"
        ),
        NoticeSample(
            .documentExamined,
            Sample.documented(.refused, .rectification),
            "文书反馈：反馈退回",
            "feedback on a document: feedback refused"
        ),
        NoticeSample(
            .documentVoided,
            Sample.documented(.voided, .rectification),
            "文书作废：00000000",
            "a document is void: 00000000"
        ),
        NoticeSample(
            .meetingNotice,
            convened(.notify, word: "working", at: moment, isLate: true),
            "会议通知：工作会议，\(moment.wallText)（通知较晚）",
            "notice of a meeting: a working meeting, \(moment.wallText) (short notice)"
        ),
        NoticeSample(
            .meetingChanged,
            convened(.postpone, at: moment, hasNote: true),
            "会议变更：延期召开",
            "a meeting changed: postponed"
        ),
        NoticeSample(.minutes, convened(.draft, hasNote: true), "会议纪要送会签", "minutes drafted"),
        NoticeSample(
            .task,
            .tasked(
                Tasked(
                    step: TaskStep(.give, of: task, StepDetails(period: .calendarDays(20))),
                    recipient: Sample.party,
                    source: AgreedReference(meeting: meeting, number: 2),
                    clocks: [Sample.clock(.agreedTask)]
                )
            ),
            "议定事项：交办议定事项（期限 2026-09-21）",
            "task of the conference: given (due 2026-09-21)"
        ),
        NoticeSample(
            .leaderCase,
            .led(
                Led(
                    step: CaseStep(
                        .progress,
                        of: LeaderCaseID(high: 5, low: 1),
                        StepDetails(
                            notes: [DossierReference(field: "progress", commitment: .emptyRoot)]
                        )
                    ),
                    recipient: .leaders
                )
            ),
            "领导包案：包案进展",
            "a leader's case: progress of the case"
        ),
    ]

    /// Acts of a unit, of which the office is told.
    private static let acts: [NoticeSample] = [
        NoticeSample(
            .decided,
            .objectionDecided(
                ObjectionDecided(
                    assignment: Sample.assignment(1),
                    matter: Sample.matter(1),
                    department: Sample.party,
                    version: 2,
                    isUpheld: false,
                    note: nil,
                    clocks: [],
                    settles: []
                )
            ),
            "异议答复：异议不成立",
            "the objection: denied"
        ),
        NoticeSample(
            .act,
            .objected(acted(.object, hasNote: true, isLate: true)),
            "housing 已提出异议（逾期）",
            "housing objected to a matter (late)"
        ),
        NoticeSample(
            .documentAct,
            .documentActed(
                DocumentActed(
                    document: DocumentID(high: 0, low: 1),
                    act: signed(.answerDocument, "done", hasNote: true)
                )
            ),
            "housing：已反馈文书",
            "housing answered the document about a matter"
        ),
        NoticeSample(
            .answer,
            .answered(
                Answered(
                    act: signed(.fulfil, "done", hasNote: true),
                    settles: [],
                    isLate: false,
                    isSkewed: false
                )
            ),
            "housing：已报送落实情况",
            "housing: report on a task"
        ),
    ]

    /// What nobody is told.
    static let quiet: [Event] = [
        .acted(acted(.sign)), convened(.list, word: "hand"), convened(.attend, word: "present"),
        .answered(
            Answered(act: signed(.attend, "present"), settles: [], isLate: false, isSkewed: false)
        ),
        .documentActed(
            DocumentActed(document: DocumentID(high: 0, low: 1), act: signed(.signDocument))
        ),
    ]

    private static let moment = Timestamp(seconds: 1_790_000_100)
    private static let meeting = MeetingID(high: 3, low: 1)
    private static let task = TaskID(high: 4, low: 1)

    private static let escalated = Event.escalated(
        Escalated(
            clock: ClockKey(
                matter: Sample.matter(1),
                assignment: Sample.assignment(1),
                duty: .notice
            ),
            owner: Sample.party,
            step: 1,
            action: .urge,
            recipient: Sample.party,
            post: OfficerID(fixed: "handler"),
            policy: DataSetID(fixed: "policy-1"),
            ruleSet: DataSetID(fixed: "cn-2022"),
            due: moment,
            isLate: false,
            legal: CivilDate(year: 2026, month: 10, day: 8),
            card: .yellow
        )
    )

    private static func convened(
        _ kind: MeetingStepKind,
        word: String? = nil,
        at moment: Timestamp? = nil,
        hasNote: Bool = false,
        isLate: Bool = false
    ) -> Event {
        .convened(
            Convened(
                step: MeetingStep(
                    kind,
                    of: meeting,
                    StepDetails(
                        word: word,
                        at: moment,
                        document: kind == .draft ? "会纪〔2026〕1号" : nil,
                        notes: hasNote
                            ? [DossierReference(field: kind.form.field, commitment: .emptyRoot)]
                            : []
                    ),
                    text: kind == .draft ? .emptyRoot : nil
                ),
                recipient: Sample.party,
                ruleSet: DataSetID(fixed: "cn-2022"),
                isLate: isLate
            )
        )
    }

    private static func acted(_ verb: ActVerb, hasNote: Bool = false, isLate: Bool = false) -> Acted
    {
        Acted(
            assignment: Sample.assignment(1),
            version: 2,
            act: signed(verb, hasNote: hasNote),
            clocks: [],
            settles: [],
            isLate: isLate,
            isSkewed: false
        )
    }

    private static func signed(
        _ verb: ActVerb,
        _ detail: String? = nil,
        hasNote: Bool = false
    ) -> SignedAct {
        let act = Act(
            verb: verb,
            order: 7,
            orderHash: .emptyRoot,
            headSize: 0,
            headRoot: .emptyRoot,
            matter: Sample.matter(1),
            department: Sample.party,
            officer: Sample.officer,
            duty: .signature,
            ruleSet: DataSetID(fixed: "cn-2022"),
            claimedAt: moment,
            sequence: 1,
            detail: detail,
            note: hasNote ? .emptyRoot : nil
        )
        guard
            let signed = try? ActBatch.sign([act], origin: Sample.origin, by: Sample.actKey).first
        else { preconditionFailure("\(verb) can be signed") }
        return signed
    }
}
