package enum RosterTag {}
package enum RosterLayerTag {}

/// Names a duty roster, such as `office`; a newer roster of the name takes the older one's place.
package typealias RosterID = Slug<RosterTag>
/// Names a layer within a roster.
package typealias RosterLayerID = Slug<RosterLayerTag>

/// A duty roster (值班表): who is on duty at which moment, as data.
///
/// Its layers stand in the order in which they are asked: the first that holds at a moment covers it,
/// alone. Holiday rosters therefore stand before the layers of every day.
package struct Roster: Hashable, Sendable {
    package let id: RosterID
    /// Whose officers are on it, and whose feed hears of what reaches it.
    package let party: PartyID
    /// What people call it, at most 96 bytes of UTF-8.
    package let name: String
    package let layers: [RosterLayer]

    package init(id: RosterID, party: PartyID, name: String, layers: [RosterLayer]) {
        self.id = id
        self.party = party
        self.name = name
        self.layers = layers
    }

    /// The most layers, holiday rosters included.
    package static let mostLayers = 32
    /// The most bytes of the roster's own name.
    package static let nameBytes = 96

    /// Who is on duty at the moment by the plan alone, those first who stand first; empty in a gap.
    package func onDuty(at now: Timestamp, calendar: WorkCalendar) -> [Person] {
        DutyPlan(self).onDuty(at: now, calendar: calendar)
    }

    /// The shifts from one moment to another by the plan alone; see ``DutyPlan/shifts(from:to:calendar:)``.
    package func shifts(
        from first: Timestamp,
        to end: Timestamp,
        calendar: WorkCalendar
    ) -> [Shift] {
        DutyPlan(self).shifts(from: first, to: end, calendar: calendar)
    }

    /// When nobody is on duty by the plan alone; see ``DutyPlan/coverage(from:to:calendar:)``.
    package func coverage(
        from first: Timestamp,
        to end: Timestamp,
        calendar: WorkCalendar
    ) -> [RosterGap] {
        DutyPlan(self).coverage(from: first, to: end, calendar: calendar)
    }

    /// The person of that name, wherever the roster has it; `nil` when it does not.
    package func member(_ id: OfficerID) -> Person? {
        for layer in layers {
            for turn in layer.turns {
                if let member = turn.first(where: { $0.id == id }) { return member }
            }
        }
        return nil
    }

    package var isWellFormed: Bool {
        (1...Self.nameBytes).contains(name.utf8.count)
            && (1...Self.mostLayers).contains(layers.count)
            && Set(layers.map(\.id)).count == layers.count && layers.allSatisfy(\.isWellFormed)
            && !name.hasControl
            && EntryRoom.holds(layers.reduce(2 * name.utf8.count) { $0 + $1.room })
    }
}
