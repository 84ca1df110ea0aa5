/// A party with the moment from which on it is dark, or back.
package struct WatchedUnit: Hashable, Sendable {
    package let party: PartyID
    package let since: Timestamp

    package init(party: PartyID, since: Timestamp) {
        self.party = party
        self.since = since
    }
}

/// Parties were not heard of for too long within working hours, or are heard again.
///
/// One entry names all that went dark together; addressed to one who must know.
package struct PresenceChanged: Hashable, Sendable {
    /// In the order of their names, 1…64.
    package let units: [WatchedUnit]
    package let isDark: Bool
    /// How far it has climbed: 1 at first, 2 when it went on.
    package let step: Int
    package let recipient: PartyID
    /// It is told more than a quarter of an hour of working time after it was to be.
    package let isLate: Bool

    package init(
        units: [WatchedUnit],
        isDark: Bool,
        step: Int,
        recipient: PartyID,
        isLate: Bool
    ) {
        self.units = units
        self.isDark = isDark
        self.step = step
        self.recipient = recipient
        self.isLate = isLate
    }

    /// The most units one entry names; more go into further entries.
    package static let mostUnits = 64
}

/// Something told that has not ended yet: a dark party or a failing channel.
package struct OpenTrouble: Hashable, Sendable {
    package let since: Timestamp
    /// How far it has climbed, 1 or 2.
    package let step: Int
}
