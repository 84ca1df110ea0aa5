import LianxiCore

extension Docket {
    /// Why an entry cannot follow the ones applied so far; `nil` when it can.
    ///
    /// `apply` takes entries of a ledger that is known to be ours and stops the process at any other.
    /// Whoever verifies a foreign ledger asks here first.
    func obstacle(to recorded: Recorded) -> String? {
        if recorded.index != size { return "entry \(recorded.index) after \(size) entries" }
        if let lastAt, recorded.at < lastAt { return "its time is before the entry before it" }
        if let obstacle = recorded.event.chain.flatMap({ obstacle(to: recorded.event, in: $0) }) {
            return obstacle
        }
        if case .partyEnrolled(let party) = recorded.event, let index = party.invitation {
            do throws(Refusal) {
                let officer = recorded.cause?.officer
                try checkInvitation(index, of: party.id, by: officer, at: recorded.at)
            } catch {
                return "\(party.id) was not invited by entry \(index): \(error.rawValue)"
            }
        }
        return obstacle(to: recorded.event)
    }

    /// What a chain is about is there before its second entry.
    private func obstacle(to event: Event, in chain: ChainID) -> String? {
        switch (chain, event) {
        case (.matter(let id), .registered):
            matter(id) == nil ? nil : "matter \(id) is registered twice"
        case (.matter(let id), _): matter(id) == nil ? "matter \(id) is not registered" : nil
        case (.document, .documented(let it)) where it.move.step == .drafted: nil
        case (.document(let id), _):
            document(id)?.chain == chain ? nil : "document \(id) was never drafted on its own"
        }
    }

    private func obstacle(to event: Event) -> String? {
        switch event {
        case .founded: founding == nil ? nil : "founded twice"
        case .ruleSetAdopted, .calendarAdopted, .policyAdopted:
            renames(event) ? "its name stands for other data, adopted before" : nil
        case .partyEnrolled(let party):
            party.isWellFormed ? nil : "\(party.id) is enrolled in a way no party can be"
        case .partyRevoked, .joined, .looked: nil
        case .rosterAdopted(let roster):
            roster.isWellFormed ? nil : "the roster \(roster.id) is of a wrong form"
        case .rosterChanged(let it): obstacle(to: it)
        case .routesAdopted(let book):
            book.isWellFormed ? nil : "the catalogue \(book.id) is of a wrong form"
        case .routed(let it):
            assignment(it.assignment)?.assignment.matter == it.matter
                ? nil : "assignment \(it.assignment) is of another matter, or of none"
        case .attached(let matter, _):
            isErased(matter) ? "the dossier of \(matter) is erased" : nil
        case .erasureAsked(let it):
            isErased(it.order.matter) ? "the dossier of \(it.order.matter) is erased" : nil
        case .erased(let it): obstacle(to: it)
        case .appointed(let it): party(it.party) == nil ? "\(it.party) is not enrolled" : nil
        case .reorganised(let it): party(it.from) == nil ? "\(it.from) is not enrolled" : nil
        case .seated(let it): party(it.party) == nil ? "\(it.party) is not enrolled" : nil
        case .convened(let it): obstacle(to: it)
        case .tasked(let it): obstacle(to: it)
        case .answered(let it): obstacle(to: it)
        case .led(let it): obstacle(to: it)
        case .visited(let it):
            visit(it.visit) == nil ? nil : "visit \(it.visit) is recorded twice"
        case .stepped(let it): obstacle(to: it)
        case .documented(let it): obstacle(to: it)
        case .documentActed(let it): obstacle(to: it)
        case .registered(let it):
            change(of: it.facts.matter, nil, settles: [], clocks: it.clocks)
        case .dispatched(let it): obstacle(to: it)
        case .received(let it):
            state(of: it.assignment, in: it.matter, of: it.department, is: [.dispatched])
                ?? change(of: it.matter, it.assignment, settles: it.settles, clocks: it.clocks)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            obstacle(to: it)
        case .objectionDecided(let it):
            state(of: it.assignment, in: it.matter, of: it.department, is: [.objected])
                ?? change(of: it.matter, it.assignment, settles: it.settles, clocks: it.clocks)
        case .escalated(let it): obstacle(to: it)
        case .unreached: nil
        case .redated(let key, let start, let department):
            department.flatMap { party($0) == nil ? "\($0) is not enrolled" : nil }
                ?? obstacle(to: start, of: key)
        case .channelChanged(let it): obstacle(to: it)
        case .presenceChanged(let it): obstacle(to: it)
        // A note of more entries than there are is named by whoever looks at the times.
        case .ticked, .invited: nil
        case .shadowRecorded(let it): obstacle(to: it)
        }
    }

    /// Over entries that were there, and more of them than the last time; its root needs SM3 to be checked.
    private func obstacle(to it: ShadowHead) -> String? {
        if it.size > size { return "an SM3 head over \(it.size) entries, of \(size)" }
        guard let last = lastShadow, it.size <= last.head.size else { return nil }
        return "an SM3 head over \(it.size) entries, after one over \(last.head.size)"
    }

