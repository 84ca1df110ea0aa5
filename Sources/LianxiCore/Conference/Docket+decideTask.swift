// Tasks that stand on their own: what was agreed about no matter. Art. 12(2).

extension Docket {
    /// Hands the task to the one unit that leads it, and tells those that assist.
    func given(
        _ step: MeetingStep,
        _ source: AgreedReference,
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        guard let id = step.task, let lead = step.says.party else { throw .detailWrong }
        guard taskRecords[id] == nil, matterRecords[MatterID(same: id)] == nil
        else { throw .assignmentExists }
        for party in [lead] + step.parties {
            if let change = partyRecords[party]?.change, change.on <= now.civilDate {
                throw .unitMoved
            }
        }
        guard let period = step.says.period else { throw .periodMissing }
        guard let clock = try rulebook().task(owner: lead, period: period, at: now)
        else { throw .noRules }
        let document = step.says.document
        let give = Event.tasked(
            Tasked(
                step: TaskStep(.give, of: id, StepDetails(period: period, document: document)),
                recipient: lead,
                source: source,
                clocks: [clock]
            )
        )
        return [give]
            + step.parties.map { party in
                .tasked(
                    Tasked(
                        step: TaskStep(
                            .assist,
                            of: id,
                            StepDetails(period: period, document: document, party: lead)
                        ),
                        recipient: party,
                        source: source
                    )
                )
            }
    }

    /// Ends the task because another took its place; each unit that had it is told.
    func replaced(_ task: TaskRecord, by next: AgreedReference) -> [Event] {
        let step = TaskStep(.replace, of: task.id)
        let lead = Event.tasked(
            Tasked(step: step, recipient: task.lead, source: next, settles: running(task))
        )
        return [lead]
            + task.assistants.map {
                .tasked(Tasked(step: step, recipient: $0, source: next))
            }
    }

    /// Says what the office's step on a task leads to: what the unit reported done is examined.
    func task(
        _ step: TaskStep,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard step.kind.isForOffice else { throw .notPermitted }
        switch step.kind.form.mistake(in: step.says) {
        case nil: break
        case .note where step.says.notes.isEmpty: throw .reasonMissing
        case .period where step.says.period == nil: throw .periodMissing
        default: throw .detailWrong
        }
        guard let task = taskRecords[step.task] else { throw .unknownTask }
        guard task.state == .reported else { throw .wrongState }
        guard step.kind == .redo, let period = step.says.period else {
            return .record([.tasked(Tasked(step: step, recipient: task.lead))])
        }
        guard let clock = try rulebook().task(owner: task.lead, period: period, at: now)
        else { throw .noRules }
        return .record([
            .tasked(Tasked(step: step, recipient: task.lead, clocks: [clock]))
        ])
    }

    /// The task's clock, where it runs.
    func running(_ task: TaskRecord) -> [DutyID] {
        isRunning(ClockKey(task: task.id)) ? [.agreedTask] : []
    }
}

extension Rulebook {
    /// The clock of a task, with the period the meeting named; `nil` where the rules know no such duty.
    func task(owner: PartyID, period: Period, at now: Timestamp) -> ClockStart? {
        guard ruleSet.duty(.agreedTask) != nil else { return nil }
        return lengthened(.agreedTask, owner: owner, start: now, period: period, now: now)
    }
}
