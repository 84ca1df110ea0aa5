import LianxiCore
import LianxiLedger

/// Tasks of the conference: who was given which, what became of it, by what the entries say.
struct TaskBook {
    enum Stand { case open, reported, done, replaced }

    private struct Given {
        let agreed: MeetingBook.Agreed
        var lead: PartyID
        var assistants: [PartyID] = []
        var order: UInt64
        var orderHash: Digest32
        var stand = Stand.open
    }

    private var tasks: [TaskID: Given] = [:]

    func isGiven(_ id: TaskID) -> Bool { tasks[id] != nil }

    mutating func take(
        _ line: Books.Line,
        _ meetings: MeetingBook,
        _ charges: ChargeBook
    ) -> [String] {
        switch line.event {
        case .tasked(let it) where it.step.kind == .give: given(it, line, meetings)
        case .tasked(let it): tasked(it, line, charges)
        case .answered(let it) where it.act.act.verb == .fulfil: fulfilled(it)
        default: []
        }
    }

    private mutating func given(
        _ it: Tasked,
        _ line: Books.Line,
        _ meetings: MeetingBook
    ) -> [String] {
        guard let agreed = it.source.flatMap({ meetings.agreed($0) }) else {
            return ["gives a task nobody agreed on"]
        }
        var faults: [String] = []
        if tasks[it.step.task] != nil { faults.append("gives a task twice") }
        if agreed.task != it.step.task { faults.append("gives a task of another name") }
        if agreed.lead != it.recipient { faults.append("gives \(it.recipient) another's task") }
        if it.clocks.map(\.owner) != [it.recipient] || it.clocks.first?.period != agreed.period {
            faults.append("a task runs by another date than was agreed")
        }
        tasks[it.step.task] = Given(
            agreed: agreed,
            lead: it.recipient,
            order: line.index,
            orderHash: line.hash
        )
        return faults
    }

    private mutating func tasked(
        _ it: Tasked,
        _ line: Books.Line,
        _ charges: ChargeBook
    ) -> [String] {
        let id = it.step.task
        guard let task = tasks[id] else { return ["a step on a task that nobody gave"] }
        let isLive = task.stand == .open || task.stand == .reported
        var faults: [String] = []
        func must(_ holds: Bool, _ what: String) {
            if !holds { faults.append("\(it.step.kind.rawValue) \(what)") }
        }
        switch it.step.kind {
        case .give: break
        case .assist:
            must(task.agreed.assistants.contains(it.recipient), "to who was not named")
            tasks[id]?.assistants.append(it.recipient)
        case .accept, .redo:
            must(task.stand == .reported, "of what was not reported done")
            must(it.recipient == task.lead, "is told to another")
            tasks[id]?.stand = it.step.kind == .accept ? .done : .open
        case .replace:
            must(isLive || it.recipient != task.lead, "of what is over")
            must(([task.lead] + task.assistants).contains(it.recipient), "is told to another")
            tasks[id]?.stand = .replaced
        case .conclude:
            must(isLive, "of what is over")
            must(isOver(task, charges), "though its matter goes on")
            tasks[id]?.stand = .done
        case .release:
            must(([task.lead] + task.assistants).contains(it.recipient), "of who does not have it")
        case .rebind: move(id, task, it)
        }
        if it.isOrder {
            tasks[id]?.order = line.index
            tasks[id]?.orderHash = line.hash
        }
        return faults
    }

    /// The matter came to an end, or the unit concluded its part.
    private func isOver(_ task: Given, _ charges: ChargeBook) -> Bool {
        guard let matter = task.agreed.matter, let it = charges.matters[matter] else {
            return false
        }
        return it.isOver
            || charges.charges.values.contains {
                $0.matter == matter && $0.unit == task.lead && $0.stand == .concluded
            }
    }

    private mutating func move(_ id: TaskID, _ task: Given, _ it: Tasked) {
        let former = it.step.says.party
        if task.lead == former { tasks[id]?.lead = it.recipient }
        tasks[id]?.assistants.removeAll { $0 == former || $0 == it.recipient }
        if task.lead != former, task.lead != it.recipient {
            tasks[id]?.assistants.append(it.recipient)
        }
    }

    private mutating func fulfilled(_ it: Answered) -> [String] {
        let act = it.act.act
        let id = TaskID(same: act.matter)
        guard let task = tasks[id] else { return ["reports on a task that nobody gave"] }
        var faults: [String] = []
        if act.department != task.lead { faults.append("reports on another's task") }
        if act.order != task.order { faults.append("reports on an older order of a task") }
        if act.orderHash != task.orderHash { faults.append("reports on other bytes of a task") }
        if task.stand != .open { faults.append("reports on a task that is \(task.stand)") }
        if act.detail == "done" {
            tasks[id]?.stand = .reported
            if it.settles.isEmpty {
                faults.append("is done with a task of which the clock runs on")
            }
        }
        return faults
    }
}
