/// Two officers take each other's duty, each for a stretch of time (换班).
///
/// Holds from the other's consent on, which is an entry of its own.
package struct ShiftSwap: Hashable, Sendable {
    /// Who offers; the officer the offer's entry names.
    package let officer: OfficerID
    /// Whose consent it needs.
    package let other: OfficerID
    /// The duty of the one who offers, which the other takes.
    package let mine: Stretch
    /// The other's duty, which the one who offers takes.
    package let theirs: Stretch

    /// From one moment to before another.
    package struct Stretch: Hashable, Sendable {
        package let from: Timestamp
        package let until: Timestamp

        package init(from: Timestamp, until: Timestamp) {
            self.from = from
            self.until = until
        }
    }

    package init(officer: OfficerID, other: OfficerID, mine: Stretch, theirs: Stretch) {
        self.officer = officer
        self.other = other
        self.mine = mine
        self.theirs = theirs
    }

    /// What the swap does once both agree.
    func overrides(_ officer: Person, _ other: Person) -> [RosterOverride] {
        [
            RosterOverride(
                change: .replace(officer.id, by: other),
                from: mine.from,
                until: mine.until,
                reason: "换班 swap"
            ),
            RosterOverride(
                change: .replace(other.id, by: officer),
                from: theirs.from,
                until: theirs.until,
                reason: "换班 swap"
            ),
        ]
    }
}
