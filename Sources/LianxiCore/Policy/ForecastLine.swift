/// What would happen on a clock, and whom it would reach, if nobody did anything.
package struct ForecastLine: Hashable, Sendable {
    package let duty: DutyID
    package let assignment: AssignmentID?
    /// The document whose answer or rectification is owed, and its number; `nil` for every other clock.
    package let document: DocumentID?
    package let documentNumber: String?
    package let at: Timestamp
    package let step: Int
    package let round: Int
    package let action: EscalationAction
    package let card: Card?
    /// Whom it would reach, as posts and persons are known now.
    package let reached: [Reach]
    /// What it would reach nobody at.
    package let holes: [Unreached]

    /// In the order in which they would fire.
    fileprivate func comes(before other: Self, of matter: MatterID) -> Bool {
        if at != other.at { return at < other.at }
        let (mine, others) = (key(in: matter), other.key(in: matter))
        return mine == others ? (round, step) < (other.round, other.step) : mine < others
    }

    private func key(in matter: MatterID) -> ClockKey {
        ClockKey(matter: matter, assignment: assignment, duty: duty, document: document)
    }
}

extension Docket {
    /// Says who would be told when about the matter's running clocks, if nobody did anything.
    ///
    /// - Parameters:
    ///   - matter: Which matter.
    ///   - last: The last day looked at.
    ///   - limit: At most so many lines, the first ones.
    /// - Returns: In the order of their moments; `nil` when there is no such matter.
    package func forecast(
        of matter: MatterID,
        through last: CivilDate,
        limit: Int
    ) -> [ForecastLine]? {
        guard matterRecords[matter] != nil else { return nil }
        let end = Timestamp(last, hour: 24)
        let lines = clockKeys(of: .matter(matter)).flatMap { key -> [ForecastLine] in
            guard let clock = clockRecords[key], clock.isRunning,
                let policy = policies[clock.start.policy]?.value
            else { return [] }
            return clock.start.steps.compactMap { scheduled in
                guard !clock.fired.contains(scheduled.number),
                    let step = policy.step(scheduled.step, of: key.duty)
                else { return nil }
                guard let at = moment(of: scheduled, on: key, clock, policy), at < end else {
                    return nil
                }
                let telling = telling(step, of: policy, on: key, clock, at: at)
                return ForecastLine(
                    duty: key.duty,
                    assignment: key.assignment,
                    document: key.document,
                    documentNumber: documentNumber(of: key),
                    at: at,
                    step: step.number,
                    round: scheduled.round,
                    action: step.action,
                    card: step.card,
                    reached: telling.reached,
                    holes: telling.holes
                )
            }
        }
        return Array(lines.sorted { $0.comes(before: $1, of: matter) }.prefix(limit))
    }
}

extension EscalationPolicy {
    /// Says when each step of a clock would fire that starts at the moment, quiet hours left out.
    ///
    /// - Parameters:
    ///   - duty: The duty owed.
    ///   - period: The period it has.
    ///   - start: When the clock starts.
    ///   - calendar: For counting days.
    /// - Returns: The clock's dates, and its firings in order; without those that are provisional.
    package func forecast(
        _ duty: DutyID,
        within period: Period,
        from start: Timestamp,
        in calendar: WorkCalendar
    ) -> (dates: DueDates, firings: [(at: Timestamp, round: Int, step: EscalationStep)]) {
        let dates = period.dueDates(of: duty, from: start, in: calendar)
        let firings = schedule(duty, start: start, dates: dates, in: calendar).compactMap {
            scheduled in
            step(scheduled.step, of: duty).map { (scheduled.at, scheduled.round, $0) }
        }
        return (dates, firings)
    }
}
