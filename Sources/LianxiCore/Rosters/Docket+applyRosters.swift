// What rosters and changes to them leave behind.

extension Docket {
    mutating func adopt(_ roster: Roster, by mark: Mark) {
        if rosterRecords[roster.id] == nil {
            rosterRecords[roster.id] = RosterRecord(roster: roster, adoption: mark)
        }
        rosterRecords[roster.id]?.roster = roster
        rosterRecords[roster.id]?.adoption = mark
    }

    mutating func change(_ it: RosterChange, by mark: Mark) {
        guard var record = rosterRecords[it.roster] else {
            preconditionFailure("roster \(it.roster) was never adopted")
        }
        switch it.kind {
        case .override(let override):
            record = record.without(event: override.event)
            record.changes.append(MadeChange(override: override, mark: mark))
        case .withdraw(let event): record = record.without(event: event)
        case .offer(let swap):
            record.swaps.append(OfferedSwap(swap: swap, offer: mark, consent: nil))
        case .consent(let offer): consent(to: offer, of: &record, by: mark)
        case .handOver(let signature): sign(signature, of: &record, by: mark)
        }
        record.tidy(at: mark.at)
        rosterRecords[it.roster] = record
    }

    private func consent(to offer: UInt64, of record: inout RosterRecord, by mark: Mark) {
        guard let place = record.swaps.firstIndex(where: { $0.offer.index == offer }) else {
            preconditionFailure("no swap was offered at entry \(offer)")
        }
        record.swaps[place].consent = mark
        let swap = record.swaps[place].swap
        let overrides = swap.overrides(
            record.plan.person(swap.officer, calendar: dutyCalendar, in: swap.mine),
            record.plan.person(swap.other, calendar: dutyCalendar, in: swap.theirs)
        )
        record.changes += overrides.map { MadeChange(override: $0, mark: mark) }
    }

    private func sign(_ it: HandOverSignature, of record: inout RosterRecord, by mark: Mark) {
        let place =
            record.handOvers.firstIndex { $0.at == it.at } ?? record.handOvers.endIndex
        if place == record.handOvers.endIndex {
            record.handOvers.append(
                HandOverRecord(
                    at: it.at,
                    sheet: it.sheet,
                    size: it.size,
                    outgoing: nil,
                    incoming: nil
                )
            )
        }
        switch it.side {
        case .outgoing: record.handOvers[place].outgoing = mark
        case .incoming: record.handOvers[place].incoming = mark
        }
        if it.signed != nil, !record.handOvers[place].keyed.contains(it.side) {
            record.handOvers[place].keyed.append(it.side)
        }
    }
}

extension DutyPlan {
    /// The officer as the plan names them in the stretch; by the short name alone where it does not.
    fileprivate func person(
        _ id: OfficerID,
        calendar: WorkCalendar,
        in stretch: ShiftSwap.Stretch
    ) -> Person {
        onDuty(at: stretch.from, calendar: calendar).first { $0.id == id } ?? roster.member(id)
            ?? Person(id: id, name: id.text)
    }
}

extension RosterRecord {
    /// Forgets what has been over for long; the ledger has it.
    fileprivate mutating func tidy(at now: Timestamp) {
        let limit = now.adding(milliseconds: -Int64(Self.daysKept) * WallClock.dayMilliseconds)
        changes.removeAll { $0.override.until < limit }
        swaps.removeAll { $0.swap.mine.until < limit && $0.swap.theirs.until < limit }
        handOvers.removeAll { $0.at < limit }
    }
}
