/// What a notice is about: each kind has its own text.
///
/// The raw value names the text in the file of texts.
package enum NoticeKind: String, Hashable, Sendable, CaseIterable {
    case escalated, dispatched, stepped, decided, redated, channel, presence
    /// To the office: an act of a unit that the office has to look at.
    case act
    case documentDraft = "document-draft"
    case documentIssued = "document-issued"
    case documentExamined = "document-examined"
    case documentVoided = "document-voided"
    /// To the office: the convenor signed a draft, or a party answered a document.
    case documentAct = "document-act"
    case meetingNotice = "meeting-notice"
    case meetingChanged = "meeting-changed"
    case minutes, task
    /// To the office: a member's answer to the conference.
    case answer
    case hole
    /// A step on a leader's case.
    case leaderCase = "case"
    /// Many notices in one mail.
    case digest

    /// The members its text may name.
    package var members: Set<NoticeMember> {
        self == .digest ? own : own.union([.number, .index, .matter, .party, .post])
    }

    private var own: Set<NoticeMember> {
        switch self {
        case .escalated: [.duty, .owner, .action, .step, .due, .legal, .late, .urgent]
        case .dispatched: [.kind, .role, .urgent]
        case .stepped, .minutes, .leaderCase: [.what]
        case .decided: [.answer]
        case .redated: [.duty, .legal]
        case .channel: [.owner, .channel, .state, .since, .waiting, .late]
        case .presence: [.units, .state, .late]
        case .act, .answer: [.owner, .what, .late]
        case .documentDraft: [.what, .document]
        case .documentIssued: [.what, .document, .by]
        case .documentExamined: [.document, .answer]
        case .documentVoided: [.document]
        case .documentAct: [.owner, .what, .document, .late]
        case .meetingNotice: [.what, .when, .late]
        case .meetingChanged: [.what, .when]
        case .task: [.what, .by]
        case .hole: [.owner, .target, .state]
        case .digest: [.count, .more]
        }
    }
}
