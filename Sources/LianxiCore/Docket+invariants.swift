extension Docket {
    /// What does not hold though it must; empty when all is well.
    ///
    /// Walks over everything: for tests and the simulator, never for the daemon's loop. Sentences,
    /// in no stated order.
    package func checkInvariants() -> [String] {
        assignmentRecords.values.flatMap { faults(of: $0) }
            + matterRecords.values.flatMap { faults(of: $0) }
            + partyRecords.values.flatMap { faults(of: $0) }
            + clockFaults + agendaFaults + conferenceFaults
    }

    // MARK: Assignments

    private func faults(of record: AssignmentRecord) -> [String] {
        let id = record.assignment.id
        var faults: [String] = []
        func must(_ holds: Bool, _ what: String) {
            if !holds { faults.append("assignment \(id) (\(record.state)): \(what)") }
        }
        must(orders[record.order] == id, "its order is not known")
        must(record.version >= 1, "its version is \(record.version)")
        must(
            matterRecords[record.assignment.matter]?.assignments.contains(id) == true,
            "its matter does not list it"
        )
        must(
            record.state == .withdrawn
                || (record.receipt == nil) == (record.state == .dispatched),
            "receipt and state differ"
        )
        must(record.state != .delivered || record.signature == nil, "delivered, yet signed")
        must(record.state != .objected || record.objection != nil, "no objection")
        must(record.state != .returned || record.version > 1, "returned without a decision")
        must(
            record.state != .accepted || record.acceptance != nil || wasSentBack(id, record),
            "no acceptance"
        )
        must(record.state != .concluded || record.conclusion != nil, "no conclusion")
        must(partyRecords[record.assignment.department] != nil, "nobody holds it")
        must(
            partyRecords[record.assignment.department]?.assignments.contains(id) == true,
            "its department does not list it"
        )
        must(
            !record.isOwnerless || isRunning(record.key(of: .nominee))
                || ruleSet?.duty(.nominee) == nil,
            "nobody owns it, and nobody owes a nominee"
        )
        for duty in record.duties where isRunning(record.key(of: duty)) {
            must(duty.mayRun(in: record.state), "\(duty) still runs")
        }
        return faults
    }

    /// The office told the unit to work again on what it had concluded, accepted or not.
    private func wasSentBack(_ id: AssignmentID, _ record: AssignmentRecord) -> Bool {
        matterRecords[record.assignment.matter]?.steps.contains {
            $0.assignment == id && ($0.is(.rework) || $0.is(.handleAgain))
        } ?? false
    }

    // MARK: Matters and parties

    private func faults(of record: MatterRecord) -> [String] {
        let matter = record.facts.matter
        let live = record.assignments.compactMap { assignmentRecords[$0] }
            .filter { !$0.state.isFinal }
        let leads = live.count { $0.assignment.role == .lead }
        var faults: [String] = []
        if leads > 1 { faults.append("matter \(matter): \(leads) leads") }
        // Units that both held it may have become one.
        let settled = live.filter(\.formerUnits.isEmpty)
        if Set(settled.map(\.assignment.department)).count != settled.count {
            faults.append("matter \(matter): one department holds it twice")
        }
        if !record.assignments.isEmpty || record.stage != .open,
            !running([.triage], of: matter).isEmpty
        {
            faults.append("matter \(matter): dispatched or closed, yet triage runs")
        }
        // What another procedure handles may be archived, and what a unit did not accept.
        let isAtWork = live.contains { record.stage != .archived || !$0.state.isOver }
        if record.stage != .open, record.stage != .final, isAtWork {
            faults.append("matter \(matter): \(record.stage), yet somebody works on it")
        }
        if hasNoOwner(record, live) {
            faults.append("matter \(matter): open, and nobody owes anything")
        }
        if leads > 0, !running([.redispatch], of: matter).isEmpty {
            faults.append("matter \(matter): led, yet redispatch runs")
        }
        return faults
    }

    /// An open matter that nobody holds, with no duty of the office running: no instant without an owner.
    private func hasNoOwner(_ record: MatterRecord, _ live: [AssignmentRecord]) -> Bool {
        guard record.stage == .open, live.isEmpty else { return false }
        let isHandled = record.assignments.contains { assignmentRecords[$0]?.state == .concluded }
        return !isHandled
            && !record.duties.contains { !running([$0], of: record.facts.matter).isEmpty }
    }

    private func faults(of record: PartyRecord) -> [String] {
        let tally = record.assignments.reduce(into: [AssignmentState: Int]()) { tally, id in
            if let state = assignmentRecords[id]?.state { tally[state, default: 0] += 1 }
        }
        let isSame = AssignmentState.allCases.allSatisfy {
            tally[$0, default: 0] == record.tally[$0, default: 0]
        }
        return isSame ? [] : ["party \(record.party.id): its tally is off"]
    }

    // MARK: Clocks

    private var clockFaults: [String] {
        var faults: [String] = []
        let running = clockRecords.values.count(where: \.isRunning)
        if running != runningClocks { faults.append("\(running) clocks run, not \(runningClocks)") }
        for key in pending.all where calendar.map({ move(of: key, under: $0) == nil }) ?? true {
            faults.append("clock \(key): to be redated, yet nothing moves")
        }
        for key in incomplete where !isRunning(key) {
            faults.append("clock \(key): incomplete, yet it does not run")
        }
        for (key, clock) in clockRecords {
            let numbers = clock.start.steps.map(\.number)
            if !Set(clock.fired).isSubset(of: numbers)
                || Set(clock.fired).count != clock.fired.count
            {
                faults.append("clock \(key): fired \(clock.fired) of \(numbers)")
            }
            if clock.isRunning, clock.start.dates.isProvisional, !incomplete.contains(key) {
                faults.append("clock \(key): provisional, yet not waiting")
            }
        }
        return faults
    }

    private var agendaFaults: [String] {
        let live = Set(agenda.heap.storage.filter(isLive))
        let expected = clockRecords.count { firing(of: $0.key, $0.value) != nil }
        var faults: [String] = []
        if live.count != expected {
            faults.append("agenda: \(live.count) live items for \(expected) clocks")
        }
        if let next = agenda.next, !isLive(next) { faults.append("agenda: its top is stale") }
        return faults
    }
}

extension DutyID {
    /// Whether an assignment in this state may still owe the duty.
    fileprivate func mayRun(in state: AssignmentState) -> Bool {
        switch self {
        case .delivery: state == .dispatched
        case .signature: state == .delivered
        case .objection: state == .delivered || state == .signed
        case .notice: state == .delivered || state == .signed || state == .objected
        case .presumedConclusion:
            [.delivered, .signed, .objected, .notified].contains(state)
        case .feedback: state != .dispatched && !state.isFinal
        case .objectionDecision: state == .objected
        case .conclusion, .extendedConclusion, .simplified: state == .accepted
        // Like the feedback's, its days go on while the unit objects.
        case .rehandling: state == .accepted || state == .signed || state == .objected
        case .labourInspection, .information: state == .diverted
        case .execution: state == .concluded
        case .examination, .supervisionReply: state != .returned && state != .withdrawn
        case .nominee: !state.isFinal
        default: false
        }
    }
}
