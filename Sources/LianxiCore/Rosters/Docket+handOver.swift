// The sheet of a hand-over.

extension Docket {
    /// Makes the sheet for a change of shifts.
    ///
    /// Matters from which anyone on the sheet stands aside (art. 28(3)) are left out without a trace, since both
    /// sides read and sign it. Walks over all clocks.
    ///
    /// - Parameters:
    ///   - id: The roster.
    ///   - moment: When the shift changes.
    ///   - days: How many days ahead to look, counted from that date.
    /// - Returns: The sheet; `nil` when no such roster was adopted.
    package func handOverSheet(
        of id: RosterID,
        at moment: Timestamp,
        days: Int
    ) -> HandOverSheet? {
        guard let record = rosterRecords[id] else { return nil }
        let sides = record.plan.sides(at: moment, calendar: dutyCalendar)
        let readers = Set((sides.outgoing + sides.incoming).map(\.id))
        let horizon = moment.civilDate.adding(days: days)
        var due: [HandOverLine] = []
        var unattended: [HandOverLine] = []
        for (key, clock) in clockRecords {
            guard clock.isRunning, concerns(key, clock, of: record.roster.party) else { continue }
            let isDue =
                key.duty.isBinding && (clock.start.dates.target.map { $0 <= horizon } ?? false)
            let isUnattended = !clock.fired.isEmpty
            guard isDue || isUnattended,
                readers.isDisjoint(with: recusedOfficers(of: record.roster.party, from: key.matter))
            else { continue }
            let line = line(of: key, clock)
            if isDue { due.append(line) }
            if isUnattended { unattended.append(line) }
        }
        return HandOverSheet(
            roster: id,
            name: record.roster.name,
            at: moment,
            days: days,
            size: size,
            outgoing: sides.outgoing,
            incoming: sides.incoming,
            due: Array(due.sorted().prefix(HandOverSheet.mostLines)),
            unattended: Array(unattended.sorted().prefix(HandOverSheet.mostLines)),
            isCut: max(due.count, unattended.count) > HandOverSheet.mostLines
        )
    }

    /// Clocks that run, bind, and are overdue or to be met by the day; the earliest first.
    ///
    /// Matters from which the officer of the office stands aside (art. 28(3)) are left out without a trace. Walks
    /// over all clocks.
    ///
    /// - Parameters:
    ///   - day: The last day.
    ///   - owner: Whose duties; everybody's where none is named.
    ///   - officer: Who reads it.
    /// - Returns: A line for each, without bounds.
    package func due(
        by day: CivilDate,
        of owner: PartyID? = nil,
        readBy officer: OfficerID
    ) -> [HandOverLine] {
        clockRecords.compactMap { key, clock -> HandOverLine? in
            guard clock.isRunning, key.duty.isBinding,
                owner.map({ $0 == clock.start.owner }) ?? true,
                let date = clock.start.dates.target ?? clock.start.dates.legal, date <= day,
                !recusedOfficers(of: .office, from: key.matter).contains(officer)
            else { return nil }
            return line(of: key, clock)
        }.sorted()
    }

    /// The office hands over everything, a unit what is its own.
    private func concerns(_ key: ClockKey, _ clock: ClockRecord, of party: PartyID) -> Bool {
        party == .office || clock.start.owner == party
    }

    /// The office's number of what the clock is about: of the matter's first piece, or of the document of its
    /// own; `nil` for a task.
    package func number(of key: ClockKey) -> String? {
        switch key.chain {
        case .matter(let id)?: matterRecords[id]?.facts.piece.number
        case .document(let id)?: documentRecords[id]?.number?.text
        case nil: nil
        }
    }

    /// The office's number of the document about a matter whose clock it is; `nil` for every other clock.
    package func documentNumber(of key: ClockKey) -> String? {
        guard key.chain?.document == nil else { return nil }
        return key.document.flatMap { documentRecords[$0]?.number?.text }
    }

    private func line(of key: ClockKey, _ clock: ClockRecord) -> HandOverLine {
        HandOverLine(
            clock: key,
            number: number(of: key) ?? "",
            documentNumber: documentNumber(of: key),
            owner: clock.start.owner,
            target: clock.start.dates.target,
            legal: clock.start.dates.legal,
            fired: clock.fired.count
        )
    }
}

extension HandOverLine: Comparable {
    /// The earliest legal date first, those without one last; then by the clock.
    package static func < (left: Self, right: Self) -> Bool {
        switch (left.legal, right.legal) {
        case (let mine?, let other?) where mine != other: mine < other
        case (.some, nil): true
        case (nil, .some): false
        default: left.clock < right.clock
        }
    }
}
