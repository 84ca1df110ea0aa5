/// A change of who is on duty, as it is asked for and recorded.
package struct RosterChange: Hashable, Sendable {
    /// What is changed.
    package enum Kind: Hashable, Sendable {
        case override(RosterOverride)
        /// The override of that event of a calendar, in which it was struck out.
        case withdraw(event: Digest32)
        /// By the officer who offers.
        case offer(ShiftSwap)
        /// By the other officer, to the offer at that entry.
        case consent(offer: UInt64)
        /// One of the two officers signs the sheet of a hand-over.
        case handOver(HandOverSignature)
    }

    package let roster: RosterID
    package let kind: Kind

    package init(roster: RosterID, kind: Kind) {
        self.roster = roster
        self.kind = kind
    }
}

/// One side's signature under a hand-over's sheet (交接班记录).
///
/// Signed with the officer's own key it proves that the officer did; without, that whoever held the key of
/// the office's connection named this officer, which hands nothing over.
package struct HandOverSignature: Hashable, Sendable {
    /// Who goes off duty, and who comes on.
    package enum Side: String, Hashable, Sendable, CaseIterable {
        case outgoing, incoming
    }

    package let side: Side
    /// When the shift changes.
    package let at: Timestamp
    /// SHA-256 of the sheet.
    package let sheet: Digest32
    /// How many entries the ledger had when the sheet was made.
    package let size: UInt64
    /// By the officer's own key; verified before it is recorded.
    package let signed: OfficerSignature?

    package init(
        side: Side,
        at: Timestamp,
        sheet: Digest32,
        size: UInt64,
        signed: OfficerSignature? = nil
    ) {
        self.side = side
        self.at = at
        self.sheet = sheet
        self.size = size
        self.signed = signed
    }

    /// How long before and after the change of shifts it may be signed, in milliseconds: a day.
    static let tolerance = WallClock.dayMilliseconds
}
