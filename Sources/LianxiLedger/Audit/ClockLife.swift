package import LianxiCore

/// One clock from the entry that started it to the one that ended it.
///
/// The same duty may run again later; that is another life.
package struct ClockLife: Hashable, Sendable {
    /// Who owed the duty from a moment on.
    package struct Turn: Hashable, Sendable {
        package let owner: PartyID
        /// When it became so.
        package let from: Timestamp
        /// The entry that says so.
        package let mark: Mark
    }

    /// Dates that a newer calendar gave it.
    package struct Redating: Hashable, Sendable {
        package let dates: DueDates
        package let mark: Mark
    }

    /// An escalation that fired on it, to one target.
    package struct Firing: Hashable, Sendable {
        package let escalation: Escalated
        package let mark: Mark
    }

    /// How it ended.
    package enum Manner: String, Hashable, Sendable, CaseIterable {
        /// The duty was done.
        case done
        /// The duty fell away.
        case void
        /// It was started anew, with another period or start.
        case renewed
    }

    /// Its end.
    package struct Ending: Hashable, Sendable {
        package let manner: Manner
        package let mark: Mark
        /// The day the fact is dated, which may lie before the day it was recorded.
        package let day: CivilDate
        /// The moment of the fact: that day's end, where only the day is known.
        package let moment: Timestamp
    }

    package let key: ClockKey
    package let begun: Mark
    /// As it started.
    package let first: ClockStart
    /// As it was last.
    package internal(set) var start: ClockStart
    /// At least one; the newest last.
    package internal(set) var turns: [Turn]
    package internal(set) var redatings: [Redating] = []
    package internal(set) var firings: [Firing] = []
    /// `nil` while it runs.
    package internal(set) var ending: Ending?

    init(key: ClockKey, begun: Mark, start: ClockStart) {
        self.key = key
        self.begun = begun
        first = start
        self.start = start
        turns = [Turn(owner: start.owner, from: start.start, mark: begun)]
    }

    /// Who owed it at a moment.
    package func owner(at moment: Timestamp) -> PartyID {
        turns.last { $0.from <= moment }?.owner ?? first.owner
    }

    /// The duty was owed at the moment: the fact that starts it had happened, none that ends it.
    package func runs(at moment: Timestamp) -> Bool {
        start.start <= moment && ending.map { $0.moment > moment } ?? true
    }

    /// How many days after the legal date it was done, or stood undone at the moment.
    ///
    /// - Returns: 0 while in time, where the date is provisional, and for rights and warnings.
    package func daysLate(at moment: Timestamp) -> Int {
        guard key.duty.isBinding, let legal = start.dates.legal else { return 0 }
        var day = moment.civilDate
        if let ending, ending.moment <= moment {
            guard ending.manner == .done else { return 0 }
            day = ending.day
        }
        return max(0, day.dayNumber - legal.dayNumber)
    }
}
