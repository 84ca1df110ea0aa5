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
}

/// When a step fires, relative to the clock it serves.
package enum EscalationMoment: Hashable, Sendable {
    /// After the clock's start. Days fire at the policy's hour; hours fire exactly.
    case afterStart(Period)
    /// Before the target date; days only.
    case beforeTarget(Period)
    /// After the legal date; days only. One working day after is the first moment of a breach.
    case afterLegal(Period)
}

/// Who hears of a step: which party's feed, and which post within the party.
package struct EscalationTarget: Hashable, Sendable {
    /// `department` stands for the party that owes the duty.
    package enum Party: String, Hashable, Sendable, CaseIterable {
        case department, office, leaders
    }
    package let party: Party
    /// A post as the form shows it: `handler`, `section-head`, `leader-in-charge`, `convenor` ….
    package let post: OfficerID

    package init(party: Party, post: OfficerID) {
        self.party = party
        self.post = post
    }
}

/// One step: after what, to whom.
package struct EscalationStep: Hashable, Sendable {
    /// 1, 2, 3 … within one duty.
    package let number: Int
    package let moment: EscalationMoment
    package let action: EscalationAction
    /// At least one; one ledger entry each.
    package let targets: [EscalationTarget]

    package init(
        number: Int,
        moment: EscalationMoment,
        action: EscalationAction,
        targets: [EscalationTarget]
    ) {
        self.number = number
        self.moment = moment
        self.action = action
        self.targets = targets
    }
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

    package init(id: DataSetID, hour: Int, chains: [Chain]) {
        self.id = id
        self.hour = hour
        self.chains = chains
    }

    /// The steps that serve the duty; empty when none do.
    package func steps(for duty: DutyID) -> [EscalationStep] {
        chains.first { $0.duty == duty }?.steps ?? []
    }
}
