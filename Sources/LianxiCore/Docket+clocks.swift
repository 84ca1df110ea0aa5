extension Docket {
    func isRunning(_ key: ClockKey) -> Bool { clockRecords[key]?.isRunning ?? false }

    /// Those of the duties whose clocks run for the assignment.
    func running(_ duties: [DutyID], of record: AssignmentRecord) -> [DutyID] {
        duties.filter { isRunning(record.key(of: $0)) }
    }

    /// Those of the duties whose clocks run for the matter as a whole.
    func running(_ duties: [DutyID], of matter: MatterID) -> [DutyID] {
        duties.filter { isRunning(ClockKey(matter: matter, assignment: nil, duty: $0)) }
    }

    /// Starts the clocks an entry carries.
    mutating func start(
        _ clocks: [ClockStart],
        of matter: MatterID,
        _ assignment: AssignmentID?,
        by mark: Mark,
        document: DocumentID? = nil
    ) {
        for start in clocks {
            let key = key(of: start.duty, matter, assignment, document)
            precondition(!isRunning(key), "clock \(key) runs already")
            if clockRecords[key] == nil { list(start.duty, of: key) }
            clockRecords[key] = ClockRecord(
                start: start,
                state: .running,
                fired: [],
                run: mark.index
            )
            runningClocks += 1
            noteIncomplete(key, start)
            schedule(key)
        }
    }

    /// Ends the clocks an entry settles: those in `voids` as void, the others as settled.
    mutating func settle(
        _ duties: [DutyID],
        of matter: MatterID,
        _ assignment: AssignmentID?,
        by mark: Mark,
        voids: Set<DutyID> = [],
        document: DocumentID? = nil
    ) {
        for duty in duties {
            let key = key(of: duty, matter, assignment, document)
            precondition(isRunning(key), "clock \(key) does not run")
            clockRecords[key]?.state = voids.contains(duty) ? .void(mark) : .settled(mark)
            runningClocks -= 1
            incomplete.remove(key)
            pending.remove(key)
        }
    }

    /// Gives a running clock the dates that a newer calendar added or moved later.
    mutating func redate(_ key: ClockKey, _ start: ClockStart, by mark: Mark) {
        precondition(isRunning(key), "clock \(key) does not run")
        clockRecords[key]?.start = start
        clockRecords[key]?.run = mark.index
        noteIncomplete(key, start)
        pending.remove(key)
        schedule(key)
    }

    /// Notes that a step fired, and puts the next one on the agenda.
    ///
    /// A step with several targets comes as several entries; the later ones change nothing.
    /// - Parameters:
    ///   - step: Its number, repeats counted as in ``ScheduledStep/number``.
    ///   - key: The clock.
    ///   - at: When it did.
    mutating func fire(_ step: Int, on key: ClockKey, at: Timestamp) {
        guard let clock = clockRecords[key], clock.isRunning else {
            preconditionFailure("clock \(key) does not run")
        }
        if step == Escalated.outsidePolicy || clock.fired.last == step { return }
        precondition(
            clock.start.steps.contains { $0.number == step } && !clock.fired.contains(step),
            "step \(step) is not due on \(key)"
        )
        clockRecords[key]?.fired.append(step)
        endLease(of: key, clock, firing: step, at: at)
        reconsider(key)
        schedule(key)
    }

    /// Keeps in mind that dates or steps are missing, which the calendar of a year may add.
    private mutating func noteIncomplete(_ key: ClockKey, _ start: ClockStart) {
        let planned = policies[start.policy]?.value.firings(for: start.duty) ?? 0
        let scheduled = start.steps.count { $0.number != ScheduledStep.lapse }
        if start.dates.isProvisional || scheduled < planned {
            incomplete.insert(key)
        } else {
            incomplete.remove(key)
        }
    }

    private mutating func list(_ duty: DutyID, of key: ClockKey) {
        if let document = key.document {
            documentRecords[document]?.duties.append(duty)
        } else if let assignment = key.assignment {
            assignmentRecords[assignment]?.duties.append(duty)
        } else {
            matterRecords[key.matter]?.duties.append(duty)
        }
    }

    func key(
        of duty: DutyID,
        _ matter: MatterID,
        _ assignment: AssignmentID?,
        _ document: DocumentID? = nil
    ) -> ClockKey {
        ClockKey(of: duty, in: matter, on: assignment, document: document)
    }
}
