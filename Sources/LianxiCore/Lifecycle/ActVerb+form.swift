extension ActVerb {
    /// What an opinion or a conclusion may say: 支持, 解释说明, 不支持.
    ///
    /// Art. 32.
    package static let results = ["supported", "explained", "not-supported"]
    /// What may become of a suggestion: 采纳, 部分采纳, 不采纳.
    ///
    /// Art. 29.
    package static let adoptions = ["adopted", "partly-adopted", "not-adopted"]

    /// Outcomes (三到位一处理), then the means used.
    ///
    /// Arts. 27 and 37.
    package static let marks = [
        "solved", "educated", "relieved", "punished",
        "by-law", "by-policy", "by-mediation", "by-consultation", "by-hearing", "by-relief",
    ]

    /// The members an act of this verb has.
    package var form: StepForm {
        switch self {
        case .sign: StepForm(optional: [.note])
        case .object: StepForm(required: [.note])
        case .accept:
            StepForm(words: ["simplified"], optional: [.word, .on, .document, .note])
        case .conclude:
            StepForm(
                words: Self.results + Self.adoptions,
                marks: Self.marks,
                required: [.word, .note],
                optional: [.marks, .on, .document],
                field: "report"
            )
        case .notify: StepForm(optional: [.on, .document, .note], field: "notice")
        case .divert:
            StepForm(
                words: Procedure.allCases.map(\.rawValue),
                required: [.word],
                optional: [.on, .document, .note],
                field: "notice"
            )
        case .notAccept:
            StepForm(
                words: ["in-hand", "reviewed", "other"],
                required: [.word, .note],
                optional: [.on, .document]
            )
        case .progress:
            StepForm(
                words: [
                    "contact", "investigation", "hearing", "mediation", "settlement", "relief",
                    "other",
                ],
                required: [.word],
                optional: [.on, .note],
                field: "progress"
            )
        case .recuse: StepForm(required: [.person, .note])
        case .requestExtension: StepForm(required: [.period, .note], optional: [.on])
        case .approveExtension: StepForm(required: [.period], optional: [.on, .document])
        case .tellExtension:
            StepForm(required: [.on], optional: [.document, .note], field: "notice")
        case .legalReview:
            StepForm(words: ["passed", "sent-back"], required: [.word], optional: [.on, .note])
        case .opine:
            StepForm(
                words: Self.results,
                marks: Self.marks,
                required: [.word, .document, .note],
                optional: [.marks, .on],
                field: "opinion"
            )
        case .agree:
            StepForm(
                words: ["mediation", "settlement"],
                marks: Self.marks,
                required: [.word, .note],
                optional: [.marks, .on, .document],
                field: "agreement"
            )
        case .serve:
            StepForm(
                words: ServiceMethod.allCases.map(\.rawValue),
                required: [.word, .on],
                optional: [.document, .note],
                field: "service"
            )
        case .withdraw: StepForm(required: [.on, .note], field: "withdrawal")
        case .execute:
            StepForm(
                words: ["done", "under-way", "refused"],
                required: [.word, .note],
                optional: [.on],
                field: "report"
            )
        case .answer: StepForm(required: [.note], optional: [.document], field: "answer")
        case .handOver: StepForm(optional: [.document, .note], field: "handover")
        case .attend:
            StepForm(
                words: Attendance.allCases.map(\.rawValue),
                required: [.word],
                optional: [.person, .note],
                field: "attendance"
            )
        case .countersign:
            StepForm(
                words: ["agreed", "dissent"],
                required: [.word],
                optional: [.note],
                field: "dissent"
            )
        case .fulfil:
            StepForm(
                words: ["under-way", "done", "obstructed"],
                required: [.word, .note],
                optional: [.document],
                field: "report"
            )
        case .approveDocument: StepForm(optional: [.note], field: "opinion")
        case .signDocument: StepForm()
        case .answerDocument:
            StepForm(
                words: Self.adoptions + ["done", "under-way", "answered"],
                required: [.word, .note],
                optional: [.on, .document],
                field: "feedback"
            )
        }
    }
}

/// Another procedure a matter is led into (导入).
///
/// Art. 31(1)–(5).
package enum Procedure: String, Hashable, Sendable, CaseIterable {
    /// 诉讼、检察监督、公安程序, art. 31(1)
    case litigation
    /// 行政复议, art. 31(1), (4)
    case reconsideration
    /// 仲裁, art. 31(2)
    case arbitration
    /// 党员申诉、申请复审, art. 31(3)
    case partyAppeal = "party-appeal"
    /// 裁决、确认、许可、处罚, art. 31(4)
    case administrative
    /// 劳动保障监察, art. 31(5)
    case labourInspection = "labour-inspection"
    /// 政府信息公开
    case information
    /// 履行其他法定职责, art. 31(5)
    case statutoryDuty = "statutory-duty"

    /// The clock of the other procedure that is shown; `nil` where none is known.
    package var clock: DutyID? {
        switch self {
        case .labourInspection: .labourInspection
        case .information: .information
        case .litigation, .reconsideration, .arbitration, .partyAppeal, .administrative,
            .statutoryDuty:
            nil
        }
    }
}
