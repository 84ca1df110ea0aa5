import LianxiCore

/// Which clocks run, by what the entries say they start and end.
struct ClockBook {
    /// How late a step may be that is not called late, in milliseconds.
    private static let punctual: Int64 = 60_000
    private static let attentions: Set<StepKind> = [
        .attend, .snooze, .hold, .resume, .stopReminders, .escalate,
    ]

    private var running: [ClockKey: ClockStart] = [:]
    /// Matters that were urgent when they were registered.
    private var urgent: Set<MatterID> = []
    /// Matters whose reminders somebody has put off, or brought on.
    private var attended: Set<MatterID> = []

    mutating func take(_ line: Books.Line, _ moves: ClockMoves) -> [String] {
        var faults = check(line)
        for key in moves.ends where running.removeValue(forKey: key) == nil {
            faults.append("ends \(key.duty), which does not run")
        }
        for (key, start) in moves.starts where running.updateValue(start, forKey: key) != nil {
            faults.append("starts \(key.duty), which runs")
        }
        for (key, start) in moves.passedOn {
            if running[key]?.dates != start.dates || running[key]?.start != start.start {
                faults.append("gives \(key.duty) other dates with another owner")
            }
            running[key] = start
        }
        return faults + hasDone(line)
    }

    /// Whether the duty of the matter as a whole is owed.
    func runs(_ duty: DutyID, of matter: MatterID) -> Bool {
        running[ClockKey(matter: matter, assignment: nil, duty: duty)] != nil
    }

    /// What an entry says of clocks as they stood before it.
    private mutating func check(_ line: Books.Line) -> [String] {
        switch line.event {
        case .registered(let it):
            if it.facts.isUrgent { urgent.insert(it.facts.matter) }
            return []
        case .stepped(let it):
            if Self.attentions.contains(it.step.kind) { attended.insert(it.step.matter) }
            return []
        case .escalated(let it): return escalated(it, line.at)
        case .redated(let key, let start, _):
            guard let before = running.updateValue(start, forKey: key) else {
                return ["gives \(key.duty) a date, which does not run"]
            }
            return isEarlier(start.dates, than: before.dates)
                ? ["moves \(key.duty) to an earlier date"] : []
        case .acted(let it) where it.act.act.verb == .approveExtension: return extended(it, line.at)
        default: return []
        }
    }

    /// What an entry must have done to the clocks.
    private func hasDone(_ line: Books.Line) -> [String] {
        switch line.event {
        case .stepped(let it) where it.step.kind == .archive:
            let open = running.keys.filter { key in
                key.matter == it.step.matter && key.document == nil && key.duty != .objection
                    && !key.duty.isExternal
            }
            return open.sorted().map { "archives a matter of which \($0.duty) runs" }
        case .documented(let it) where it.move.step == .voided:
            return owed(of: it.move.document).map { "voids a document of which \($0.duty) runs" }
        case .documentActed(let it)
        where it.act.act.verb == .answerDocument && it.act.act.detail != DocumentKind.progress:
            return owed(of: it.document).filter { $0.duty != .examination }
                .map { "answers a document of which \($0.duty) runs on" }
        default: return []
        }
    }

    private func owed(of document: DocumentID) -> [ClockKey] {
        running.keys.filter { $0.document == document }.sorted()
    }

    private func escalated(_ it: Escalated, _ at: Timestamp) -> [String] {
        guard let clock = running[it.clock] else {
            return ["escalates \(it.clock.duty), which was done or never owed"]
        }
        var faults: [String] = []
        if clock.owner != it.owner { faults.append("escalates what another owes") }
        let late = at.milliseconds - it.due.milliseconds
        if late < 0 { faults.append("fires step \(it.step) of \(it.clock.duty) too soon") }
        if (late > Self.punctual) != it.isLate {
            faults.append("step \(it.step) came \(late) ms after its moment, and says it did not")
        }
        let planned = clock.steps.first { $0.number == it.number }
        if let planned, urgent.contains(it.clock.matter), !attended.contains(it.clock.matter),
            it.due > planned.at
        {
            faults.append("lets an urgent matter wait from \(planned.at.wallText)")
        }
        return faults
    }

    /// The days granted are added to the period, in time, and to nothing that is over.
    private func extended(_ it: Acted, _ at: Timestamp) -> [String] {
        let act = it.act.act
        let before = [DutyID.extendedConclusion, .conclusion].lazy.compactMap {
            running[ClockKey(matter: act.matter, assignment: it.assignment, duty: $0)]
        }.first
        guard let clock = it.clocks.first else { return [] }
        guard let before, let legal = before.dates.legal else { return [] }
        let day = act.says.on ?? at.civilDate
        return day > legal || clock.start != before.start
            ? ["lengthens to \(clock.duty) what was over on \(legal)"] : []
    }

    private func isEarlier(_ dates: DueDates, than before: DueDates) -> Bool {
        func precedes(_ new: CivilDate?, _ old: CivilDate?) -> Bool {
            guard let old else { return false }
            return new.map { $0 < old } ?? true
        }
        return precedes(dates.raw, before.raw) || precedes(dates.legal, before.legal)
            || precedes(dates.target, before.target)
    }
}
