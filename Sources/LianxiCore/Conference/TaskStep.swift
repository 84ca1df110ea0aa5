/// What becomes of a task: of what a meeting agreed, about a matter or about none.
///
/// Reports on it are acts of the unit; see ``ActVerb/fulfil``.
package enum TaskStepKind: String, Hashable, Sendable, CaseIterable {
    /// 交办 to the unit that leads it: its clock runs
    case give
    /// 协办: told to a unit that assists
    case assist
    /// 验收通过
    case accept
    /// 退回继续办理
    case redo
    /// 由后一次会议的议定事项取代
    case replace
    /// 移交: told to a unit that another takes the place of, art. 24(2)
    case release
    /// 承接: from the day on the successor owes what the former unit owed, by the same date
    case rebind
    /// 随信访事项办结而了结: the matter the task is about is over
    case conclude

    /// The office takes it by itself; the others follow from a meeting.
    package var isForOffice: Bool { self == .accept || self == .redo }

    /// The members of what it says.
    package var form: StepForm {
        switch self {
        case .give: StepForm(required: [.period], optional: [.document])
        case .conclude: StepForm()
        case .assist: StepForm(required: [.party], optional: [.period, .document])
        case .accept: StepForm(optional: [.note])
        case .redo: StepForm(required: [.period, .note])
        case .replace: StepForm(optional: [.document])
        case .release, .rebind: StepForm(required: [.on, .party])
        }
    }
}

/// A step on a task, taken or wanted.
package struct TaskStep: Hashable, Sendable {
    package let kind: TaskStepKind
    package let task: TaskID
    package var says: StepDetails

    package init(
        _ kind: TaskStepKind,
        of task: TaskID,
        _ says: StepDetails = StepDetails()
    ) {
        self.kind = kind
        self.task = task
        self.says = says
    }
}

/// A step on a task was taken; addressed to the unit it tells.
package struct Tasked: Hashable, Sendable {
    package let step: TaskStep
    package let recipient: PartyID
    /// What was agreed and became the task; only and always where the unit first hears of it.
    package let source: AgreedReference?
    package let clocks: [ClockStart]
    package let settles: [DutyID]

    /// Reports of the unit must answer this entry from now on.
    package var isOrder: Bool { !clocks.isEmpty }

    package init(
        step: TaskStep,
        recipient: PartyID,
        source: AgreedReference? = nil,
        clocks: [ClockStart] = [],
        settles: [DutyID] = []
    ) {
        self.step = step
        self.recipient = recipient
        self.source = source
        self.clocks = clocks
        self.settles = settles
    }
}

/// A member answered the conference with its signature: a notice, minutes or a task.
///
/// Addressed to the office. The act names the meeting or the task in the place of a matter.
package struct Answered: Hashable, Sendable {
    package let act: SignedAct
    package let settles: [DutyID]
    /// The task's legal date had passed.
    package let isLate: Bool
    /// The signer's clock differed from the daemon's by more than five minutes.
    package let isSkewed: Bool

    package init(act: SignedAct, settles: [DutyID], isLate: Bool, isSkewed: Bool) {
        self.act = act
        self.settles = settles
        self.isLate = isLate
        self.isSkewed = isSkewed
    }
}

extension ActVerb {
    /// The act answers the conference, and names a meeting or a task in the place of a matter.
    package var isOfConference: Bool {
        self == .attend || self == .countersign || self == .fulfil
    }
}
