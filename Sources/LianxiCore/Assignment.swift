/// Who leads and who assists (主办, 协办).
package enum AssignmentRole: String, Hashable, Sendable, CaseIterable {
    case lead, assisting
}

/// 转送: no result owed to the office; 交办: a conclusion report within a named period.
///
/// Art. 22(1).
package enum AssignmentKind: String, Hashable, Sendable, CaseIterable {
    case forwarded, assigned
}

/// One handing-over of one matter to one department, as dispatched.
package struct Assignment: Hashable, Sendable {
    package let id: AssignmentID
    package let matter: MatterID
    package internal(set) var department: PartyID
    package internal(set) var role: AssignmentRole
    package let kind: AssignmentKind
    /// The period the assigner names for feedback (D04); only and always for `assigned`.
    package let feedbackPeriod: Period?

    package init(
        id: AssignmentID,
        matter: MatterID,
        department: PartyID,
        role: AssignmentRole,
        kind: AssignmentKind,
        feedbackPeriod: Period?
    ) {
        self.id = id
        self.matter = matter
        self.department = department
        self.role = role
        self.kind = kind
        self.feedbackPeriod = feedbackPeriod
    }
}

/// Where an assignment stands.
///
/// Overdue and escalated are facts beside the state, not states.
package enum AssignmentState: String, Hashable, Sendable, CaseIterable {
    /// Recorded and published; the unit's system has not said that it has it.
    case dispatched
    /// The unit's system has it on disk (送达).
    case delivered
    /// An officer signed (签收).
    case signed
    /// The unit says it is not competent (异议); waits for the office.
    case objected
    /// The office agreed; materials went back (退回). Final.
    case returned
    /// The petitioner was told of receipt, route and procedure (告知).
    case notified
    /// The unit accepted (受理) and told the petitioner; it handles the matter.
    case accepted
    /// Led into another procedure (导入), art. 31(1)–(5).
    case diverted
    /// Not accepted (不予受理), with reasons.
    case notAccepted = "not-accepted"
    /// The written opinion is issued (出具处理意见书), or an agreement was reached.
    case opinionIssued = "opinion-issued"
    /// The opinion was served on the petitioner (送达).
    case served
    /// Concluded (办结). Final, unless the office sends it back.
    case concluded
    /// It ended with its matter: the petitioner withdrew or is no more. Final.
    case withdrawn

    package var isFinal: Bool { self == .returned || self == .concluded || self == .withdrawn }
    /// The unit has nothing left to do but to report.
    package var isOver: Bool { isFinal || self == .diverted || self == .notAccepted }
}

/// A step of a clock's escalation with the moment it fires, computed when the clock starts.
package struct ScheduledStep: Hashable, Sendable {
    /// The policy's number of the step, and 100 more for each time it came before.
    package let number: Int
    package let at: Timestamp

    package init(number: Int, at: Timestamp) {
        self.number = number
        self.at = at
    }

    init(number: Int, round: Int, at: Timestamp) {
        self.init(number: Self.number(number, round: round), at: at)
    }

    /// The policy's number of the step.
    package var step: Int { number % Self.rounds }
    /// 0 for the first time, 1 for the first repeat.
    package var round: Int { number / Self.rounds }

    private static let rounds = 100
    static func number(_ step: Int, round: Int) -> Int { step + rounds * round }
}

/// A clock (期限) as it starts: who owes which duty, by when, under which rules.
///
/// Never changed afterwards.
package struct ClockStart: Hashable, Sendable {
    package let duty: DutyID
    package let owner: PartyID
    package let ruleSet: DataSetID
    package let policy: DataSetID
    package let start: Timestamp
    package let dates: DueDates
    /// The period the dates come from, where it is not the rule set's own: named, extended, or with
    /// the days of a hearing added.
    package let period: Period?
    /// In the order of their moments.
    ///
    /// A step relative to a provisional date is not in the list.
    package let steps: [ScheduledStep]

    package init(
        duty: DutyID,
        owner: PartyID,
        ruleSet: DataSetID,
        policy: DataSetID,
        start: Timestamp,
        dates: DueDates,
        period: Period? = nil,
        steps: [ScheduledStep]
    ) {
        self.duty = duty
        self.owner = owner
        self.ruleSet = ruleSet
        self.policy = policy
        self.start = start
        self.dates = dates
        self.period = period
        self.steps = steps
    }
}

/// Which clock: of one assignment, of a matter as a whole (triage, redispatch), or of a document.
package struct ClockKey: Hashable, Comparable, Sendable {
    package let matter: MatterID
    package let assignment: AssignmentID?
    package let duty: DutyID
    /// The document whose answer or rectification is owed; `nil` for every other clock.
    package let document: DocumentID?

    package init(
        matter: MatterID,
        assignment: AssignmentID?,
        duty: DutyID,
        document: DocumentID? = nil
    ) {
        self.matter = matter
        self.assignment = assignment
        self.duty = duty
        self.document = document
    }

    /// Of a duty that came with an assignment: one that concerns the matter as a whole names none.
    package init(
        of duty: DutyID,
        in matter: MatterID,
        on assignment: AssignmentID?,
        document: DocumentID? = nil
    ) {
        self.init(
            matter: matter,
            assignment: duty.concernsMatter ? nil : assignment,
            duty: duty,
            document: document
        )
    }

    package static func < (left: Self, right: Self) -> Bool {
        if left.matter != right.matter { return left.matter < right.matter }
        if left.assignment != right.assignment {
            guard let mine = left.assignment else { return true }
            guard let other = right.assignment else { return false }
            return mine < other
        }
        if left.duty != right.duty { return left.duty < right.duty }
        guard let mine = left.document else { return right.document != nil }
        guard let other = right.document else { return false }
        return mine < other
    }
}
