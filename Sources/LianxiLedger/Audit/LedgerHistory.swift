package import LianxiCore

/// Every clock and every hold there ever was, gathered while a ledger is replayed.
///
/// The docket knows how things stand; this knows how they stood. It looks only at what an entry left in
/// the docket, so that it needs to know no type of entry but redatings and escalations.
package struct LedgerHistory: Sendable {
    /// What one entry did to a clock.
    package enum Change: Hashable, Sendable {
        case begun(ClockLife)
        case ended(ClockLife)
    }

    private let keepsEnded: Bool
    private var open: [ClockKey: ClockLife] = [:]
    private var ended: [ClockLife] = []
    private var held: [AssignmentID: Holding] = [:]
    private var given: [Holding] = []

    /// - Parameter keepsEnded: Whether lives that ended are remembered; a verifier needs only those that run.
    package init(keepsEnded: Bool = true) { self.keepsEnded = keepsEnded }

    /// All lives known, in the order they began.
    package var lives: [ClockLife] {
        (ended + open.values).sorted { ($0.begun.index, $0.key) < ($1.begun.index, $1.key) }
    }

    /// All holds known, in the order they began.
    package var holdings: [Holding] {
        (given + held.values)
            .sorted {
                ($0.begun.index, $0.assignment.id) < ($1.begun.index, $1.assignment.id)
            }
    }

    /// Takes in what an entry did.
    ///
    /// - Parameters:
    ///   - recorded: The entry.
    ///   - docket: As it stands with the entry applied.
    /// - Returns: Clocks that began and ended, ends first.
    @discardableResult
    package mutating func observe(_ recorded: Recorded, in docket: Docket) -> [Change] {
        let matter = recorded.event.matter.flatMap { docket.matter($0) }
        let fact = Fact(recorded, in: matter)
        var changes: [Change] = []
        for key in docket.clockKeys(touchedBy: recorded.event) {
            changes += follow(key, docket, fact)
        }
        for assignment in matter?.assignments.compactMap({ docket.assignment($0) }) ?? [] {
            follow(assignment, fact)
        }
        if case .escalated(let it) = recorded.event {
            open[it.clock]?.firings.append(ClockLife.Firing(escalation: it, mark: fact.mark))
        }
        return changes.filter(\.isEnd) + changes.filter { !$0.isEnd }
    }

    private mutating func follow(_ key: ClockKey, _ docket: Docket, _ fact: Fact) -> [Change] {
        guard let record = docket.clock(key) else { return [] }
        guard var life = open[key] else {
            return record.isRunning ? [begin(key, record, fact)] : []
        }
        guard record.isRunning else {
            return [end(life, record.isVoid ? .void : .done, fact)]
        }
        if record.run != life.begun.index, record.run == fact.mark.index, !fact.isRedating {
            return [end(life, .renewed, fact), begin(key, record, fact)]
        }
        guard life.start != record.start else { return [] }
        if life.start.dates != record.start.dates {
            life.redatings.append(ClockLife.Redating(dates: record.start.dates, mark: fact.mark))
        }
        if life.start.owner != record.start.owner {
            life.turns.append(
                ClockLife.Turn(owner: record.start.owner, from: fact.began, mark: fact.mark)
            )
        }
        life.start = record.start
        open[key] = life
        return []
    }

    private mutating func begin(_ key: ClockKey, _ record: ClockRecord, _ fact: Fact) -> Change {
        let life = ClockLife(key: key, begun: fact.mark, start: record.start)
        open[key] = life
        return .begun(life)
    }

    private mutating func end(
        _ life: ClockLife,
        _ manner: ClockLife.Manner,
        _ fact: Fact
    ) -> Change {
        var life = life
        life.ending = ClockLife.Ending(
            manner: manner,
            mark: fact.mark,
            day: fact.day,
            moment: fact.moment
        )
        open[life.key] = nil
        if keepsEnded { ended.append(life) }
        return .ended(life)
    }

    private mutating func follow(_ record: AssignmentRecord, _ fact: Fact) {
        let id = record.assignment.id
        if var hold = held[id] {
            hold.state = record.state
            let isSame =
                hold.assignment == record.assignment && hold.isVacant == record.isOwnerless
            if isSame, !record.state.isFinal {
                held[id] = hold
                return
            }
            hold.ended = fact.mark
            hold.until = fact.moment
            held[id] = nil
            if keepsEnded { given.append(hold) }
        }
        guard !record.state.isFinal else { return }
        var hold = Holding(
            assignment: record.assignment,
            begun: fact.mark,
            from: fact.began,
            state: record.state
        )
        hold.isVacant = record.isOwnerless
        held[id] = hold
    }
}

/// When what an entry says happened, beside when it was recorded.
private struct Fact {
    let mark: Mark
    let day: CivilDate
    /// The end of the day where only the day is known, but never after the record.
    let moment: Timestamp
    /// The beginning of the day where only the day is known.
    let began: Timestamp
    let isRedating: Bool

    init(_ recorded: Recorded, in matter: MatterRecord?) {
        mark = Mark(index: recorded.index, at: recorded.at, officer: recorded.cause?.officer)
        if case .redated = recorded.event { isRedating = true } else { isRedating = false }
        let step = matter?.steps.last { $0.mark.index == recorded.index }
        let details = step?.details ?? recorded.event.details
        if let at = details?.at {
            (day, moment, began) = (at.civilDate, at, at)
        } else if let on = details?.on, on != recorded.at.civilDate {
            day = on
            moment = min(Timestamp(on, hour: 24), recorded.at)
            began = Timestamp(on)
        } else {
            (day, moment, began) = (recorded.at.civilDate, recorded.at, recorded.at)
        }
    }
}

extension Docket {
    /// The clocks that an entry may have changed: those of its chain, or of the task it is about.
    fileprivate func clockKeys(touchedBy event: Event) -> [ClockKey] {
        if let chain = event.chain { return clockKeys(of: chain) }
        return event.task.map { [ClockKey(task: $0)] } ?? []
    }
}

extension Event {
    /// The task the entry is about.
    fileprivate var task: TaskID? {
        switch self {
        case .tasked(let it): it.step.task
        case .answered(let it) where it.act.act.verb == .fulfil: TaskID(same: it.act.act.matter)
        case .escalated(let it): it.clock.task
        case .redated(let key, _, _): key.task
        default: nil
        }
    }

    /// What an entry about a document or a task says, which no matter remembers.
    fileprivate var details: StepDetails? {
        switch self {
        case .documented(let it): it.move.says
        case .documentActed(let it): it.act.act.details
        case .tasked(let it): it.step.says
        case .answered(let it): it.act.act.details
        default: nil
        }
    }
}

extension LedgerHistory.Change {
    fileprivate var isEnd: Bool { if case .ended = self { true } else { false } }
}

extension ClockRecord {
    fileprivate var isVoid: Bool { if case .void = state { true } else { false } }
}
