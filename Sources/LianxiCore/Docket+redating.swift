// What a newer calendar does to the clocks that run: dates move later, never earlier.

/// What a newer calendar changes about one running clock.
package struct ClockMove: Hashable, Sendable {
    /// What changes most.
    package enum Kind: Hashable, Sendable {
        /// A date that was provisional is known now.
        case dated
        /// A date known before moves later.
        case later
        /// Only moments of steps change; the dates stay.
        case steps
    }
    package let key: ClockKey
    package let before: ClockStart
    package let after: ClockStart

    package var kind: Kind {
        let (old, new) = (before.dates, after.dates)
        if old.isProvisional, old.count < new.count { return .dated }
        return old.raw == new.raw && old.legal == new.legal && old.target == new.target
            ? .steps : .later
    }
}

/// What adopting a calendar would do to the clocks that run.
package struct CalendarEdit: Hashable, Sendable {
    /// Clocks that run now, moved or not.
    package internal(set) var running = 0
    /// Clocks that get dates which were provisional.
    package internal(set) var dated = 0
    /// Clocks of which a date moves later.
    package internal(set) var later = 0
    /// Clocks of which only reminders move.
    package internal(set) var steps = 0
    /// Clocks that would end earlier, and therefore stay as they are.
    package internal(set) var kept = 0
    /// One page of the clocks that move, in the order of their keys.
    package internal(set) var moves: [ClockMove] = []
    /// What to ask `after` for the next page; `nil` when this was the last.
    package internal(set) var next: ClockKey?

    /// How many clocks move.
    package var moved: Int { dated + later + steps }
}

extension Docket {
    /// Says what adopting the calendar would do, without changing anything.
    ///
    /// Walks over all clocks: about a second for a million.
    ///
    /// - Parameters:
    ///   - calendar: As it would be adopted.
    ///   - after: The last clock of the page before; `nil` for the first page.
    ///   - limit: At most so many moves in the page; the counts are of all.
    /// - Returns: The counts and the page; nothing moves under a calendar that is in force already.
    /// - Throws: What `decide` would refuse the adoption with.
    package func preview(
        _ calendar: WorkCalendar,
        after: ClockKey? = nil,
        limit: Int
    ) throws(Refusal) -> CalendarEdit {
        if try adoption(of: calendar) != nil {
            guard calendar.id == self.calendar?.id else { throw .dataSetExists }
            return CalendarEdit(running: runningClocks)
        }
        var (edit, keys) = try movers(under: calendar)
        if let after { keys.removeAll { $0 <= after } }
        edit.moves = keys.prefix(limit).compactMap { move(of: $0, under: calendar) }
        if keys.count > limit { edit.next = edit.moves.last?.key }
        return edit
    }

    /// The counts, and the clocks that the calendar moves in the order of their keys.
    ///
    /// - Throws: `malformed`, or `year-missing` when a year was dropped that a running clock needs.
    func movers(
        under calendar: WorkCalendar
    ) throws(Refusal) -> (edit: CalendarEdit, keys: [ClockKey]) {
        guard calendar.isWellFormed else { throw .malformed }
        let years = Set(calendar.years.map(\.year))
        let isShorter = self.calendar?.years.contains { !years.contains($0.year) } ?? false
        var edit = CalendarEdit(running: runningClocks)
        var keys: [ClockKey] = []
        for (key, clock) in clockRecords where clock.isRunning {
            guard let period = period(of: key, clock.start),
                let policy = policies[clock.start.policy]?.value
            else { continue }
            let fresh = period.dueDates(of: key.duty, from: clock.start.start, in: calendar)
            if isShorter, fresh.lacks(clock.start.dates) { throw .yearMissing }
            guard let after = clock.start.redated(fresh, clock.fired, in: calendar, under: policy)
            else {
                if fresh.isEarlier(than: clock.start.dates) { edit.kept += 1 }
                continue
            }
            switch ClockMove(key: key, before: clock.start, after: after).kind {
            case .dated: edit.dated += 1
            case .later: edit.later += 1
            case .steps: edit.steps += 1
            }
            keys.append(key)
        }
        keys.sort()
        return (edit, keys)
    }

    /// What the calendar changes about the clock; `nil` when nothing, or when it does not run.
    func move(of key: ClockKey, under calendar: WorkCalendar) -> ClockMove? {
        guard let clock = clockRecords[key], clock.isRunning,
            let period = period(of: key, clock.start),
            let policy = policies[clock.start.policy]?.value
        else { return nil }
        let fresh = period.dueDates(of: key.duty, from: clock.start.start, in: calendar)
        return clock.start.redated(fresh, clock.fired, in: calendar, under: policy)
            .map { ClockMove(key: key, before: clock.start, after: $0) }
    }

