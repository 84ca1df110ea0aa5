/// A roster with the changes made to it: what in fact holds.
package struct DutyPlan: Hashable, Sendable {
    package let roster: Roster
    /// In the order they were made; later ones change what earlier ones left.
    package let overrides: [RosterOverride]

    package init(_ roster: Roster, overrides: [RosterOverride] = []) {
        self.roster = roster
        self.overrides = overrides
    }

    /// The longest stretch that is looked at, in days.
    package static let mostDays = 400

    /// Who is on duty at the moment, those first who stand first; empty in a gap.
    package func onDuty(at now: Timestamp, calendar: WorkCalendar) -> [Person] {
        persons(at: now, covering(at: now, calendar))
    }

    /// The shifts from one moment to another, the first and the last cut there, without a hole between.
    ///
    /// At most ``mostDays`` are looked at; nobody is on duty in a shift that is a gap.
    package func shifts(
        from first: Timestamp,
        to end: Timestamp,
        calendar: WorkCalendar
    ) -> [Shift] {
        var shifts: [Shift] = []
        let edges = edges(from: first, to: end)
        for (from, until) in zip(edges, edges.dropFirst()) {
            let cover = covering(at: from, calendar)
            let next = Shift(
                from: from,
                until: until,
                layer: cover?.layer.id,
                turn: cover?.turn,
                persons: persons(at: from, cover)
            )
            if let last = shifts.last, last.continues(as: next) {
                shifts[shifts.count - 1] = last.lasting(until: until)
            } else {
                shifts.append(next)
            }
        }
        return shifts
    }

    /// When nobody is on duty from one moment to another, and when that is uncertain; in order.
    ///
    /// At most ``mostDays`` are looked at.
    package func coverage(
        from first: Timestamp,
        to end: Timestamp,
        calendar: WorkCalendar
    ) -> [RosterGap] {
        var gaps: [RosterGap] = []
        var held: RosterLayerID?
        for shift in shifts(from: first, to: end, calendar: calendar) {
            if shift.persons.isEmpty {
                gaps.append(
                    RosterGap(
                        from: shift.from,
                        until: shift.until,
                        cause: shift.layer == nil ? .noLayer : .nobodyLeft,
                        layer: shift.layer ?? held
                    )
                )
            }
            held = shift.layer ?? held
        }
        let unsure = uncertainty(from: first, to: end, calendar)
        return (gaps + [unsure].compactMap { $0 }).sorted { $0.from < $1.from }
    }

    /// The moment at which others take over after the one given; `nil` when nobody does within ``mostDays``.
    package func handOver(after now: Timestamp, calendar: WorkCalendar) -> Timestamp? {
        let end = now.adding(milliseconds: Int64(Self.mostDays) * WallClock.dayMilliseconds)
        let start = covering(at: now, calendar)
        let before = persons(at: now, start)
        return edges(from: now, to: end).dropFirst().dropLast().first { edge in
            let cover = covering(at: edge, calendar)
            return cover != start || persons(at: edge, cover) != before
        }
    }

    // MARK: Looking

    private struct Cover: Equatable {
        let layer: RosterLayer
        let turn: Int
    }

    /// The first layer that holds.
    private func covering(at now: Timestamp, _ calendar: WorkCalendar) -> Cover? {
        for layer in roster.layers {
            if let turn = layer.turn(at: now, calendar: calendar) {
                return Cover(layer: layer, turn: turn)
            }
        }
        return nil
    }

    private func persons(at now: Timestamp, _ cover: Cover?) -> [Person] {
        let planned = cover.map { $0.layer.persons(ofTurn: $0.turn) } ?? []
        return overrides.reduce(planned) { $1.holds(at: now) ? $1.apply(to: $0) : $0 }
    }

    /// Every moment at which anything may change: the full hours, and where overrides begin and end.
    private func edges(from first: Timestamp, to end: Timestamp) -> [Timestamp] {
        let longest = Int64(Self.mostDays) * WallClock.dayMilliseconds
        let end = min(end, first.adding(milliseconds: longest))
        guard first < end else { return [] }
        var edges = overrides.flatMap { [$0.from, $0.until] }.filter { first < $0 && $0 < end }
        let hour = Timestamp.hourMilliseconds
        var full = Timestamp(first.civilDate, hour: first.wallHour).adding(milliseconds: hour)
        while full < end {
            edges.append(full)
            full = full.adding(milliseconds: hour)
        }
        edges.sort()
        var distinct = [first]
        for edge in edges + [end] where edge != distinct.last { distinct.append(edge) }
        return distinct
    }

    /// From the first day whose year is not loaded on, where a layer asks whether days are worked.
    private func uncertainty(
        from first: Timestamp,
        to end: Timestamp,
        _ calendar: WorkCalendar
    ) -> RosterGap? {
        guard let layer = roster.layers.first(where: { $0.days != .all }), first < end
        else { return nil }
        var day = layer.dutyDay(of: first)
        let last = layer.dutyDay(of: end.adding(milliseconds: -1))
        while day <= last, calendar.kind(of: day) != .unknown { day = day.adding(days: 1) }
        guard day <= last else { return nil }
        return RosterGap(
            from: max(first, Timestamp(day, hour: layer.rotation.hour)),
            until: end,
            cause: .yearMissing,
            layer: layer.id
        )
    }
}

extension Shift {
    fileprivate func continues(as next: Shift) -> Bool {
        layer == next.layer && turn == next.turn && persons == next.persons
    }

    fileprivate func lasting(until end: Timestamp) -> Shift {
        Shift(from: from, until: end, layer: layer, turn: turn, persons: persons)
    }
}
