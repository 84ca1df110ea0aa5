package import LianxiCore
import LianxiJSON

/// What the agent shows of an assignment beside its state: the matter's outward facts and the clocks.
///
/// Kept in ``InboxAssignment/details``. Facts and rule set come with the order over the feed; clocks
/// are asked for at the desk whenever something changed, since they start from receipts and acts.
package struct AssignmentDetails: Hashable, Sendable {
    /// A clock of the assignment as the desk last told it.
    package struct Clock: Hashable, Sendable {
        package let duty: DutyID
        package let owner: PartyID
        package let start: Timestamp
        /// `nil` while provisional: a year's calendar is not loaded.
        package let legal: CivilDate?
        package let target: CivilDate?

        package init(
            duty: DutyID,
            owner: PartyID,
            start: Timestamp,
            legal: CivilDate?,
            target: CivilDate?
        ) {
            self.duty = duty
            self.owner = owner
            self.start = start
            self.legal = legal
            self.target = target
        }

        /// The legal date of a duty has passed on the day of `now`; a right or a warning is never overdue.
        package func isOverdue(at now: Timestamp) -> Bool {
            duty.isBinding && (legal.map { $0 < now.civilDate } ?? false)
        }
    }

    /// An escalation that was addressed to us.
    package struct Escalation: Hashable, Sendable {
        /// Its number in the feed.
        package let number: UInt64
        package let duty: DutyID
        /// The document about which it is; `nil` where the duty is the assignment's own.
        package let document: DocumentID?
        package let step: Int
        package let action: EscalationAction
        package let post: OfficerID
        package let at: Timestamp

        package init(
            number: UInt64,
            duty: DutyID,
            document: DocumentID? = nil,
            step: Int,
            action: EscalationAction,
            post: OfficerID,
            at: Timestamp
        ) {
            self.number = number
            self.duty = duty
            self.document = document
            self.step = step
            self.action = action
            self.post = post
            self.at = at
        }
    }

    /// That the assignment went over to another unit.
    ///
    /// Art. 24(2).
    package struct Released: Hashable, Sendable {
        /// `nil` while nobody is named.
        package let successor: PartyID?

        package init(to successor: PartyID?) { self.successor = successor }
    }

    /// Feed number of the item that first handed it to us; people name the assignment by it.
    package let number: UInt64
    /// The office's own number of the piece.
    package let matterNumber: String
    package let matterClass: MatterClass
    package let subject: String
    package let place: String
    package let isUrgent: Bool
    package let receivedAt: Timestamp
    package let feedbackPeriod: Period?
    /// The rule set the order's clocks stand in; acts name it.
    package let ruleSet: DataSetID
    /// Version of the assignment: grows with each order.
    package var version: Int
    /// Clocks that run, in the order of their duties.
    package var clocks: [Clock]
    /// At most ``mostEscalations``, the newest last.
    package var escalations: [Escalation]
    /// `nil` while the assignment is ours.
    package var released: Released?

    /// Older escalations stay in the feed's items and are not listed any more.
    package static let mostEscalations = 16

    package init(
        number: UInt64,
        matterNumber: String,
        matterClass: MatterClass,
        subject: String,
        place: String,
        isUrgent: Bool,
        receivedAt: Timestamp,
        feedbackPeriod: Period?,
        ruleSet: DataSetID,
        version: Int,
        clocks: [Clock],
        escalations: [Escalation],
        released: Released? = nil
    ) {
        self.released = released
        self.number = number
        self.matterNumber = matterNumber
        self.matterClass = matterClass
        self.subject = subject
        self.place = place
        self.isUrgent = isUrgent
        self.receivedAt = receivedAt
        self.feedbackPeriod = feedbackPeriod
        self.ruleSet = ruleSet
        self.version = version
        self.clocks = clocks
        self.escalations = escalations
    }

    package mutating func add(_ escalation: Escalation) {
        escalations = (escalations + [escalation]).suffix(Self.mostEscalations)
    }

    /// The clock of ours whose target date comes first; overdue ones before all others.
    package func nextClock(of party: PartyID) -> Clock? {
        clocks.filter { $0.owner == party }.min { left, right in
            (left.target ?? left.legal ?? .distant) < (right.target ?? right.legal ?? .distant)
        }
    }
}

extension CivilDate {
    /// Stands for a date not known yet when sorting: after every date that is.
    static let distant = CivilDate(dayNumber: .max)
}
