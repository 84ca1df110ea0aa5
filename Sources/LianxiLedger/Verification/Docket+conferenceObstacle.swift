import LianxiCore

// Why entries of meetings and tasks cannot follow on those applied so far.

extension Docket {
    func obstacle(to it: Convened) -> String? {
        let step = it.step
        guard step.kind != .call else {
            return meeting(step.meeting) == nil && it.recipient == nil
                ? nil : "meeting \(step.meeting) is called twice"
        }
        guard let meeting = meeting(step.meeting) else {
            return "meeting \(step.meeting) was never called"
        }
        if let party = it.recipient {
            return self.party(party) == nil ? "\(party) is not enrolled" : nil
        }
        if let id = step.document, document(id)?.issue == nil {
            return "document \(id) was never issued"
        }
        let number = step.number ?? 0
        switch step.kind {
        case .list:
            return (1...meeting.items.count + 1).contains(number)
                ? nil : "the agenda has no place \(number)"
        case .strike:
            return meeting.items.indices.contains(number - 1)
                ? nil : "the agenda has no item \(number)"
        case .agree:
            guard number == meeting.agreed.count + 1 else {
                return "agreed item \(number) after \(meeting.agreed.count)"
            }
            return step.about.map { agreed($0) == nil } ?? false
                ? "what it takes the place of was never agreed" : nil
        case .dissent:
            return meeting.agreed.indices.contains(number - 1)
                ? nil : "item \(number) was never agreed"
        default: return nil
        }
    }

    func obstacle(to it: Tasked) -> String? {
        let id = it.step.task
        let key = ClockKey(task: id)
        let isRunning = clock(key)?.isRunning ?? false
        guard (task(id) == nil) == (it.step.kind == .give) else {
            return "task \(id) is given twice, or never was"
        }
        guard party(it.recipient) != nil else { return "\(it.recipient) is not enrolled" }
        guard it.settles.allSatisfy({ $0 == key.duty }), it.settles.count <= 1,
            it.clocks.allSatisfy({ $0.duty == key.duty }), it.clocks.count <= 1
        else { return "a task has the clock of \(key.duty) and no other" }
        if !it.settles.isEmpty, !isRunning { return "the clock \(key.duty) does not run" }
        if it.step.kind == .rebind { return obstacle(toRebinding: it) }
        return !it.clocks.isEmpty && isRunning ? "the clock \(key.duty) runs already" : nil
    }

    /// What goes over is what the former unit had, and its clock with the dates it has.
    private func obstacle(toRebinding it: Tasked) -> String? {
        guard let task = task(it.step.task), let former = it.step.says.party,
            task.lead == former || task.assistants.contains(former)
        else { return "task \(it.step.task) is not that unit's" }
        guard let start = it.clocks.first else { return nil }
        let clock = clock(ClockKey(task: task.id))
        return clock?.isRunning == true && clock?.start.dates == start.dates
            && start.owner == it.recipient ? nil : "the clock \(start.duty) keeps its dates"
    }

    func obstacle(to it: Answered) -> String? {
        let act = it.act.act
        let name = act.matter
        if act.verb == .fulfil {
            let key = ClockKey(task: TaskID(same: name))
            guard let task = task(TaskID(same: name)), task.lead == act.department else {
                return "\(act.department) was not given task \(name)"
            }
            let isRunning = clock(key)?.isRunning ?? false
            return it.settles.isEmpty || it.settles == [key.duty] && isRunning
                ? nil : "the clock \(key.duty) does not run"
        }
        guard let meeting = meeting(MeetingID(same: name)) else {
            return "meeting \(name) was never called"
        }
        guard it.settles.isEmpty else { return "an answer to a meeting ends no clock" }
        return act.verb == .countersign && meeting.minutes.isEmpty
            ? "meeting \(name) has no minutes" : nil
    }

    func obstacle(to it: Led) -> String? {
        let step = it.step
        guard party(it.recipient) != nil else { return "\(it.recipient) is not enrolled" }
        guard let known = leaderCase(step.id) else {
            return step.kind == .take ? nil : "case \(step.id) was never taken on"
        }
        switch step.kind {
        case .take: return "case \(step.id) is taken on twice"
        case .milestone:
            return step.number == known.milestones.count + 1
                ? nil : "milestone \(step.number ?? 0) after \(known.milestones.count)"
        case .reach:
            return known.milestones.indices.contains((step.number ?? 0) - 1)
                ? nil : "milestone \(step.number ?? 0) was never set"
        default: return nil
        }
    }
}