    /// The redatings of the newest calendar that are still to be recorded, a portion of them.
    func redatings(upTo limit: Int) -> [Event] {
        guard let calendar else { return [] }
        return pending.next(limit).compactMap { key in
            move(of: key, under: calendar).map(redating)
        }
    }

    /// The redating, told to the department that owes the duty: a date it counts on has moved.
    func redating(_ move: ClockMove) -> Event {
        let owner = move.after.owner
        let isDepartment = partyRecords[owner]?.party.kind == .department
        return .redated(move.key, move.after, to: isDepartment ? owner : nil)
    }

    /// How many clocks are still to be redated under the newest calendar.
    package var pendingRedatings: Int { pending.count }

    /// Takes a calendar in, and notes which clocks it moves.
    mutating func take(_ calendar: WorkCalendar, by mark: Mark) {
        // A ledger's own entries are not refused: a calendar no one could adopt moves nothing.
        let keys = (try? movers(under: calendar).keys) ?? []
        calendars[calendar.id] = Adopted(value: calendar, adoption: mark)
        self.calendar = calendar
        pending = PendingRedatings(keys, since: mark.at)
    }

    /// Drops the clock from those to be redated when nothing is left to change about it.
    mutating func reconsider(_ key: ClockKey) {
        guard pending.contains(key), let calendar, move(of: key, under: calendar) == nil
        else { return }
        pending.remove(key)
    }

    /// The period the clock was started with: one named or lengthened, or the rule set's.
    func period(of key: ClockKey, _ start: ClockStart) -> Period? {
        if let named = start.period { return named }
        if key.duty == .feedback, let id = key.assignment {
            return assignmentRecords[id]?.assignment.feedbackPeriod
        }
        return ruleSets[start.ruleSet]?.value.duty(key.duty)?.effectivePeriod
    }
}

extension ClockStart {
    /// The same clock with what a newer calendar adds or moves later.
    ///
    /// No date and no step that has not fired moves earlier: nobody loses time he was told he had.
    ///
    /// - Returns: `nil` when nothing changes.
    fileprivate func redated(
        _ fresh: DueDates,
        _ fired: [Int],
        in calendar: WorkCalendar,
        under policy: EscalationPolicy
    ) -> Self? {
        let merged = DueDates(
            raw: later(dates.raw, fresh.raw),
            legal: later(dates.legal, fresh.legal),
            target: later(dates.target, fresh.target),
            calendar: calendar.id
        )
        let planned = policy.schedule(duty, start: start, dates: merged, in: calendar)
        let moved = moved(to: planned, fired)
        let isDated =
            merged.raw != dates.raw || merged.legal != dates.legal || merged.target != dates.target
        guard isDated || moved != steps else { return nil }
        return Self(
            duty: duty,
            owner: owner,
            ruleSet: ruleSet,
            policy: self.policy,
            start: start,
            dates: merged,
            period: self.period,
            steps: moved
        )
    }

    /// The steps, those not fired at the later of their two moments, with those that came in.
    private func moved(to planned: [ScheduledStep], _ fired: [Int]) -> [ScheduledStep] {
        var all = steps.map { step in
            guard !fired.contains(step.number),
                let other = planned.first(where: { $0.number == step.number }), other.at > step.at
            else { return step }
            return other
        }
        // A lengthened clock was started without the steps that the clock before it had taken.
        let first = period == nil ? nil : steps.first?.at
        all += planned.filter { step in
            !steps.contains { $0.number == step.number } && first.map { $0 <= step.at } ?? true
        }
        return all.sorted { ($0.at, $0.number) < ($1.at, $1.number) }
    }
}

private func later(_ known: CivilDate?, _ fresh: CivilDate?) -> CivilDate? {
    guard let known, let fresh else { return known ?? fresh }
    return max(known, fresh)
}

extension DueDates {
    /// How many of the three are known.
    fileprivate var count: Int { [raw, legal, target].count { $0 != nil } }

    /// A date the other knows is not known here.
    fileprivate func lacks(_ other: Self) -> Bool {
        (raw == nil && other.raw != nil) || (legal == nil && other.legal != nil)
            || (target == nil && other.target != nil)
    }

    /// A date lies before the other's.
    fileprivate func isEarlier(than other: Self) -> Bool {
        func precedes(_ mine: CivilDate?, _ its: CivilDate?) -> Bool {
            guard let mine, let its else { return false }
            return mine < its
        }
        return precedes(raw, other.raw) || precedes(legal, other.legal)
            || precedes(target, other.target)
    }
}
