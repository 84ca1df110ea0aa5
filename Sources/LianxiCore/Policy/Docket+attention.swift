// What waits for whom: attending to an escalation, snoozing, holding, stopping, and escalating at once.

extension Docket {
    /// Says what a word of the office about a clock's reminders leads to.
    ///
    /// Only a clock that runs has reminders: a late word about a duty done, or a matter closed, is refused
    /// and opens nothing again.
    func attention(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let record = it.assignment, let duty = it.step.clockDuty else { throw .detailWrong }
        let key = record.key(of: duty)
        guard let clock = clockRecords[key], clock.isRunning,
            let policy = policies[clock.start.policy]?.value
        else { throw .wrongState }
        switch it.kind {
        case .attend:
            guard let lease = policy.lease else { throw .optionOff }
            guard hasReminders(key, clock, policy), clock.wait?.kind != .stopped
            else { throw .wrongState }
            let end = lease.end(after: it.at, in: it.rules.calendar, hour: policy.hour)
            guard let end else { throw .yearMissing }
            return [stepped(it, waitingUntil: clock.bound(end, at: it.at))]
        case .snooze:
            guard hasReminders(key, clock, policy) else { throw .wrongState }
            guard let on = it.details.on, on > it.at.civilDate, let legal = clock.start.dates.legal,
                on < legal
            else { throw .dateWrong }
            return [stepped(it)]
        case .hold:
            guard hasReminders(key, clock, policy) else { throw .wrongState }
            let legal = clock.start.dates.legal
            guard legal.map({ it.at.civilDate < $0 }) ?? true else { throw .wrongState }
            return [stepped(it, waitingUntil: legal.map { Timestamp($0) })]
        case .resume:
            guard clock.wait != nil else { throw .wrongState }
            return [stepped(it)]
        case .stopReminders:
            guard hasReminders(key, clock, policy), clock.wait?.kind != .stopped
            else { throw .wrongState }
            return [stepped(it)]
        default: return try escalateNow(it, key, clock)
        }
    }

    /// The next step fires now, whatever it waits for.
    private func escalateNow(
        _ it: StepCase,
        _ key: ClockKey,
        _ clock: ClockRecord
    ) throws(Refusal) -> [Event] {
        guard let next = firing(of: key, clock), next.number != ScheduledStep.lapse
        else { throw .wrongState }
        var firing = Firing(at: it.at)
        let item = AgendaItem(at: it.at, clock: key, step: next.number, run: clock.run)
        return [stepped(it)] + escalation(of: item, on: clock, &firing)
    }

    /// A step is left that is neither a statutory notice nor a card; those never wait.
    private func hasReminders(
        _ key: ClockKey,
        _ clock: ClockRecord,
        _ policy: EscalationPolicy
    ) -> Bool {
        clock.start.steps.contains { scheduled in
            !clock.fired.contains(scheduled.number)
                && policy.step(scheduled.step, of: key.duty)?.breaksQuiet == false
        }
    }

    private func stepped(_ it: StepCase, waitingUntil end: Timestamp?) -> Event {
        var details = it.details
        details.at = end
        let step = Step(
            it.kind,
            of: it.id,
            assignment: it.assignment?.assignment.id,
            details
        )
        return stepped(step, on: it.assignment)
    }

    /// What the step makes the clock's reminders wait for.
    mutating func wait(by step: Step, _ mark: Mark) {
        guard let id = step.assignment, let duty = step.clockDuty,
            let record = assignmentRecords[id]
        else { return }
        let key = record.key(of: duty)
        func waits(_ kind: ClockWait.Kind, _ until: Timestamp?) {
            clockRecords[key]?.wait = ClockWait(kind: kind, until: until, mark: mark)
        }
        switch step.kind {
        case .attend: waits(.attended, step.details.at)
        case .snooze: waits(.snoozed, step.details.on.map { Timestamp($0) })
        case .hold: waits(.held, step.details.at)
        case .stopReminders: waits(.stopped, nil)
        case .resume: clockRecords[key]?.wait = nil
        default: break
        }
    }

    /// A reminder came after the lease: nobody attends to the clock any more.
    mutating func endLease(
        of key: ClockKey,
        _ clock: ClockRecord,
        firing number: Int,
        at now: Timestamp
    ) {
        guard let wait = clock.wait, wait.kind == .attended, let until = wait.until, until <= now,
            let policy = policies[clock.start.policy]?.value,
            policy.step(ScheduledStep(number: number, at: now).step, of: key.duty)?.breaksQuiet
                == false
        else { return }
        clockRecords[key]?.wait?.hasLapsed = true
    }

    /// The assignment's clocks to which somebody attends, in the order they were started.
    func attendedKeys(of id: AssignmentID) -> [ClockKey] {
        guard let record = assignmentRecords[id] else { return [] }
        return record.duties.map { record.key(of: $0) }
            .filter { clockRecords[$0]?.wait?.kind == .attended }
    }

    /// The department made progress: whoever attends to its clocks has as long again, from now.
    mutating func prolong(_ id: AssignmentID, at now: Timestamp) {
        for key in attendedKeys(of: id) {
            guard let clock = clockRecords[key], clock.isRunning, let wait = clock.wait,
                let until = wait.until, until > now
            else { continue }
            let length = until.milliseconds - wait.mark.at.milliseconds
            let longer = max(until, clock.bound(now.adding(milliseconds: length), at: now))
            clockRecords[key]?.wait?.until = longer
        }
    }
}

extension Step {
    /// The duty whose clock a word about reminders means; `nil` for other kinds.
    var clockDuty: DutyID? {
        switch kind {
        case .attend, .snooze, .hold, .resume, .stopReminders, .escalate:
            details.word.flatMap { DutyID($0.uppercased()) }
        default: nil
        }
    }
}

extension ClockRecord {
    /// The moment, or the beginning of the legal date that is still to come: nothing waits past it.
    fileprivate func bound(_ moment: Timestamp, at now: Timestamp) -> Timestamp {
        guard let legal = start.dates.legal else { return moment }
        let day = Timestamp(legal)
        return now < day ? min(moment, day) : moment
    }
}

extension Period {
    /// The moment the period after `start` is over; days end at the hour.
    fileprivate func end(after start: Timestamp, in calendar: WorkCalendar, hour: Int) -> Timestamp?
    {
        switch self {
        case .hours(let count): start.adding(milliseconds: Int64(count) * 3_600_000)
        case .calendarDays(let count):
            Timestamp(start.civilDate.adding(days: count), hour: hour)
        case .workingDays(let count):
            calendar.workingDay(count, from: start.civilDate).map { Timestamp($0, hour: hour) }
        }
    }
}
