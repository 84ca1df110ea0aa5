/// A step of an escalation fired; addressed to one of its targets.
package struct Escalated: Hashable, Sendable {
    package let clock: ClockKey
    package let owner: PartyID
    package let step: Int
    package let action: EscalationAction
    package let recipient: PartyID
    package let post: OfficerID
    package let policy: DataSetID
    package let ruleSet: DataSetID
    /// The moment it was to fire.
    package let due: Timestamp
    /// It fired more than a minute after that moment, because the daemon was down.
    package let isLate: Bool
    /// The clock's legal date, when known.
    package let legal: CivilDate?
    /// 0 for the first time the step fires, 1 for its first repeat.
    package let round: Int
    /// The mark the step gives.
    package let card: Card?
    /// The target nobody could be reached at, whose message this recipient got instead, as a policy writes it.
    package let instead: EscalationTarget?
    /// It waited for whoever attended to it, and there was no progress in time.
    package let isLapsed: Bool
    /// The matter is urgent: nobody who is told may wait.
    package let isUrgent: Bool
    /// The persons who were told, as far as appointments are kept.
    package let holders: [PostHolder]
    /// Who held the owner's posts on the legal date that was missed.
    package let responsible: [PostHolder]

    package init(
        clock: ClockKey,
        owner: PartyID,
        step: Int,
        action: EscalationAction,
        recipient: PartyID,
        post: OfficerID,
        policy: DataSetID,
        ruleSet: DataSetID,
        due: Timestamp,
        isLate: Bool,
        legal: CivilDate?,
        round: Int = 0,
        card: Card? = nil,
        instead: EscalationTarget? = nil,
        isLapsed: Bool = false,
        isUrgent: Bool = false,
        holders: [PostHolder] = [],
        responsible: [PostHolder] = []
    ) {
        self.clock = clock
        self.owner = owner
        self.step = step
        self.action = action
        self.recipient = recipient
        self.post = post
        self.policy = policy
        self.ruleSet = ruleSet
        self.due = due
        self.isLate = isLate
        self.legal = legal
        self.round = round
        self.card = card
        self.instead = instead
        self.isLapsed = isLapsed
        self.isUrgent = isUrgent
        self.holders = holders
        self.responsible = responsible
    }

    /// The same as a daemon recorded it that did not say yet that a matter is urgent.
    package var withoutUrgency: Self {
        Self(
            clock: clock,
            owner: owner,
            step: step,
            action: action,
            recipient: recipient,
            post: post,
            policy: policy,
            ruleSet: ruleSet,
            due: due,
            isLate: isLate,
            legal: legal,
            round: round,
            card: card,
            instead: instead,
            isLapsed: isLapsed,
            holders: holders,
            responsible: responsible
        )
    }

    /// The number by which the clock knows the firing.
    package var number: Int { ScheduledStep.number(step, round: round) }

    /// The most persons of each kind in one entry; the first, in the order of parties and posts.
    package static let mostHolders = 32
}
