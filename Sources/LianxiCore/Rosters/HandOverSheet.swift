/// What those who come on duty must know of those who go (交接班记录).
///
/// Follows from the ledger's first `size` entries, the roster, the moment and the days alone, so that whoever has
/// the ledger can make it again and compare the hash both officers signed.
package struct HandOverSheet: Hashable, Sendable {
    package let roster: RosterID
    package let name: String
    /// When the shift changes.
    package let at: Timestamp
    /// How many days ahead it looks.
    package let days: Int
    /// How many entries the ledger had.
    package let size: UInt64
    package let outgoing: [Person]
    package let incoming: [Person]
    /// Clocks that run and are overdue or due within the days, the earliest first.
    package let due: [HandOverLine]
    /// Clocks that run though a step of their escalation fired, the earliest first.
    package let unattended: [HandOverLine]
    /// There are more lines than are listed.
    package let isCut: Bool

    package init(
        roster: RosterID,
        name: String,
        at: Timestamp,
        days: Int,
        size: UInt64,
        outgoing: [Person],
        incoming: [Person],
        due: [HandOverLine],
        unattended: [HandOverLine],
        isCut: Bool
    ) {
        self.roster = roster
        self.name = name
        self.at = at
        self.days = days
        self.size = size
        self.outgoing = outgoing
        self.incoming = incoming
        self.due = due
        self.unattended = unattended
        self.isCut = isCut
    }

    /// The most lines of each of the two lists.
    package static let mostLines = 200
    /// The most days a sheet looks ahead.
    package static let mostDays = 60
}

/// One running clock on a hand-over sheet.
package struct HandOverLine: Hashable, Sendable {
    package let clock: ClockKey
    /// The office's number of the matter's first piece, or of the document of its own.
    package let number: String
    /// The office's number of the document about the matter whose clock it is.
    package let documentNumber: String?
    package let owner: PartyID
    /// What the owner is asked to meet; `nil` while provisional.
    package let target: CivilDate?
    /// After it the duty is breached; `nil` while provisional.
    package let legal: CivilDate?
    /// How many steps of its escalation fired.
    package let fired: Int

    package init(
        clock: ClockKey,
        number: String,
        documentNumber: String? = nil,
        owner: PartyID,
        target: CivilDate?,
        legal: CivilDate?,
        fired: Int
    ) {
        self.clock = clock
        self.number = number
        self.documentNumber = documentNumber
        self.owner = owner
        self.target = target
        self.legal = legal
        self.fired = fired
    }

    /// What people call what the clock is of: the matter's number, and the document's.
    package var numbers: String {
        [number, documentNumber].compactMap(\.self).joined(separator: " ")
    }
}
