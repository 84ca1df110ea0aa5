/// An entry that marks something, and when it was recorded.
package struct Mark: Hashable, Sendable {
    package let index: UInt64
    package let at: Timestamp
    /// The officer who signed; `nil` where a machine or the daemon did it.
    package let officer: OfficerID?

    package init(index: UInt64, at: Timestamp, officer: OfficerID? = nil) {
        self.index = index
        self.at = at
        self.officer = officer
    }
}

/// How a clock stands.
package enum ClockState: Hashable, Sendable {
    case running
    /// The duty was done.
    case settled(Mark)
    /// The duty fell away: the assignment was returned, or the window's question was answered.
    case void(Mark)
}

/// A clock as the docket keeps it.
package struct ClockRecord: Hashable, Sendable {
    package internal(set) var start: ClockStart
    package internal(set) var state: ClockState
    /// Numbers of the steps that fired, in the order they did.
    package internal(set) var fired: [Int]
    /// Index of the entry that started or last redated it.
    package internal(set) var run: UInt64
    /// Why its reminders wait; `nil` when they do not.
    package internal(set) var wait: ClockWait?

    package var isRunning: Bool { state == .running }

    /// The first step in the order of their moments that has not fired; `nil` when none is left.
    package var nextStep: ScheduledStep? {
        start.steps.first { !fired.contains($0.number) }
    }

    /// The legal date has passed and the duty is not done.
    ///
    /// Unknown while provisional: `false`. Rights, presumed dates and clocks of other procedures are
    /// never overdue.
    package func isOverdue(at now: Timestamp) -> Bool {
        guard isRunning, start.duty.isBinding, let legal = start.dates.legal else { return false }
        return now.civilDate > legal
    }
}

/// An assignment as the docket keeps it.
package struct AssignmentRecord: Hashable, Sendable {
    /// Its department and role change only by organisational change and by the decision of a dispute.
    package internal(set) var assignment: Assignment
    /// 1, then one more with each decision of an objection.
    package internal(set) var version: Int
    package internal(set) var state: AssignmentState
    /// The newest entry that handed the assignment to the department; acts must name it.
    package internal(set) var order: UInt64
    package internal(set) var orderHash: Digest32
    package let dispatch: Mark
    /// Place among all assignments in the order of dispatch, from 0.
    package let ordinal: Int
    /// First layer: the department's system has it on disk.
    package internal(set) var receipt: Mark?
    /// Second layer: the officer whose act was the first on it.
    package internal(set) var signature: Mark?
    /// Third layer: the unit accepted.
    package internal(set) var acceptance: Mark?
    package internal(set) var objection: Mark?
    package internal(set) var conclusion: Mark?
    /// Units that held it before, with the entry that released each and its hash.
    package internal(set) var formerUnits: [FormerUnit] = []
    /// Officers of the unit that has it who stand aside (回避).
    ///
    /// Art. 28(3).
    package internal(set) var recused: [OfficerID] = []
    /// Duties whose clocks were started, in the order they first were.
    package internal(set) var duties: [DutyID]
    /// Reasons and reports of its acts and of the decisions about it.
    package internal(set) var notes: [DossierReference]
}

/// A unit that held an assignment before an organisational change.
package struct FormerUnit: Hashable, Sendable {
    package let department: PartyID
    /// The entry that released it; its hand-over answers this one.
    package let release: UInt64
    package let releaseHash: Digest32
    /// Its officers who stood aside; names are a unit's own, and mean nobody in another.
    let recused: [OfficerID]
    /// It handed over (移交).
    package internal(set) var handover: Mark?
}

/// How far a matter is, as a whole.
package enum MatterStage: String, Hashable, Sendable, CaseIterable {
    case open
    /// Handed to nobody: filed, not accepted, no longer accepted.
    case disposed
    /// Part of another matter (并案).
    case merged
    case withdrawn
    /// The petitioner is no more.
    case ended
    /// The procedure is at its end (程序终结).
    case final
    case archived
}

/// A matter as the docket keeps it.
package struct MatterRecord: Hashable, Sendable {
    package internal(set) var facts: MatterFacts
    package let registration: Mark
    package internal(set) var stage = MatterStage.open
    package let reception: Reception
    /// Steps and acts, in the order of the ledger; signatures, objections and their decisions have
    /// their marks on the assignment.
    package internal(set) var steps: [TakenStep] = []
    /// Evidence and reasons of the steps on the matter as a whole.
    package internal(set) var notes: [DossierReference] = []
    /// Officers of the office who stand aside (回避), in the order in which they did.
    ///
    /// Art. 28(3).
    package internal(set) var recused: [OfficerID] = []
    /// The destruction of its dossier; `nil` when nobody asked for one.
    package internal(set) var erasure: ErasureRecord?
    /// The first piece and those joined later, in order.
    package internal(set) var pieces: [Piece]
    /// Papers kept with it, in order.
    package internal(set) var attachments: [AttachmentRecord] = []
    /// In the order of dispatch.
    package internal(set) var assignments: [AssignmentID]
    /// Duties of the matter as a whole whose clocks were started, in the order they first were.
    package internal(set) var duties: [DutyID]
    /// Indexes of the entries in the matter's chain, in order.
    package internal(set) var entries: [UInt64]
    /// Hash of the newest entry in the matter's chain.
    package internal(set) var chainHash: Digest32
}

/// A party as the docket keeps it.
package struct PartyRecord: Hashable, Sendable {
    package internal(set) var party: Party
    /// The entry that enrolled it, or changed its enrolment last.
    package internal(set) var enrolment: Mark
    package internal(set) var revocation: Mark?
    /// Its duties went over to another, or to nobody yet; `nil` while it stands.
    package internal(set) var change: Reorganised?
    /// How many of its assignments stand in each state.
    package internal(set) var tally: [AssignmentState: Int] = [:]
    /// Its assignments in the order of dispatch.
    package internal(set) var assignments: [AssignmentID] = []

    package var isRevoked: Bool { revocation != nil }

    /// One of its assignments went from one state to another.
    mutating func move(from old: AssignmentState, to new: AssignmentState) {
        tally[old, default: 0] -= 1
        tally[new, default: 0] += 1
    }
}

/// One version of a data set that was adopted.
package struct Adopted<Value: Hashable & Sendable>: Hashable, Sendable {
    package let value: Value
    package let adoption: Mark
}
