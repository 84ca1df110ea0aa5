import LianxiCore

extension EscalationPolicy {
    /// A policy of one chain that serves the duty.
    static func of(
        _ duty: DutyID,
        _ steps: [EscalationStep],
        id: StaticString = "tested",
        quiet: QuietHours? = nil
    ) -> Self {
        Self(id: dataSet(id), hour: 9, chains: [Chain(duty: duty, steps: steps)], quiet: quiet)
    }
}

extension EscalationStep {
    /// A step to targets as a policy file writes them.
    static func step(
        _ number: Int,
        _ moment: EscalationMoment,
        _ action: EscalationAction = .remind,
        to targets: String...,
        again repeats: StepRepeat? = nil,
        hour: Int? = nil,
        card: Card? = nil
    ) -> Self {
        Self(
            number: number,
            moment: moment,
            action: action,
            targets: targets.map { target($0) },
            repeats: repeats,
            hour: hour,
            card: card
        )
    }
}

/// Reads a target fixed in a test.
func target(_ text: String) -> EscalationTarget {
    guard let target = EscalationTarget(text) else { preconditionFailure("bad target \(text)") }
    return target
}

extension Conference {
    /// Somebody holds the post from the day on; without a name nobody does.
    mutating func appoints(
        _ person: StaticString?,
        to post: StaticString,
        of party: PartyID = departments[0],
        on day: String = "2026-08-01",
        channels: [NoticeChannel] = [.feed]
    ) {
        let appointment = Appointment(
            party: party,
            post: officer(post),
            person: person.map { Person(id: officer($0), name: "\($0)") },
            on: date(day),
            channels: person == nil ? [] : channels
        )
        must { (it) throws(Refusal) in try it.does(.appoint(appointment)) }
    }

    /// What was reported to the office as reaching nobody, in order.
    var holes: [String] {
        history.compactMap { recorded in
            guard case .unreached(let it) = recorded.event else { return nil }
            return "\(recorded.at.civilDate) \(it.party) \(it.target.text) \(it.reason.rawValue)"
        }
    }
}

extension Escalated {
    /// `day hour step to post`, and the round where it is a repeat.
    var line: String {
        let hour = due.wallText.dropFirst(11).prefix(5)
        let again = round == 0 ? "" : ".\(round)"
        return "\(due.civilDate) \(hour) \(step)\(again) \(recipient)/\(post)"
    }
}
