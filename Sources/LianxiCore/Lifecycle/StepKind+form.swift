extension StepKind {
    /// The members a step of this kind has.
    package var form: StepForm {
        switch self {
        case .flagUrgent: StepForm(optional: [.at, .note])
        case .reportUrgent:
            StepForm(
                words: UrgentAddressee.allCases.map(\.rawValue),
                required: [.word, .person],
                optional: [.at, .party, .document, .note]
            )
        case .dispose:
            StepForm(
                words: Disposition.allCases.map(\.rawValue),
                required: [.word, .note],
                optional: [.link]
            )
        case .notifyPetitioner:
            StepForm(
                words: ["on-the-spot", "written"],
                required: [.word],
                optional: [.on, .document, .note],
                field: "notice"
            )
        case .merge: StepForm(required: [.link], optional: [.note])
        case .relate:
            StepForm(words: ["repeat", "related"], required: [.word, .link], optional: [.note])
        case .reclassify:
            StepForm(words: MatterClass.allCases.map(\.rawValue), required: [.word, .note])
        case .standAside: StepForm(required: [.person, .note])
        case .openDispute:
            StepForm(words: ["all-refuse", "all-claim"], required: [.word], optional: [.note])
        case .referDispute:
            StepForm(
                words: ["superior", "conference"],
                required: [.word],
                optional: [.document, .note]
            )
        case .decideDispute:
            StepForm(
                words: ["units", "superior", "conference"],
                required: [.word, .party],
                optional: [.on, .document, .note],
                field: "decision"
            )
        case .supervise:
            StepForm(
                words: [
                    "improper", "shirking", "delay", "fraud", "not-carried-out", "dissatisfied",
                ],
                required: [.word, .note],
                optional: [.document, .period],
                field: "supervision"
            )
        case .acceptAnswer: StepForm(optional: [.note])
        case .refuseAnswer: StepForm(required: [.note], optional: [.document, .period])
        case .closeSupervision: StepForm(optional: [.note])
        case .acceptReport: StepForm(optional: [.note])
        case .rework: StepForm(required: [.period, .note], optional: [.document])
        case .consentExtension: StepForm(optional: [.document, .note])
        case .attend:
            StepForm(
                words: Self.clockWords,
                required: [.word, .person],
                optional: [.at, .note]
            )
        case .snooze:
            StepForm(words: Self.clockWords, required: [.word, .person, .on, .note])
        case .hold:
            StepForm(words: Self.clockWords, required: [.word, .note], optional: [.at])
        case .resume: StepForm(words: Self.clockWords, required: [.word], optional: [.note])
        case .stopReminders, .escalate:
            StepForm(words: Self.clockWords, required: [.word, .note])
        case .requestReview:
            StepForm(
                words: ReviewLevel.allCases.map(\.rawValue),
                required: [.word, .on],
                optional: [.party, .document, .note],
                field: "request"
            )
        case .admitReview: StepForm(required: [.note])
        case .hearing:
            StepForm(
                words: ["handling", "review", "rereview"],
                required: [.word, .on, .until, .note],
                optional: [.document],
                field: "hearing"
            )
        case .decideReview:
            StepForm(
                words: ["upheld", "changed", "quashed"],
                required: [.word, .on, .document],
                optional: [.period, .note],
                field: "decision"
            )
        case .serveReview:
            StepForm(
                words: ServiceMethod.allCases.map(\.rawValue),
                required: [.word, .on],
                optional: [.document, .note],
                field: "service"
            )
        case .returnVisit:
            StepForm(
                words: ["phone", "in-person", "not-reached"],
                required: [.word],
                optional: [.on, .note],
                field: "visit"
            )
        case .evaluate:
            StepForm(
                words: Evaluation.allCases.map(\.rawValue),
                required: [.word],
                optional: [.on, .note],
                field: "visit"
            )
        case .withdraw: StepForm(required: [.on, .note], field: "withdrawal")
        case .end:
            StepForm(words: ["deceased", "dissolved"], required: [.word, .note], optional: [.on])
        case .archive: StepForm(optional: [.document])
        case .handleAgain: StepForm(required: [.period])
        case .lapse: StepForm()
        case .release: StepForm(required: [.on], optional: [.party])
        case .rebind: StepForm(required: [.party, .on])
        case .discharge: StepForm()
        }
    }
}

extension StepKind {
    /// The clocks of an assignment, by the names of their duties in small letters.
    fileprivate static let clockWords: [String] = [
        .feedback, .notice, .conclusion, .extendedConclusion, .delivery, .signature,
        .objectionDecision, .presumedConclusion, .supervisionReply, .execution, .nominee,
        .examination, .rehandling, .simplified,
    ].map { (duty: DutyID) in duty.text.lowercased() }
}

/// How a matter ends that is handed to nobody.
package enum Disposition: String, Hashable, Sendable, CaseIterable {
    /// 存: nothing to handle
    case filed
    /// 不予受理: in hand elsewhere within the period, art. 19(3)
    case inHand = "in-hand"
    /// 不再受理: re-reviewed, the same facts and reasons, art. 36(3)
    case reviewed
}

/// Whom an urgent matter is reported to.
///
/// Art. 25.
package enum UrgentAddressee: String, Hashable, Sendable, CaseIterable {
    /// 本级党委和政府
    case ownLevel = "own-level"
    /// 本级信访工作联席会议办公室
    case conferenceOffice = "conference-office"
    /// 相关主管部门
    case department
    /// 上一级信访部门
    case superiorBureau = "superior-bureau"
    /// 国家信访局
    case nationalBureau = "national-bureau"
}

/// Which of the two re-examinations.
package enum ReviewLevel: String, Hashable, Sendable, CaseIterable {
    /// 复查, art. 35
    case review
    /// 复核, art. 36
    case rereview
}

/// How a paper was served on the petitioner (送达), and whether it was signed for.
package enum ServiceMethod: String, Hashable, Sendable, CaseIterable {
    case inPerson = "in-person"
    case post, electronic
    case publicNotice = "public-notice"
    /// 拒收
    case refused
}

/// What the petitioner says of the handling (满意度评价).
package enum Evaluation: String, Hashable, Sendable, CaseIterable {
    case satisfied
    case basicallySatisfied = "basically-satisfied"
    case dissatisfied
}
