/// A document (文书) by which the office or the conference moves a unit that does not move by itself.
///
/// Arts. 13(2), 38, 39(3), 40. The raw value stands in entries, on the wire, in scripts, and names the form's file.
package enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    /// 工作提示单
    case reminder
    /// 催办通知
    case urging
    /// 工作交办单
    case assignmentSheet = "assignment-sheet"
    /// 工作督办单、督办函, with the improvement proposal, art. 40(1)
    case supervision
    /// 联合督查, arts. 13(2), 38
    case inspection
    /// 约谈通知书, art. 39(3)
    case interview
    /// 约谈记录
    case interviewRecord = "interview-record"
    /// 通报, art. 39(3)
    case circular
    /// 挂牌督办, art. 39(3)
    case listed
    /// 责令限期整改, art. 39(3)
    case rectification
    /// 改进工作建议, art. 40(1)
    case improvement
    /// 完善政策建议, art. 40(2)
    case policy
    /// 责任追究建议, art. 40(3): shirking, delay or fraud caused serious consequences
    case accountability
}

/// As whom a document is issued.
package enum DocumentCapacity: String, Hashable, Sendable, CaseIterable {
    /// 信访部门
    case bureau
    /// 信访工作联席会议
    case conference
}

extension DocumentKind {
    /// As whom it may be issued; the first is meant where nothing is said.
    package var capacities: [DocumentCapacity] {
        switch self {
        case .reminder, .urging, .assignmentSheet: [.bureau, .conference]
        case .inspection: [.conference, .bureau]
        case .supervision, .improvement, .policy, .accountability: [.bureau]
        case .interview, .interviewRecord, .circular, .listed, .rectification: [.conference]
        }
    }

    /// A measure of the conference, chosen by gravity (视情节轻重): the convenor signs the draft before it is issued.
    ///
    /// Art. 39(3).
    package var needsConvenor: Bool {
        switch self {
        case .interview, .circular, .listed, .rectification: true
        default: false
        }
    }

    /// One of the three proposals (三项建议); the addressee says in writing what it adopts.
    ///
    /// Art. 40(4).
    package var isProposal: Bool {
        self == .improvement || self == .policy || self == .accountability
    }

    /// The duty of its addressee where a period is named, or local rules name one.
    package var duty: DutyID {
        if isProposal { return .proposalFeedback }
        return self == .rectification ? .rectification : .supervisionReply
    }

    /// The words an answer to it may be.
    package var answers: [String] {
        if isProposal { return ActVerb.adoptions }
        return self == .rectification || self == .listed ? ["done", Self.progress] : ["answered"]
    }

    /// The answer that tells how far one is, and ends no clock.
    package static let progress = "under-way"

    /// What a draft of it says besides whom it concerns; its text is the note.
    package var form: StepForm {
        switch self {
        case .reminder, .urging, .assignmentSheet, .inspection:
            StepForm(required: [.note], optional: [.period], field: field)
        case .supervision:
            StepForm(
                words: StepKind.supervise.form.words,
                required: [.word, .note],
                optional: [.period],
                field: field
            )
        case .interview, .listed:
            StepForm(
                words: Self.failings,
                required: [.word, .note],
                optional: [.period],
                field: field
            )
        case .circular:
            StepForm(words: Self.failings, required: [.word, .note], field: field)
        case .rectification:
            StepForm(words: Self.failings, required: [.word, .period, .note], field: field)
        case .interviewRecord: StepForm(required: [.note], field: field)
        case .improvement:
            StepForm(
                words: StepKind.supervise.form.words,
                required: [.note],
                optional: [.word, .period],
                field: field
            )
        case .policy: StepForm(required: [.note], optional: [.period], field: field)
        case .accountability:
            StepForm(
                words: ["shirking", "delay", "fraud"],
                marks: ["serious-consequences"],
                required: [.word, .marks, .note],
                optional: [.period],
                field: field
            )
        }
    }

    /// The field of the dossier its text is sealed in; that of a supervision sheet is the step's too.
    package var field: String {
        self == .supervision ? StepKind.supervise.form.field : "document"
    }

    /// 履职不力、存在严重问题, art. 39(3)
    private static let failings = ["poor-performance", "serious-problems"]
}

extension DutyID {
    /// An organ says in writing what it adopts of a proposal.
    ///
    /// Art. 40(4); the Regulations name no number.
    package static let proposalFeedback = Self(fixed: "D25")
    /// A unit rectifies within the limit the joint conference sets.
    ///
    /// Art. 39(3).
    package static let rectification = Self(fixed: "D26")
}
