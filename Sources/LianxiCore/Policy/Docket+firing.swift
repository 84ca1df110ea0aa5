// Which step of a clock fires next, and when: its moment, or later where something makes it wait.

extension Docket {
    /// The step of a running clock that fires next, with the moment it does.
    ///
    /// Of steps that fire at one moment the earlier in the schedule goes first.
    ///
    /// - Parameters:
    ///   - key: The clock.
    ///   - clock: Its record.
    ///   - others: Steps to be passed over besides those that fired.
    /// - Returns: `nil` when none is left, or none may fire.
    package func firing(
        of key: ClockKey,
        _ clock: ClockRecord,
        besides others: [Int] = []
    ) -> ScheduledStep? {
        guard clock.isRunning else { return nil }
        let left = clock.start.steps.lazy
            .filter { !clock.fired.contains($0.number) && !others.contains($0.number) }
        guard let policy = policies[clock.start.policy]?.value,
            policy.quiet != nil || clock.wait != nil || policy.hasQuietedSteps
        else { return left.first }
        var next: ScheduledStep?
        for step in left {
            guard let at = moment(of: step, on: key, clock, policy) else { continue }
            if next.map({ at < $0.at }) ?? true {
                next = ScheduledStep(number: step.number, at: at)
            }
        }
        return next
    }

    /// When the step fires; `nil` while it must not.
    ///
    /// What cannot wait fires at its moment. Other steps wait for whoever attends, and for the end of quiet
    /// hours where the matter is not urgent.
    func moment(
        of scheduled: ScheduledStep,
        on key: ClockKey,
        _ clock: ClockRecord,
        _ policy: EscalationPolicy
    ) -> Timestamp? {
        guard scheduled.number != ScheduledStep.lapse,
            let step = policy.step(scheduled.step, of: key.duty), !step.breaksQuiet
        else { return scheduled.at }
        if step.isQuietedByLead, isLedElsewhere(key) { return nil }
        var at = scheduled.at
        if let wait = clock.wait {
            guard let until = wait.until else { return nil }
            at = max(at, until)
        }
        guard let quiet = policy.quiet, !key.duty.isUrgent, !isUrgent(key) else { return at }
        return quiet.end(of: at)
    }

    /// The clock is of a unit that assists, and the one that leads has accepted.
    private func isLedElsewhere(_ key: ClockKey) -> Bool {
        guard let id = key.assignment, let record = assignmentRecords[id],
            record.assignment.role == .assisting, let matter = matterRecords[key.matter]
        else { return false }
        return lead(of: matter).map { $0.acceptance != nil } ?? false
    }

    /// The agenda's item for the clock's next step.
    func item(of key: ClockKey) -> AgendaItem? {
        guard let clock = clockRecords[key], let next = firing(of: key, clock) else { return nil }
        return AgendaItem(at: next.at, clock: key, step: next.number, run: clock.run)
    }

    /// Makes a change, and puts those of the clocks on the agenda anew whose next step it moved.
    mutating func moving(_ keys: [ClockKey], _ change: (inout Self) -> Void) {
        let before = keys.map { key in
            (run: clockRecords[key].flatMap { $0.isRunning ? $0.run : nil }, item: item(of: key))
        }
        change(&self)
        for (key, old) in zip(keys, before) {
            guard let item = item(of: key), item != old.item, item.run == old.run else { continue }
            agenda.add(item)
        }
    }

    /// The clocks of what the chain is about, started at any time: of a matter its own, then those of its
    /// assignments and of its documents.
    package func clockKeys(of chain: ChainID) -> [ClockKey] {
        guard let matter = chain.matter else {
            let record = documentRecords[DocumentID(same: chain.name)]
            return record.map { record in record.duties.map(record.key) } ?? []
        }
        guard let record = matterRecords[matter] else { return [] }
        let own = record.duties.map { ClockKey(matter: matter, assignment: nil, duty: $0) }
        let assigned = record.assignments.compactMap { assignmentRecords[$0] }
            .flatMap { record in record.duties.map { record.key(of: $0) } }
        let documented = (matterDocuments[matter] ?? []).compactMap { documentRecords[$0] }
            .filter { $0.matter == matter }
            .flatMap { record in record.duties.map { record.key(of: $0) } }
        return own + assigned + documented
    }
}
