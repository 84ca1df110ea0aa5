// Adopting rosters, and changes to who is on duty.

extension Docket {
    /// Adopts a roster; a newer one of the same name takes its place, and its changes go on.
    func adopt(_ roster: Roster, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        guard roster.isWellFormed else { throw .malformed }
        // A new installation adopts its rosters before the parties are enrolled.
        guard cause == nil || partyRecords[roster.party] != nil else { throw .unknownParty }
        if let record = rosterRecords[roster.id], record.roster == roster {
            return .repeated([record.adoption.index])
        }
        return .record([.rosterAdopted(roster)])
    }

    func change(
        _ it: RosterChange,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard let record = rosterRecords[it.roster] else { throw .unknownRoster }
        switch it.kind {
        case .override(let change):
            let known = record.change(from: change.event)
            if let known, known.override == change { return .repeated([known.mark.index]) }
            try check(change, of: record.without(event: change.event), at: now)
        case .withdraw(let event):
            guard let known = record.change(from: event) else { throw .unknownEntry }
            guard known.override.until > now else { throw .dateWrong }
        case .offer(let swap):
            guard swap.officer == cause?.officer else { throw .notPermitted }
            try check(swap, of: record, at: now)
            try checkRoom(in: record, at: now)
        case .consent(let offer):
            guard let offered = record.swaps.first(where: { $0.offer.index == offer })
            else { throw .unknownEntry }
            guard offered.swap.other == cause?.officer else { throw .notPermitted }
            if let consent = offered.consent { return .repeated([consent.index]) }
            try check(offered.swap, of: record, at: now)
        case .handOver(let signature):
            if let mark = try signed(signature, of: record, by: cause, at: now) {
                return .repeated([mark.index])
            }
        }
        return .record([.rosterChanged(it)])
    }

    private func checkRoom(in record: RosterRecord, at now: Timestamp) throws(Refusal) {
        let open = record.swaps.count { $0.consent == nil && $0.swap.mine.from > now }
        let live = record.changes.count { $0.override.until > now }
        guard open + live < RosterRecord.mostChanges else { throw .tooMany }
    }

    /// An override is not over yet, and whoever it takes off duty would be on duty in it.
    private func check(
        _ it: RosterOverride,
        of record: RosterRecord,
        at now: Timestamp
    ) throws(Refusal) {
        guard it.isWellFormed else { throw .malformed }
        guard it.until > now else { throw .dateWrong }
        try checkRoom(in: record, at: now)
        guard let outgoing = it.outgoing else { return }
        let shifts = record.plan.shifts(from: it.from, to: it.until, calendar: dutyCalendar)
        guard shifts.contains(where: { $0.has(outgoing) }) else { throw .notOnDuty }
    }

    /// Neither duty has begun, and each of the two has the whole of theirs.
    private func check(
        _ it: ShiftSwap,
        of record: RosterRecord,
        at now: Timestamp
    ) throws(Refusal) {
        guard it.officer != it.other else { throw .malformed }
        for (stretch, officer) in [(it.mine, it.officer), (it.theirs, it.other)] {
            guard stretch.from < stretch.until else { throw .malformed }
            guard stretch.from > now else { throw .dateWrong }
            let shifts = record.plan.shifts(
                from: stretch.from,
                to: stretch.until,
                calendar: dutyCalendar
            )
            guard shifts.allSatisfy({ $0.has(officer) }), shifts.last?.until == stretch.until
            else { throw .notOnDuty }
        }
    }

    /// The entry of exactly this signature when it was given before; `nil` when it is the first.
    ///
    /// The officer must be on duty on that side, and sign the sheet the other side signed.
    private func signed(
        _ it: HandOverSignature,
        of record: RosterRecord,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Mark? {
        guard abs(it.at.milliseconds - now.milliseconds) <= HandOverSignature.tolerance,
            it.size <= size
        else { throw .dateWrong }
        let sides = record.plan.sides(at: it.at, calendar: dutyCalendar)
        let persons = it.side == .outgoing ? sides.outgoing : sides.incoming
        guard let officer = cause?.officer, persons.contains(where: { $0.id == officer })
        else { throw .notOnDuty }
        guard let known = record.handOvers.first(where: { $0.at == it.at }) else { return nil }
        guard known.sheet == it.sheet, known.size == it.size else { throw .staleVersion }
        let mark = it.side == .outgoing ? known.outgoing : known.incoming
        guard mark.map({ $0.officer == officer }) ?? true else { throw .wrongState }
        // Whoever was only named may still sign with the key.
        return it.signed == nil || known.keyed.contains(it.side) ? mark : nil
    }
}

extension DutyPlan {
    /// Who goes off duty at a change of shifts, and who comes on.
    package func sides(
        at now: Timestamp,
        calendar: WorkCalendar
    ) -> (outgoing: [Person], incoming: [Person]) {
        let before = onDuty(at: now.adding(milliseconds: -1), calendar: calendar)
        return (before, onDuty(at: now, calendar: calendar))
    }
}

extension Shift {
    func has(_ officer: OfficerID) -> Bool { persons.contains { $0.id == officer } }
}
