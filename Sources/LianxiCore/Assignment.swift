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
    package let department: PartyID
    package let role: AssignmentRole
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
    /// The unit accepted (受理) and told the petitioner.
    case accepted
    /// Concluded (办结). Final.
    case concluded

    package var isFinal: Bool { self == .returned || self == .concluded }
}

/// A step of a clock's escalation with the moment it fires, computed when the clock starts.
package struct ScheduledStep: Hashable, Sendable {
    package let number: Int
    package let at: Timestamp

    package init(number: Int, at: Timestamp) {
        self.number = number
        self.at = at
    }
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
        steps: [ScheduledStep]
    ) {
        self.duty = duty
        self.owner = owner
        self.ruleSet = ruleSet
        self.policy = policy
        self.start = start
        self.dates = dates
        self.steps = steps
    }
}

/// Which clock: of one assignment, or of a matter as a whole (triage, redispatch).
package struct ClockKey: Hashable, Comparable, Sendable {
    package let matter: MatterID
    package let assignment: AssignmentID?
    package let duty: DutyID

    package init(matter: MatterID, assignment: AssignmentID?, duty: DutyID) {
        self.matter = matter
        self.assignment = assignment
        self.duty = duty
    }

    package static func < (left: Self, right: Self) -> Bool {
        if left.matter != right.matter { return left.matter < right.matter }
        if left.assignment != right.assignment {
            guard let mine = left.assignment else { return true }
            guard let other = right.assignment else { return false }
            return mine < other
        }
        return left.duty < right.duty
    }
}
