/// A roster as the docket keeps it, with the changes made to it and the hand-overs signed.
package struct RosterRecord: Hashable, Sendable {
    package internal(set) var roster: Roster
    /// The entry that adopted it in its present form.
    package internal(set) var adoption: Mark
    /// Overrides and swaps agreed, in the order of the ledger, each with its entry.
    package internal(set) var changes: [MadeChange] = []
    /// Swaps offered, in the order of the ledger; those agreed have their entry.
    package internal(set) var swaps: [OfferedSwap] = []
    /// Hand-overs signed, in the order of the ledger.
    package internal(set) var handOvers: [HandOverRecord] = []

    /// What in fact holds.
    package var plan: DutyPlan { DutyPlan(roster, overrides: changes.map(\.override)) }

    /// The override taken in from an event of a calendar; `nil` where there is none.
    package func change(from event: Digest32?) -> MadeChange? {
        event.flatMap { event in changes.first { $0.override.event == event } }
    }

    /// As it was before the event's override; with no event, as it is.
    func without(event: Digest32?) -> Self {
        var record = self
        if event != nil { record.changes.removeAll { $0.override.event == event } }
        return record
    }

    /// The most overrides and offers of a roster that are not over; more are refused as `too-many`.
    package static let mostChanges = 256
    /// For so many days what is over is kept for those who look back.
    static let daysKept = 62
}

/// An override, and the entry that made it.
package struct MadeChange: Hashable, Sendable {
    package let override: RosterOverride
    package let mark: Mark
}

/// A swap that was offered.
package struct OfferedSwap: Hashable, Sendable {
    package let swap: ShiftSwap
    /// The offer's entry, by which the other consents.
    package let offer: Mark
    /// The other's consent; `nil` while there is none.
    package internal(set) var consent: Mark?
}

/// The signatures under one hand-over's sheet.
package struct HandOverRecord: Hashable, Sendable {
    /// When the shift changed.
    package let at: Timestamp
    /// SHA-256 of the sheet both sign.
    package let sheet: Digest32
    /// How many entries the ledger had when the sheet was made.
    package let size: UInt64
    package internal(set) var outgoing: Mark?
    package internal(set) var incoming: Mark?
    /// The sides whose officers signed with their own keys.
    package internal(set) var keyed: [HandOverSignature.Side] = []

    /// Both officers signed the sheet with their keys; until then the duty is not handed over.
    package var isHandedOver: Bool {
        HandOverSignature.Side.allCases.allSatisfy(keyed.contains)
    }
}
