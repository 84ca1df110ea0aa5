extension Docket {
    /// How many escalations one advance of the clock fires at most; the plan then wakes at once.
    package static var escalationLimit: Int { 256 }
    /// A step that fires more than a minute after its moment is late.
    static var lateMilliseconds: Int64 { 60_000 }

    /// What the passing of time asks for.
    ///
    /// First the dates a newer calendar moved, so that no step fires by an old one; then tasks whose matter
    /// is over, and what organisational changes move; then what is due.
    func passing(at now: Timestamp) -> [Event] {
        let redatings = redatings(upTo: Self.escalationLimit)
        guard redatings.isEmpty else { return redatings }
        let moves = overtakings() + moves(at: now)
        return moves.isEmpty ? escalations(at: now) : moves
    }

    /// The escalations due, in the order of their moments: one event for each target of each step, and
    /// one for each hole found.
    ///
    /// A step's events are never parted; costs O(k log k) for k due items, stale ones included.
    private func escalations(at now: Timestamp) -> [Event] {
        var events: [Event] = []
        var firing = Firing(at: now)
        var last: AgendaItem?
        agenda.walk(until: now) { item, isFollower in
            guard isFollower || isLive(item), let clock = clockRecords[item.clock]
            else { return .go }
            // What stands there twice comes next to itself.
            guard item != last else { return .go }
            last = item
            let step = escalation(of: item, on: clock, &firing)
            guard events.count + step.count <= Self.escalationLimit else { return .stop }
            events += step
            if item.step == ScheduledStep.lapse { return .go }
            let fired = firing.note(item.step, on: item.clock)
            return follower(of: item, on: clock, after: fired).map { .then($0) } ?? .go
        }
        return events
    }

    /// The item after this one on the same clock.
    private func follower(
        of item: AgendaItem,
        on clock: ClockRecord,
        after fired: [Int]
    ) -> AgendaItem? {
        firing(of: item.clock, clock, besides: fired).map {
            AgendaItem(at: $0.at, clock: item.clock, step: $0.number, run: item.run)
        }
    }

    func escalation(
        of item: AgendaItem,
        on clock: ClockRecord,
        _ firing: inout Firing
    ) -> [Event] {
        if item.step == ScheduledStep.lapse { return [lapse(of: item.clock)] }
        let scheduled = ScheduledStep(number: item.step, at: item.at)
        guard let policy = policies[clock.start.policy]?.value,
            let step = policy.step(scheduled.step, of: item.clock.duty)
        else { preconditionFailure("step \(item.step) of \(item.clock.duty) is in no policy") }
        let telling = telling(step, of: policy, on: item.clock, clock, at: firing.moment)
        let responsible =
            step.recordsOmission ? firing.responsible(for: clock.start, in: self) : []
        let isLate =
            firing.moment.milliseconds - item.at.milliseconds > Self.lateMilliseconds
        let told = telling.reached.map { reach in
            Event.escalated(
                Escalated(
                    clock: item.clock,
                    owner: clock.start.owner,
                    step: step.number,
                    action: step.action,
                    recipient: reach.recipient,
                    post: reach.post,
                    policy: policy.id,
                    ruleSet: clock.start.ruleSet,
                    due: item.at,
                    isLate: isLate,
                    legal: clock.start.dates.legal,
                    round: scheduled.round,
                    card: step.card,
                    instead: telling.instead,
                    isLapsed: clock.hasLapsed(scheduled, at: firing.moment),
                    isUrgent: isUrgent(item.clock),
                    holders: Array(reach.holders.prefix(Escalated.mostHolders)),
                    responsible: responsible
                )
            )
        }
        return told + firing.new(telling.holes, in: self).map { .unreached($0) }
    }

    /// The clock is about an urgent matter.
    func isUrgent(_ key: ClockKey) -> Bool { matterRecords[key.matter]?.facts.isUrgent == true }

    /// The petitioner did not ask in time: the procedure is at its end.
    private func lapse(of key: ClockKey) -> Event {
        stepped(Step(.lapse, of: key.matter), on: nil, voids: [key.duty])
    }
}

extension ClockRecord {
    /// The step waited for whoever attends, and there was no progress in time.
    fileprivate func hasLapsed(_ step: ScheduledStep, at now: Timestamp) -> Bool {
        guard let wait, wait.kind == .attended, !wait.hasLapsed, let until = wait.until,
            until <= now
        else {
            return false
        }
        return start.steps.contains { $0.number == step.number && $0.at < until }
    }
}