    private func obstacle(to it: RosterChange) -> String? {
        guard let record = roster(it.roster) else { return "roster \(it.roster) was never adopted" }
        switch it.kind {
        case .consent(let offer)
        where !record.swaps.contains { $0.offer.index == offer && $0.consent == nil }:
            return "no swap is open that was offered at entry \(offer)"
        case .withdraw(let event) where record.change(from: event) == nil:
            return "no override stands that was taken in from that event"
        default: return nil
        }
    }

    /// A running clock may get dates it lacked, and later ones; none is taken back.
    private func obstacle(to start: ClockStart, of key: ClockKey) -> String? {
        guard let clock = clock(key), clock.isRunning else {
            return "the clock \(key.duty) does not run"
        }
        func takesBack(_ known: CivilDate?, _ next: CivilDate?) -> Bool {
            guard let known else { return false }
            return next.map { $0 < known } ?? true
        }
        let (known, next) = (clock.start.dates, start.dates)
        return takesBack(known.raw, next.raw) || takesBack(known.legal, next.legal)
            || takesBack(known.target, next.target)
            ? "the clock \(key.duty) loses time it had" : nil
    }

    private func obstacle(to it: Dispatched) -> String? {
        let assignment = it.assignment
        guard self.assignment(assignment.id) == nil else {
            return "assignment \(assignment.id) is dispatched twice"
        }
        guard let party = party(assignment.department), !party.isRevoked else {
            return "\(assignment.department) is not enrolled"
        }
        return change(
            of: assignment.matter,
            assignment.id,
            settles: it.settles,
            clocks: it.clocks
        )
    }

    private func obstacle(to it: Acted) -> String? {
        let act = it.act.act
        let id = it.assignment
        guard let record = assignment(id) else { return "assignment \(id) was never dispatched" }
        guard act.verb == .handOver else {
            let open = AssignmentState.allCases.filter { !$0.isFinal }
            let states = act.verb.outcome == nil ? AssignmentState.allCases : open
            return state(of: id, in: act.matter, of: act.department, is: states)
                ?? change(of: act.matter, id, settles: it.settles + it.voids, clocks: it.clocks)
        }
        let isFormer = record.formerUnits.contains {
            $0.department == act.department && $0.release == act.order
        }
        let isSuccessor =
            !record.formerUnits.isEmpty && record.assignment.department == act.department
            && record.order == act.order
        return isFormer || isSuccessor
            ? nil : "\(act.department) was not released of assignment \(id)"
    }

    private func obstacle(to it: Stepped) -> String? {
        let step = it.step
        if let id = step.assignment {
            guard let record = assignment(id), record.assignment.matter == step.matter else {
                return "assignment \(id) is of another matter, or of none"
            }
            let holder =
                step.kind == .rebind ? step.details.party : record.assignment.department
            // Before 28 November 2026 no unit was sent a dispute's decision that names it, or a hearing.
            if it.recipient != holder, step.kind.concernsAssignment || it.recipient != nil {
                return "the step is addressed to another than assignment \(id)'s department"
            }
        } else if step.kind.concernsAssignment {
            return "a step to \(step.kind.rawValue) names its assignment"
        }
        if let party = step.details.party, step.kind == .rebind, self.party(party) == nil {
            return "\(party) is not enrolled"
        }
        return change(
            of: step.matter,
            step.assignment,
            settles: it.settles + it.voids,
            clocks: it.clocks
        )
    }

    private func obstacle(to it: Escalated) -> String? {
        guard let clock = clock(it.clock), clock.isRunning else {
            return "the clock \(it.clock.duty) does not run"
        }
        guard
            it.step == Escalated.outsidePolicy || clock.fired.last == it.number
                || firing(of: it.clock, clock)?.number == it.number
        else {
            return "step \(it.step) is not the next of \(it.clock.duty)"
        }
        return nil
    }

    /// The assignment must be that department's, of that matter, and in one of these states.
    private func state(
        of id: AssignmentID,
        in matter: MatterID,
        of department: PartyID,
        is states: [AssignmentState]
    ) -> String? {
        guard let record = assignment(id) else { return "assignment \(id) was never dispatched" }
        guard record.assignment.matter == matter, record.assignment.department == department
        else { return "assignment \(id) is of another matter or department" }
        return states.contains(record.state)
            ? nil : "assignment \(id) is \(record.state.rawValue) at this entry"
    }

    /// Clocks that end must run, each once; clocks that start must not run then, each once.
    func change(
        of matter: MatterID,
        _ assignment: AssignmentID?,
        settles: [DutyID],
        clocks: [ClockStart],
        document: DocumentID? = nil
    ) -> String? {
        func key(of duty: DutyID) -> ClockKey {
            ClockKey(of: duty, in: matter, on: assignment, document: document)
        }
        let ended = Set(settles)
        guard ended.count == settles.count else { return "a clock is settled twice" }
        if let duty = settles.first(where: { !isRunning(key(of: $0)) }) {
            return "the clock \(duty) does not run"
        }
        let begun = clocks.map(\.duty)
        guard Set(begun).count == begun.count else { return "a clock is started twice" }
        return begun.first { isRunning(key(of: $0)) && !ended.contains($0) }
            .map { "the clock \($0) runs already" }
    }

    private func isRunning(_ key: ClockKey) -> Bool { clock(key)?.isRunning ?? false }
}
