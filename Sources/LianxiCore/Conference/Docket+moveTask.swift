// Tasks of the conference whose unit another takes the place of. Art. 24(2).

extension Docket {
    /// The open tasks a unit that is gone leads or assists in; none while nobody is named to follow it.
    ///
    /// Until then the task's clock runs on, and its steps climb past a unit whose posts nobody holds.
    func tasksToMove(by change: Reorganised) -> [TaskRecord] {
        guard change.isWhole, change.to != nil else { return [] }
        return tasks.filter { task in
            (task.state == .open || task.state == .reported)
                && (task.lead == change.from || task.assistants.contains(change.from))
        }
    }

    /// The former unit is released; the successor is told, with the clock where it has to report.
    func moving(_ task: TaskRecord, by change: Reorganised) -> [Event] {
        guard let successor = change.to else { return [] }
        let running = clockRecords[ClockKey(task: task.id)].flatMap { clock in
            clock.isRunning && clock.start.owner == change.from && task.lead == change.from
                ? clock.start.owned(by: successor) : nil
        }
        return [
            .tasked(
                Tasked(
                    step: TaskStep(
                        .release,
                        of: task.id,
                        StepDetails(on: change.on, party: successor)
                    ),
                    recipient: change.from,
                    source: task.source
                )
            ),
            .tasked(
                Tasked(
                    step: TaskStep(
                        .rebind,
                        of: task.id,
                        StepDetails(on: change.on, party: change.from)
                    ),
                    recipient: successor,
                    source: task.source,
                    clocks: running.map { [$0] } ?? []
                )
            ),
        ]
    }
}
