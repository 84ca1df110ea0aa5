/// One rotation of a roster: turns that follow each other from a day on, at the times it holds.
package struct RosterLayer: Hashable, Sendable {
    package let id: RosterLayerID
    package let rotation: Rotation
    /// The day of the first turn, and the first day on which the layer holds.
    package let from: CivilDate
    /// The last day on which it holds; `nil` for ever.
    package let until: CivilDate?
    package let days: DutyDays
    /// Hours of the wall clock at which it holds; `nil` for all.
    package let hours: DutyHours?
    /// Who takes which turn, in their order; then the first again.
    ///
    /// The persons of a turn are on duty together, the first of them in charge (带班).
    package let turns: [[Person]]

    package init(
        id: RosterLayerID,
        rotation: Rotation,
        from: CivilDate,
        until: CivilDate? = nil,
        days: DutyDays = .all,
        hours: DutyHours? = nil,
        turns: [[Person]]
    ) {
        self.id = id
        self.rotation = rotation
        self.from = from
        self.until = until
        self.days = days
        self.hours = hours
        self.turns = turns
    }

    /// The most turns of a layer.
    package static let mostTurns = 64
    /// The most persons of one turn.
    package static let mostPersons = 4

    /// Bytes it takes in an entry, at the most.
    var room: Int {
        turns.joined().reduce(200 + 3 * turns.count) { sum, person in
            sum + person.id.text.utf8.count + 2 * person.name.utf8.count + 20
        }
    }

    var isWellFormed: Bool {
        rotation.isWellFormed && (until.map { from <= $0 } ?? true) && (hours?.isWellFormed ?? true)
            && (1...Self.mostTurns).contains(turns.count)
            && turns.allSatisfy { turn in
                (1...Self.mostPersons).contains(turn.count)
                    && Set(turn.map(\.id)).count == turn.count
                    && turn.allSatisfy { Person.isName($0.name) }
            }
    }
}

/// How long a turn lasts, and at which hour the next one takes over (交接班).
package struct Rotation: Hashable, Sendable {
    /// What a turn's length is counted in.
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        case hours, days, weeks, months

        /// The longest turn in this unit.
        package var most: Int {
            switch self {
            case .hours: 24
            case .days: 31
            case .weeks, .months: 12
            }
        }
    }

    package let unit: Unit
    /// How many of the unit one turn lasts: 1 to ``Unit/most``.
    package let length: Int
    /// The hand-over hour on the wall clock, 0 to 23.
    ///
    /// A day of duty lasts from this hour to the same hour of the next date.
    package let hour: Int

    package init(_ unit: Unit, length: Int = 1, hour: Int) {
        self.unit = unit
        self.length = length
        self.hour = hour
    }

    var isWellFormed: Bool { (1...unit.most).contains(length) && (0...23).contains(hour) }
}

/// On which days a layer holds, by the law's calendar: make-up days are worked, days off are not.
package enum DutyDays: String, Hashable, Sendable, CaseIterable {
    case all
    case working = "working-days"
    case rest = "rest-days"

    /// Whether the kind of day is one of these.
    ///
    /// A day of a year whose calendar is not loaded is both: rather two layers on duty than none.
    func contain(_ kind: DayKind) -> Bool {
        switch self {
        case .all: true
        case .working: kind.isWorked ?? true
        case .rest: !(kind.isWorked ?? false)
        }
    }
}

/// Hours of the wall clock, from one to before another; over midnight where the second is not the greater.
package struct DutyHours: Hashable, Sendable {
    /// 0 to 23.
    package let from: Int
    /// 1 to 24.
    package let until: Int

    package init(from: Int, until: Int) {
        self.from = from
        self.until = until
    }

    var isWellFormed: Bool {
        (0...23).contains(from) && (1...24).contains(until) && from != until
    }

    func contains(_ hour: Int) -> Bool {
        from < until ? (from..<until).contains(hour) : hour >= from || hour < until
    }
}
