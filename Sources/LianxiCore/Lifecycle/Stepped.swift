/// A step was taken; carries what follows from it.
///
/// Addressed to the assignment's department where the kind concerns one assignment.
package struct Stepped: Hashable, Sendable {
    package let step: Step
    package let recipient: PartyID?
    /// The assignment's version from now on; only for kinds that are orders.
    package let version: Int?
    package let clocks: [ClockStart]
    /// Duties done.
    package let settles: [DutyID]
    /// Duties that fell away.
    package let voids: [DutyID]
    /// The legal date of the duty done had passed on the day the fact is dated.
    package let isLate: Bool
    /// What a successor is handed; only and always for ``StepKind/rebind``.
    package let handed: Handed?

    package init(
        step: Step,
        recipient: PartyID? = nil,
        version: Int? = nil,
        clocks: [ClockStart] = [],
        settles: [DutyID] = [],
        voids: [DutyID] = [],
        isLate: Bool = false,
        handed: Handed? = nil
    ) {
        self.handed = handed
        self.step = step
        self.recipient = recipient
        self.version = version
        self.clocks = clocks
        self.settles = settles
        self.voids = voids
        self.isLate = isLate
    }
}

/// An assignment as its new holder must know it: what a dispatch says, and what is owed already.
package struct Handed: Hashable, Sendable {
    /// With the successor as its department.
    package let assignment: Assignment
    package let facts: MatterFacts
    /// The clocks that run, with the dates they have.
    package let clocks: [ClockStart]

    package init(assignment: Assignment, facts: MatterFacts, clocks: [ClockStart]) {
        self.assignment = assignment
        self.facts = facts
        self.clocks = clocks
    }
}

/// Duties of a unit go over to another (分立、合并、撤销).
///
/// Art. 24(2).
///
/// From the day on, every open assignment is handed to the successor; its clocks keep their dates.
package struct Reorganised: Hashable, Sendable {
    /// What happened to the unit.
    package enum Change: String, Hashable, Sendable, CaseIterable {
        case merged, split, abolished
        /// 职责调整
        case moved
    }

    package let change: Change
    package let from: PartyID
    /// `nil` while it is unclear who carries the powers on: then nobody owns the matters, and the office
    /// owes a nominee.
    package let to: PartyID?
    /// The first day the successor is responsible.
    package let on: CivilDate
    /// Number of the decision, as in ``StepDetails/document``.
    package let document: String
    /// Only what the unit holds of these matters goes over, and the unit stands (分立); empty for everything.
    package let matters: [MatterID]

    package init(
        change: Change,
        from: PartyID,
        to: PartyID?,
        on: CivilDate,
        document: String,
        matters: [MatterID] = []
    ) {
        self.matters = matters
        self.change = change
        self.from = from
        self.to = to
        self.on = on
        self.document = document
    }

    /// The most matters one change may name.
    package static let mostMatters = 100

    /// The unit is gone after it.
    package var isWhole: Bool { matters.isEmpty }
}

/// How a matter was received, beside its facts; what is usual is left out.
///
/// Never sent to a department.
package struct Reception: Hashable, Sendable {
    /// What the petitioner was told at the reception.
    package enum Answer: String, Hashable, Sendable, CaseIterable {
        /// 当场书面告知
        case onTheSpot = "on-the-spot"
        /// To be told in writing within the period of D08.
        case byNotice = "by-notice"
    }

    /// `nil` where the office sends the matter on and tells nobody itself.
    package var answer: Answer?
    /// Name or address is unclear: nobody can be told (D08 falls away), the matter is handled all the same.
    ///
    /// Art. 23(2).
    package var isAnonymous: Bool
    /// How many represent those who came together, at most 5.
    ///
    /// Art. 20(3).
    package var representatives: Int?
    /// The same matter, raised before (重件).
    package var repeats: MatterID?
    /// The matter whose letter this part was split from; stands only on the sealed part.
    package var partOf: MatterID?
    /// Units and their people that are reported: never handed the matter.
    ///
    /// Art. 30(3).
    package var excluded: [PartyID]

    package init(
        answer: Answer? = nil,
        isAnonymous: Bool = false,
        representatives: Int? = nil,
        repeats: MatterID? = nil,
        partOf: MatterID? = nil,
        excluded: [PartyID] = []
    ) {
        self.answer = answer
        self.isAnonymous = isAnonymous
        self.representatives = representatives
        self.repeats = repeats
        self.partOf = partOf
        self.excluded = excluded
    }

    /// The most representatives of those who come together.
    ///
    /// Art. 20(3).
    package static let mostRepresentatives = 5
    /// The most units that may be excluded.
    package static let mostExcluded = 16
}
