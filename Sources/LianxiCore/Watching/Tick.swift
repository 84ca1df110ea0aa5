/// The daemon's word that it is there (报时), with what witnesses said of the ledger since the last.
///
/// What stands behind a tick was recorded after the times of the cosignatures in its note. So real
/// time is bracketed without trust in the daemon's clock.
package struct Tick: Hashable, Sendable {
    /// A checkpoint that enough witnesses cosigned, as a note.
    package struct Witnessed: Hashable, Sendable {
        package let size: UInt64
        /// At most ``Tick/mostNoteBytes``.
        package let note: String

        package init(size: UInt64, note: String) {
            self.size = size
            self.note = note
        }
    }

    /// The most bytes of a note that an entry has room for, with its line ends escaped.
    package static let mostNoteBytes = 12_000
    /// The longest interval: a day.
    package static let mostMinutes = 1440

    /// The quiet after which the daemon ticks, 1…``mostMinutes``.
    package let minutes: Int
    /// `nil` when nothing newer than at the last tick was witnessed.
    package let witnessed: Witnessed?

    package init(minutes: Int, witnessed: Witnessed?) {
        self.minutes = minutes
        self.witnessed = witnessed
    }

    var isWellFormed: Bool {
        (1...Self.mostMinutes).contains(minutes)
            && (witnessed?.note.utf8.count ?? 0) <= Self.mostNoteBytes
    }

    var milliseconds: Int64 { Int64(minutes) * 60_000 }
}

/// The last tick, as the next one needs it.
package struct TickRecord: Hashable, Sendable {
    package let mark: Mark
    /// Size of the newest checkpoint that any tick carried.
    package let witnessedSize: UInt64
}
