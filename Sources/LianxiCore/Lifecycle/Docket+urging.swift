// Urged at a change of hands: what the successor has to do soon.

extension Docket {
    /// The successor is urged once for each duty due within ten working days.
    ///
    /// Whoever holds the post of its handler is told; where nobody does who may hear of it, its leader in
    /// charge, and else the office. What reaches nobody is reported, once a day.
    func urgings(
        of record: AssignmentRecord,
        to successor: PartyID,
        _ rules: Rulebook,
        at now: Timestamp
    ) -> [Event] {
        guard let horizon = rules.calendar.workingDay(10, from: now.civilDate) else { return [] }
        let clocks = record.duties.map { record.key(of: $0) }.filter { key in
            guard let clock = clockRecords[key], clock.isRunning, key.duty.isBinding,
                clock.start.owner == record.assignment.department,
                let target = clock.start.dates.target
            else { return false }
            return target <= horizon
        }
        guard !clocks.isEmpty else { return [] }
        let about = ReachCase(
            department: successor,
            assignment: record,
            matter: matterRecords[record.assignment.matter]
        )
        let reaches = Self.urged.map { reach($0, about, at: now) }
        guard let reached = reaches.first(where: { $0.hole == nil }) else { return [] }
        let holes = reaches.prefix { $0.hole != nil }.compactMap { hole(of: $0, rules, at: now) }
        return holes
            + clocks.compactMap { key in
                clockRecords[key].map { .escalated(urging(key, $0.start, successor, reached, now)) }
            }
    }

    private static let urged: [EscalationTarget] = [
        .post(.department, .handler),
        .post(.department, OfficerID(fixed: "leader-in-charge")),
        .office,
    ]

    /// `nil` where it was reported today.
    private func hole(of reach: Reach, _ rules: Rulebook, at now: Timestamp) -> Event? {
        guard let reason = reach.hole else { return nil }
        let hole = Unreached(
            target: reach.target,
            party: reach.recipient,
            reason: reason,
            policy: rules.policy.id
        )
        return holes[hole.key]?.at.civilDate == now.civilDate ? nil : .unreached(hole)
    }

    private func urging(
        _ key: ClockKey,
        _ start: ClockStart,
        _ successor: PartyID,
        _ reached: Reach,
        _ now: Timestamp
    ) -> Escalated {
        Escalated(
            clock: key,
            owner: successor,
            step: Escalated.outsidePolicy,
            action: .urge,
            recipient: reached.recipient,
            post: reached.post,
            policy: start.policy,
            ruleSet: start.ruleSet,
            due: now,
            isLate: false,
            legal: start.dates.legal,
            instead: reached.target == Self.urged[0] ? nil : Self.urged[0],
            isUrgent: isUrgent(key),
            holders: reached.holders
        )
    }

    /// Each hole is reported once, however many assignments go over together.
    func once(_ events: [Event]) -> [Event] {
        var known: Set<HoleKey> = []
        return events.filter { event in
            guard case .unreached(let it) = event else { return true }
            return known.insert(it.key).inserted
        }
    }
}

extension Escalated {
    /// The step of an urging that no policy has: it comes with a change of hands.
    package static let outsidePolicy = 0
}
