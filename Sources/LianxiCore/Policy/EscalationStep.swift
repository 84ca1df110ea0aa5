/// A mark (黄牌、红牌) a step gives; the words are an office's own, the law has none.
package enum Card: String, Hashable, Sendable, CaseIterable {
    case yellow, red
}

/// A step that comes again and again, a bounded number of times.
package struct StepRepeat: Hashable, Sendable {
    /// Between one time and the next.
    package let every: Period
    /// How often after the first time, at least 1.
    package let times: Int

    package init(every: Period, times: Int) {
        self.every = every
        self.times = times
    }

    /// The most repeats of one step.
    package static let most = 30
}

/// One step: after what, to whom.
package struct EscalationStep: Hashable, Sendable {
    /// 1, 2, 3 … within one duty, below 100.
    package let number: Int
    package let moment: EscalationMoment
    package let action: EscalationAction
    /// At least one; one ledger entry each.
    package let targets: [EscalationTarget]
    package let repeats: StepRepeat?
    /// The hour at which the step fires, 0…23, where that is not the policy's; for steps counted in days.
    package let hour: Int?
    package let card: Card?
    /// Assisting units are not told once the unit that leads has accepted.
    package let isQuietedByLead: Bool

    package init(
        number: Int,
        moment: EscalationMoment,
        action: EscalationAction,
        targets: [EscalationTarget],
        repeats: StepRepeat? = nil,
        hour: Int? = nil,
        card: Card? = nil,
        isQuietedByLead: Bool = false
    ) {
        self.number = number
        self.moment = moment
        self.action = action
        self.targets = targets
        self.repeats = repeats
        self.hour = hour
        self.card = card
        self.isQuietedByLead = isQuietedByLead
    }

    /// No quiet hours hold it back: it is a statutory notice, or a card that belongs to its moment.
    package var breaksQuiet: Bool { action.isStatutory || card != nil }
}
