/// What a step of an escalation does.
///
/// The software reminds and drafts; people decide and sign.
package enum EscalationAction: String, Hashable, Sendable, CaseIterable {
    /// 提醒
    case remind
    /// 催办
    case urge
    /// 督办, art. 40
    case supervise
    /// A proposal of an interview (约谈) put before the convenor, art. 39(3)
    case proposeInterview = "propose-interview"
    /// 提交联席会议: listed for the conference's next meeting
    case listForConference = "list-for-conference"

    /// A notice that puts a breach before those whom the law names: nothing holds it back.
    ///
    /// Arts. 39(3), 40. No quiet hours apply, and nobody can put it off.
    package var isStatutory: Bool {
        switch self {
        case .supervise, .proposeInterview, .listForConference: true
        case .remind, .urge: false
        }
    }
}

/// When a step fires, relative to the clock it serves.
package enum EscalationMoment: Hashable, Sendable {
    /// After the clock's start. Days fire at the policy's hour; hours fire exactly.
    case afterStart(Period)
    /// Before the target date; days only.
    case beforeTarget(Period)
    /// On the target date itself: the day begins, and the duty is not done.
    case onTarget
    /// After the legal date; days only. One working day after is the first moment of a breach.
    case afterLegal(Period)
}

/// A version of the escalation policy: the steps for each duty.
package struct EscalationPolicy: Hashable, Sendable {
    /// The steps that serve one duty, in the order of their numbers.
    package struct Chain: Hashable, Sendable {
        package let duty: DutyID
        package let steps: [EscalationStep]

        package init(duty: DutyID, steps: [EscalationStep]) {
            self.duty = duty
            self.steps = steps
        }
    }

    package let id: DataSetID
    /// The hour of the working day, 0…23 on the wall clock, at which steps counted in days fire.
    package let hour: Int
    /// In the order of the duties, each duty at most once.
    package let chains: [Chain]
    /// When nobody is disturbed, but for what cannot wait; `nil` for never.
    package let quiet: QuietHours?
    /// How long reminders wait for whoever attends to them; `nil` where nobody can make them wait.
    package let lease: Period?
    /// Some step is quieted by the lead's action.
    let hasQuietedSteps: Bool

    package init(
        id: DataSetID,
        hour: Int,
        chains: [Chain],
        quiet: QuietHours? = nil,
        lease: Period? = nil
    ) {
        self.id = id
        self.hour = hour
        self.chains = chains
        self.quiet = quiet
        self.lease = lease
        hasQuietedSteps = chains.contains { $0.steps.contains(where: \.isQuietedByLead) }
    }

    /// The steps that serve the duty; empty when none do.
    package func steps(for duty: DutyID) -> [EscalationStep] {
        chains.first { $0.duty == duty }?.steps ?? []
    }

    /// The step of the duty with the number; `nil` when there is none.
    package func step(_ number: Int, of duty: DutyID) -> EscalationStep? {
        steps(for: duty).first { $0.number == number }
    }

    /// How often the steps that serve the duty fire in all, repeats counted.
    func firings(for duty: DutyID) -> Int {
        steps(for: duty).reduce(0) { $0 + 1 + ($1.repeats?.times ?? 0) }
    }
}
