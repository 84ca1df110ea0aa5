/// What is done with a meeting of the conference (联席会议), from its call to its minutes.
///
/// The raw value stands in entries, on the wire and in scripts.
package enum MeetingStepKind: String, Hashable, Sendable, CaseIterable {
    /// 召集: by the convenor, or in the convenor's name by the office, art. 13(1)
    case call
    /// 列入议程
    case list
    /// 撤下议题
    case strike
    /// 会议通知, one to each member with what it may see of the agenda
    case notify
    /// 延期召开
    case postpone
    /// 取消召开
    case cancel
    /// 签到: who came, in person or by a substitute, and who was absent
    case attend
    /// 主持: who presided, in which standing, art. 13(1)
    case preside
    /// 议定事项: one unit leads it, by a date
    case agree
    /// 保留意见 of a member who took part, 责任制实施办法 art. 11
    case dissent
    /// 起草会议纪要, sent to whoever took part for countersigning (会签)
    case draft
    /// 签发会议纪要, by the convenor
    case approve
    /// 更正会议纪要
    case correct
}

extension MeetingStepKind {
    /// A member of ``MeetingStep`` beside what it says.
    package enum Extra: String, Hashable, Sendable, CaseIterable {
        case number, parties, place, text, task, document, about, items, chair
    }

    /// The members of what a step of this kind says.
    package var form: StepForm {
        switch self {
        case .call:
            StepForm(
                words: MeetingKind.allCases.map(\.rawValue),
                required: [.word, .at, .document, .person],
                optional: [.period, .note],
                field: "meeting"
            )
        case .list:
            StepForm(
                words: ItemSource.allCases.map(\.rawValue),
                required: [.word],
                optional: [.link, .note],
                field: "item"
            )
        case .strike: StepForm(required: [.note])
        case .notify:
            StepForm(
                words: MeetingKind.allCases.map(\.rawValue),
                optional: [.word, .at, .document, .person]
            )
        case .postpone: StepForm(required: [.at, .note])
        case .cancel: StepForm(required: [.note])
        case .attend:
            StepForm(
                words: Attendance.allCases.map(\.rawValue),
                required: [.word, .party],
                optional: [.person, .note],
                field: "attendance"
            )
        case .preside: StepForm(optional: [.document, .note])
        case .agree:
            StepForm(
                required: [.party, .note],
                optional: [.link, .period, .document],
                field: "agreed"
            )
        case .dissent: StepForm(required: [.party], optional: [.note], field: "dissent")
        case .draft, .correct: StepForm(required: [.document, .note], field: "minutes")
        case .approve: StepForm(required: [.person], optional: [.on, .note])
        }
    }

    /// The extra members an entry of this kind may have; `needs` are those it must have.
    package var extras: (needs: Set<Extra>, may: Set<Extra>) {
        switch self {
        case .call: ([.place], [])
        case .list: ([], [.number, .document, .about])
        case .strike, .dissent: ([.number], [])
        case .notify: ([], [.place, .items])
        case .postpone: ([], [.place])
        case .cancel, .attend, .approve: ([], [])
        case .preside: ([.chair], [])
        case .agree: ([], [.number, .parties, .task, .document, .about])
        case .draft, .correct: ([.text], [])
        }
    }

    /// Steps the convenor may take himself, beside the office in his name.
    package var isForConvenor: Bool {
        switch self {
        case .call, .postpone, .cancel, .approve: true
        default: false
        }
    }
}

/// The two kinds of meeting.
///
/// Art. 12(1).
package enum MeetingKind: String, Hashable, Sendable, CaseIterable {
    /// 全体会议
    case full
    /// 工作会议
    case working
}

/// Why an item is on the agenda.
package enum ItemSource: String, Hashable, Sendable, CaseIterable {
    /// Units disagree, and have no common superior.
    ///
    /// Art. 24(1).
    case dispute
    /// A duty of a unit is past its legal date.
    case overdue
    /// An escalation listed it for the conference.
    case escalated
    /// What an earlier meeting agreed is not carried out.
    case unfinished
    /// Someone put it there.
    case hand
}

/// How a member took part.
package enum Attendance: String, Hashable, Sendable, CaseIterable {
    case present, substitute, absent

    /// A member who was there in person or by a substitute took part in what was agreed.
    package var tookPart: Bool { self != .absent }
}
