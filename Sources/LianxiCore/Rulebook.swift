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
        let dates = period.dueDates(of: duty, from: start, in: calendar)
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
        let dates = period.dueDates(of: duty, from: start, in: calendar)
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
}

extension EscalationPolicy {
    /// The moments of the duty's steps, in their order; without those that are provisional.
    func schedule(
        _ duty: DutyID,
        start: Timestamp,
        dates: DueDates,
        in calendar: WorkCalendar
    ) -> [ScheduledStep] {
        var steps = steps(for: duty).flatMap { step -> [ScheduledStep] in
            let hour = step.hour ?? self.hour
            let first = step.moment
                .moment(start: start, dates: dates, calendar: calendar, hour: hour)
            guard let first else { return [] }
            let again = (0..<(step.repeats?.times ?? 0)).map { $0 + 1 }
                .compactMap { round -> ScheduledStep? in
                    guard let every = step.repeats?.every else { return nil }
                    return
                        EscalationMoment
                        .again(every, round: round, after: first, in: calendar, hour: hour)
                        .map { ScheduledStep(number: step.number, round: round, at: $0) }
                }
            return [ScheduledStep(number: step.number, at: first)] + again
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
