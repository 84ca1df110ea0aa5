/// The rules in force at a moment: what clocks are started under.
struct Rulebook {
    let ruleSet: RuleSet
    let calendar: WorkCalendar
    let policy: EscalationPolicy

    /// Starts a clock for the duty.
    ///
    /// - Parameters:
    ///   - duty: The duty owed.
    ///   - owner: Who owes it.
    ///   - start: The fact's moment.
    ///   - period: The period someone named; `nil` for the rule set's own.
    /// - Returns: `nil` when nobody names a period, or the rule set has no such duty.
    func clock(
        _ duty: DutyID,
        owner: PartyID,
        start: Timestamp,
        period: Period? = nil
    ) -> ClockStart? {
        guard let period = period ?? ruleSet.duty(duty)?.effectivePeriod else { return nil }
        let dates = dates(of: duty, period, from: start)
        return ClockStart(
            duty: duty,
            owner: owner,
            ruleSet: ruleSet.id,
            policy: policy.id,
            start: start,
            dates: dates,
            steps: policy.schedule(duty, start: start, dates: dates, in: calendar)
        )
    }

    /// Starts a clock whose period someone lengthened or named, and says so in it.
    ///
    /// Steps whose moment was over before `now` are left out: they belong to the clock before.
    func lengthened(
        _ duty: DutyID,
        owner: PartyID,
        start: Timestamp,
        period: Period,
        now: Timestamp
    ) -> ClockStart {
        let dates = dates(of: duty, period, from: start)
        return ClockStart(
            duty: duty,
            owner: owner,
            ruleSet: ruleSet.id,
            policy: policy.id,
            start: start,
            dates: dates,
            period: period,
            steps: policy.schedule(duty, start: start, dates: dates, in: calendar)
                .filter { $0.at >= now }
        )
    }

    private func dates(of duty: DutyID, _ period: Period, from start: Timestamp) -> DueDates {
        let dates = period.dueDates(from: start, in: calendar)
        guard duty.isUrgent else { return dates }
        return DueDates(raw: dates.raw, legal: dates.raw, target: dates.raw, calendar: calendar.id)
    }
}

extension EscalationPolicy {
    /// The moments of the duty's steps, in their order; without those that are provisional.
    func schedule(
        _ duty: DutyID,
        start: Timestamp,
        dates: DueDates,
        in calendar: WorkCalendar
    ) -> [ScheduledStep] {
        var steps = steps(for: duty).compactMap { step in
            step.moment.moment(start: start, dates: dates, calendar: calendar, hour: hour)
                .map { ScheduledStep(number: step.number, at: $0) }
        }
        if duty.lapses, let legal = dates.legal {
            steps.append(
                ScheduledStep(
                    number: ScheduledStep.lapse,
                    at: Timestamp(legal.adding(days: 1))
                )
            )
        }
        return steps.sorted { ($0.at, $0.number) < ($1.at, $1.number) }
    }
}

extension ClockStart {
    /// The same clock with what a newer calendar adds; what was known already stays as it was.
    ///
    /// - Returns: `nil` when the calendar adds nothing.
    func redated(
        _ period: Period,
        in calendar: WorkCalendar,
        under policy: EscalationPolicy
    ) -> Self? {
        let fresh = period.dueDates(from: start, in: calendar)
        let merged = DueDates(
            raw: dates.raw ?? fresh.raw,
            legal: dates.legal ?? fresh.legal,
            target: dates.target ?? fresh.target,
            calendar: calendar.id
        )
        let added = policy.schedule(duty, start: start, dates: merged, in: calendar)
            .filter { step in !steps.contains { $0.number == step.number } }
        let isDated =
            merged.raw != dates.raw || merged.legal != dates.legal || merged.target != dates.target
        guard isDated || !added.isEmpty else { return nil }
        return Self(
            duty: duty,
            owner: owner,
            ruleSet: ruleSet,
            policy: self.policy,
            start: start,
            dates: merged,
            period: self.period,
            steps: (steps + added).sorted { ($0.at, $0.number) < ($1.at, $1.number) }
        )
    }
}
