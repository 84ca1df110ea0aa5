package import LianxiCore

/// What a notice is about.
///
/// Holds identifiers, dates, codes of closed lists and numbers the office's series give, and nothing else.
package enum NoticeTopic: Hashable, Sendable {
    case escalated(Escalated)
    case dispatched(AssignmentKind, AssignmentRole, isUrgent: Bool)
    case stepped(StepKind)
    case decided(isUpheld: Bool)
    case redated(DutyID, CivilDate?)
    case channel(ChannelChanged)
    case presence(PresenceChanged)
    /// To the office.
    case act(ActVerb, PartyID, isLate: Bool)
    case document(DocumentStep, DocumentID, DocumentKind?, number: String?, by: CivilDate?)
    /// To the office.
    case documentAct(ActVerb, PartyID, DocumentID, isLate: Bool)
    case meeting(MeetingStepKind, MeetingKind?, at: Timestamp?, isLate: Bool)
    case task(TaskStepKind, by: CivilDate?)
    /// To the office.
    case answer(ActVerb, PartyID, isLate: Bool)
    case hole(HoleKey)
    case leaderCase(CaseStepKind)

    /// `nil` for what nobody needs to be woken for.
    init?(_ event: Event) {
        switch event {
        case .escalated(let it): self = .escalated(it)
        case .dispatched(let it):
            self = .dispatched(
                it.assignment.kind,
                it.assignment.role,
                isUrgent: it.facts.isUrgent
            )
        case .stepped(let it): self = .stepped(it.step.kind)
        case .objectionDecided(let it): self = .decided(isUpheld: it.isUpheld)
        case .redated(let key, let start, _): self = .redated(key.duty, start.dates.legal)
        case .channelChanged(let it): self = .channel(it)
        case .presenceChanged(let it): self = .presence(it)
        case .objected(let it), .concluded(let it), .acted(let it):
            guard it.act.act.verb.wakesTheOffice else { return nil }
            self = .act(it.act.act.verb, it.act.act.department, isLate: it.isLate)
        case .documented(let it):
            guard it.move.step.notice != nil else { return nil }
            self = .document(
                it.move.step,
                it.move.document,
                it.subject?.kind,
                number: it.move.number?.text,
                by: it.clocks.due
            )
        case .documentActed(let it):
            guard it.act.act.verb.wakesTheOffice else { return nil }
            self = .documentAct(
                it.act.act.verb,
                it.act.act.department,
                it.document,
                isLate: it.isLate
            )
        case .convened(let it):
            guard it.step.kind.notice != nil else { return nil }
            self = .meeting(
                it.step.kind,
                it.step.says.word.flatMap { MeetingKind(rawValue: $0) },
                at: it.step.says.at,
                isLate: it.isLate
            )
        case .tasked(let it): self = .task(it.step.kind, by: it.clocks.due)
        case .answered(let it):
            guard it.act.act.verb.wakesTheOffice else { return nil }
            self = .answer(it.act.act.verb, it.act.act.department, isLate: it.isLate)
        case .unreached(let it): self = .hole(it.key)
        case .led(let it): self = .leaderCase(it.step.kind)
        default: return nil
        }
    }

    /// Which text tells it.
    package var kind: NoticeKind {
        switch self {
        case .escalated: .escalated
        case .dispatched: .dispatched
        case .stepped: .stepped
        case .decided: .decided
        case .redated: .redated
        case .channel: .channel
        case .presence: .presence
        case .act: .act
        case .document(let step, _, _, _, _): step.notice ?? .documentIssued
        case .documentAct: .documentAct
        case .meeting(let kind, _, _, _): kind.notice ?? .minutes
        case .task: .task
        case .answer: .answer
        case .hole: .hole
        case .leaderCase: .leaderCase
        }
    }
}

extension [ClockStart] {
    /// The day by which the first of them is to be done.
    fileprivate var due: CivilDate? { first.flatMap { $0.dates.target ?? $0.dates.legal } }
}

extension DocumentStep {
    /// Which text tells it; `nil` for what leaves its reader nothing to do.
    fileprivate var notice: NoticeKind? {
        switch self {
        case .drafted: .documentDraft
        case .issued, .rebound, .copied: .documentIssued
        case .released: nil
        case .accepted, .refused: .documentExamined
        case .voided, .recalled: .documentVoided
        }
    }
}

extension MeetingStepKind {
    /// Which text tells it to a member; `nil` for what no member is told.
    fileprivate var notice: NoticeKind? {
        switch self {
        case .notify: .meetingNotice
        case .postpone, .cancel: .meetingChanged
        case .draft, .approve, .correct: .minutes
        case .call, .list, .strike, .attend, .preside, .agree, .dissent: nil
        }
    }
}

extension ActVerb {
    /// Whoever is in the office has something to do or to decide; a plain receipt wakes nobody.
    fileprivate var wakesTheOffice: Bool {
        switch self {
        case .object, .conclude, .answer, .notAccept, .divert, .recuse, .approveDocument,
            .answerDocument, .countersign, .fulfil:
            true
        default: false
        }
    }
}
