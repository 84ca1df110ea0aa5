import LianxiCore

/// Audits what was owed: every date counted again, everything that time's passing asks for in its place.
///
/// Counts only from the entries and from the rule sets, calendars and policies adopted in them.
struct DutyAuditor {
    /// How long after its moment a step may still be on its way to the ledger, in milliseconds.
    let tolerance: Int64
    /// The most missing steps named before one entry; more are named before the next.
    private static let mostAtOnce = 1000

    init(tolerance: Int64) { self.tolerance = tolerance }

    private var history = LedgerHistory(keepsEnded: false)
    /// What is still to come of what time asked for when the last entry of its own was recorded.
    private var awaited: ArraySlice<Event> = []
    /// When each entry was recorded.
    private var moments: [Timestamp] = []
    private var named: Set<DueStep> = []
    /// Every clock so far has the steps its policy gives it; what time asks for can be counted only then.
    private var isCountable = true

    /// Audits an entry that is not applied yet.
    ///
    /// - Parameters:
    ///   - recorded: The entry.
    ///   - docket: As the entries before left it; steps named as missing are passed over.
    ///   - report: Takes findings.
    mutating func auditBefore(
        _ recorded: Recorded,
        _ docket: inout Docket,
        _ report: inout VerificationReport
    ) {
        guard !docket.hasNoRules, isCountable else { return }
        if recorded.event == awaited.first {
            awaited.removeFirst()
            return
        }
        name(awaited, at: recorded.index, &docket, &report)
        nameOverdue(at: recorded.at, entry: recorded.index, &docket, &report)
        // Who adopts a calendar is the cause of the redatings that come with it; an escalation with a cause
        // is one the office asked for.
        guard recorded.cause == nil || recorded.event.isRedating else { return }
        let expected = docket.timePasses(at: recorded.at)
        if let place = expected.firstIndex(of: recorded.event) {
            name(expected[..<place], at: recorded.index, &docket, &report)
            awaited = expected[(place + 1)...]
        } else {
            judge(recorded, &report)
        }
    }

    /// Audits the same entry, once it is applied.
    mutating func auditAfter(
        _ recorded: Recorded,
        _ docket: Docket,
        _ report: inout VerificationReport
    ) {
        moments.append(recorded.at)
        for change in history.observe(recorded, in: docket) {
            guard case .begun(let life) = change else { continue }
            guard !docket.hasNoRules else {
                isCountable = false
                continue
            }
            let what = docket.discrepancy(of: life.start, for: life.key, begunAt: recorded.at)
            guard let what else { continue }
            report.add(VerificationFinding(.dateWrong, entry: recorded.index, what))
            isCountable = false
        }
    }

    /// Names what is still lacking at the ledger's end.
    mutating func finish(_ docket: inout Docket, _ report: inout VerificationReport) {
        guard isCountable else { return }
        name(awaited, at: nil, &docket, &report)
        if let last = moments.last { nameOverdue(at: last, entry: nil, &docket, &report) }
    }

    /// An entry of time's own that time did not ask for.
    private mutating func judge(_ recorded: Recorded, _ report: inout VerificationReport) {
        switch recorded.event {
        case .escalated(let it):
            let what = "\(it.clock.duty) \(it.step) \(it.recipient)/\(it.post)"
            report.add(VerificationFinding(.escalationWrong, entry: recorded.index, what))
        case .redated(let key, _, _):
            report.add(VerificationFinding(.dateWrong, entry: recorded.index, key.duty.text))
            isCountable = false
        default: break
        }
    }

    /// Names escalations that were to stand before an entry, and goes on as if they did.
    private mutating func name(
        _ events: ArraySlice<Event>,
        at index: UInt64?,
        _ docket: inout Docket,
        _ report: inout VerificationReport
    ) {
        awaited = []
        for case .escalated(let it) in events {
            let due = DueStep(clock: it.clock, owner: it.owner, step: it.number, due: it.due)
            name(due, target: "\(it.recipient)/\(it.post)", at: index, &report)
        }
        for case .escalated(let it) in events {
            let due = DueStep(clock: it.clock, owner: it.owner, step: it.number, due: it.due)
            named.insert(due)
            docket.passOver(due)
        }
    }

    /// Names steps whose moment went by while the daemon was at work.
    private mutating func nameOverdue(
        at moment: Timestamp,
        entry: UInt64?,
        _ docket: inout Docket,
        _ report: inout VerificationReport
    ) {
        for _ in 0..<Self.mostAtOnce {
            guard let due = docket.dueStep(at: moment), due.step != ScheduledStep.lapse,
                wasAtWork(after: max(due.due, begun(due, docket)), before: moment)
            else { return }
            name(due, target: "", at: entry, &report)
            named.insert(due)
            docket.passOver(due)
        }
    }

    /// When the entry was recorded that gave the clock its steps; a fact may be older than that.
    private func begun(_ due: DueStep, _ docket: Docket) -> Timestamp {
        guard let run = docket.clock(due.clock)?.run, run < UInt64(moments.count) else {
            return due.due
        }
        return moments[Int(run)]
    }

    private func name(
        _ due: DueStep,
        target: String,
        at entry: UInt64?,
        _ report: inout VerificationReport
    ) {
        guard !named.contains(due) else { return }
        let missing = MissingEscalation(due: due, target: target, entry: entry)
        report.missing.append(missing)
        report.add(VerificationFinding(.escalationMissing, entry: entry, missing.detail))
    }

    /// Something was recorded well after the one moment and well before the other: the daemon ran, and
    /// the step was not on its way.
    private func wasAtWork(after due: Timestamp, before last: Timestamp) -> Bool {
        let from = due.adding(milliseconds: tolerance)
        let until = last.adding(milliseconds: -tolerance)
        var low = 0
        var high = moments.count
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] < from { low = middle + 1 } else { high = middle }
        }
        return low < moments.count && moments[low] <= until
    }
}

extension Event {
    fileprivate var isRedating: Bool {
        if case .redated = self { true } else { false }
    }
}
