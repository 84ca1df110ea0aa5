// What an auditor asks of a ledger he does not trust: are dates and escalations the ones the adopted data give?

extension Docket {
    /// Nothing was adopted, so nothing can be counted again.
    package var hasNoRules: Bool { ruleSets.isEmpty && calendars.isEmpty && policies.isEmpty }

    /// Counts a clock's dates and steps again from the rule set, calendar and policy it names.
    ///
    /// - Parameters:
    ///   - start: The clock as the entry has it.
    ///   - key: Which clock.
    ///   - at: When the entry that starts it was recorded; the entry is applied already.
    /// - Returns: What differs; `nil` when nothing does.
    package func discrepancy(
        of start: ClockStart,
        for key: ClockKey,
        begunAt at: Timestamp
    ) -> String? {
        let duty = key.duty
        guard ruleSets[start.ruleSet] != nil else {
            return "\(duty): rule set \(start.ruleSet) was never adopted"
        }
        guard let calendar = calendars[start.dates.calendar]?.value else {
            return "\(duty): calendar \(start.dates.calendar) was never adopted"
        }
        guard let policy = policies[start.policy]?.value else {
            return "\(duty): policy \(start.policy) was never adopted"
        }
        guard let period = period(of: key, start) else {
            return "\(duty): no rule gives a period"
        }
        let dates = period.dueDates(of: duty, from: start.start, in: calendar)
        guard dates == start.dates else {
            return "\(duty): \(start.dates.counted), counted again \(dates.counted)"
        }
        let steps = policy.schedule(duty, start: start.start, dates: dates, in: calendar)
            .filter { start.period == nil || $0.at >= at }
        return steps == start.steps ? nil : "\(duty): its steps are not those of \(start.policy)"
    }

    /// What time's passing asks for at the moment, in order: what a daemon records then, and nothing else.
    package func timePasses(at now: Timestamp) -> [Event] { passing(at: now) }

    /// The step that was to fire first of all, when its moment has come; `nil` when none has.
    package func dueStep(at now: Timestamp) -> DueStep? {
        guard let item = agenda.next, item.at <= now, let clock = clockRecords[item.clock]
        else { return nil }
        return DueStep(
            clock: item.clock,
            owner: clock.start.owner,
            step: item.step,
            due: item.at
        )
    }

    /// Goes on as if the step had fired, for an auditor who has named it as missing.
    ///
    /// Does nothing for a right that lapses.
    package mutating func passOver(_ due: DueStep) {
        guard due.step != ScheduledStep.lapse, clockRecords[due.clock]?.nextStep?.number == due.step
        else { return }
        fire(due.step, on: due.clock, at: due.due)
        tidyAgenda()
    }
}

/// A step whose moment has come, and that has not fired.
package struct DueStep: Hashable, Sendable {
    package let clock: ClockKey
    package let owner: PartyID
    package let step: Int
    package let due: Timestamp

    package init(clock: ClockKey, owner: PartyID, step: Int, due: Timestamp) {
        self.clock = clock
        self.owner = owner
        self.step = step
        self.due = due
    }
}

extension DueDates {
    /// The three dates in a row, for a finding.
    fileprivate var counted: String {
        [raw, legal, target].map { $0?.description ?? "-" }.joined(separator: " ")
            + " (\(calendar))"
    }
}
