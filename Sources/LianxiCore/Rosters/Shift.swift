/// A stretch of time in which the same persons are on duty in the same turn (一班).
package struct Shift: Hashable, Sendable {
    package let from: Timestamp
    package let until: Timestamp
    /// The layer that covers it; `nil` where none holds.
    package let layer: RosterLayerID?
    /// The layer's turn, from 0; `nil` where none holds.
    package let turn: Int?
    /// Who is on duty, changes included; empty in a gap.
    package let persons: [Person]

    package init(
        from: Timestamp,
        until: Timestamp,
        layer: RosterLayerID?,
        turn: Int?,
        persons: [Person]
    ) {
        self.from = from
        self.until = until
        self.layer = layer
        self.turn = turn
        self.persons = persons
    }
}

/// A stretch of time in which a roster does not do what it is for.
package struct RosterGap: Hashable, Sendable {
    /// Why nobody is on duty, or why that is uncertain.
    package enum Cause: String, Hashable, Sendable, CaseIterable {
        /// No layer holds.
        case noLayer = "no-layer"
        /// A layer holds, and everyone of its turn was taken out.
        case nobodyLeft = "nobody-left"
        /// Whether the days are worked is unknown, because their year's calendar is not loaded.
        case yearMissing = "year-missing"
    }

    package let from: Timestamp
    package let until: Timestamp
    package let cause: Cause
    /// The layer that fails: the one left without persons, or asks for the year; without a layer the one
    /// that held last before.
    package let layer: RosterLayerID?

    package init(
        from: Timestamp,
        until: Timestamp,
        cause: Cause,
        layer: RosterLayerID?
    ) {
        self.from = from
        self.until = until
        self.cause = cause
        self.layer = layer
    }
}
