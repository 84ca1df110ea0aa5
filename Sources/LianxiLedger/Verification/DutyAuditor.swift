import LianxiCore

/// Audits what was owed: every date counted again, everything that time's passing asks for in its place.
///
/// Counts only from the entries and from the rule sets, calendars and policies adopted in them. A daemon
/// records what is due before it hears anybody, so nobody's entry stands before what was due at its moment.
struct DutyAuditor {
    /// The most missing steps named before one entry; more are named before the next.
    private static let mostAtOnce = 1000

    private var history = LedgerHistory(keepsEnded: false)
    /// What is still to come of what time asked for when the last entry of its own was recorded.
    private var awaited: ArraySlice<Event> = []
    /// When the newest entry was recorded.
    private var newest: Timestamp?
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
        if let first = awaited.first, recorded.event.tells(first) {
            awaited.removeFirst()
            return
        }
        name(awaited, at: recorded.index, &docket, &report)
        // Who adopts a calendar is the cause of the redatings that come with it; an escalation with a cause
        // is one the office asked for.
        guard recorded.cause == nil || recorded.event.isRedating else {
            return nameOverdue(before: recorded, &docket, &report)
        }
        let expected = docket.timePasses(at: recorded.at)
        if let place = expected.firstIndex(where: { recorded.event.tells($0) }) {
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
        newest = recorded.at
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

    /// Names steps that were to fire before somebody's entry.
    ///
    /// Entries of one moment are of one round, in which one may make due what follows only after it.
    private mutating func nameOverdue(
        before recorded: Recorded,
        _ docket: inout Docket,
        _ report: inout VerificationReport
    ) {
        guard let newest, newest < recorded.at else { return }
        for _ in 0..<Self.mostAtOnce {
            guard let due = docket.dueStep(at: recorded.at), due.step != ScheduledStep.lapse
            else { return }
            name(due, target: "", at: recorded.index, &report)
            named.insert(due)
            docket.passOver(due)
        }
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
}

extension Event {
    fileprivate var isRedating: Bool {
        if case .redated = self { true } else { false }
    }
}

extension Event {
    /// Is what was to be recorded; an escalation of an older daemon does not say that its matter is urgent.
    fileprivate func tells(_ expected: Event) -> Bool {
        guard self != expected else { return true }
        guard case .escalated(let mine) = self, case .escalated(let it) = expected else {
            return false
        }
        return mine == it.withoutUrgency
    }
}
