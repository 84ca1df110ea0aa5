/// A change of who is on duty from one moment to another, besides the plan.
package struct RosterOverride: Hashable, Sendable {
    /// Who comes, goes or stands in.
    package enum Change: Hashable, Sendable {
        /// Comes in addition.
        case add(Person)
        /// Is not on duty.
        case remove(OfficerID)
        /// Stands in for another, where that one is on duty.
        case replace(OfficerID, by: Person)
    }

    package let change: Change
    package let from: Timestamp
    package let until: Timestamp
    /// Why, 1 to 96 bytes of UTF-8; never about a petitioner.
    package let reason: String
    /// Which event of somebody's calendar it was taken in from; `nil` for one made here.
    ///
    /// SHA-256 of the event's UID. A roster has one override of an event: a later one takes its place.
    package let event: Digest32?

    package init(
        change: Change,
        from: Timestamp,
        until: Timestamp,
        reason: String,
        event: Digest32? = nil
    ) {
        self.change = change
        self.from = from
        self.until = until
        self.reason = reason
        self.event = event
    }

    /// The most bytes of the reason.
    package static let reasonBytes = 96
    /// The longest time one override may last, in days.
    package static let mostDays = 366

    package func holds(at now: Timestamp) -> Bool { from <= now && now < until }

    /// Who is on duty after it, in order; nobody twice.
    func apply(to persons: [Person]) -> [Person] {
        switch change {
        case .add(let person):
            persons.contains { $0.id == person.id } ? persons : persons + [person]
        case .remove(let id): persons.filter { $0.id != id }
        case .replace(let id, let person):
            if persons.contains(where: { $0.id == person.id }) {
                persons.filter { $0.id != id }
            } else {
                persons.map { $0.id == id ? person : $0 }
            }
        }
    }

    var isWellFormed: Bool {
        let length = until.milliseconds - from.milliseconds
        return from < until && length <= Int64(Self.mostDays) * WallClock.dayMilliseconds
            && (1...Self.reasonBytes).contains(reason.utf8.count)
            && (incoming.map { Person.isName($0.name) } ?? true)
            && (incoming == nil || incoming?.id != outgoing)
    }

    /// Who comes on duty by it.
    package var incoming: Person? {
        switch change {
        case .add(let person), .replace(_, let person): person
        case .remove: nil
        }
    }

    /// Who goes off duty by it.
    package var outgoing: OfficerID? {
        switch change {
        case .add: nil
        case .remove(let id), .replace(let id, _): id
        }
    }
}
