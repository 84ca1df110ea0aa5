package import LianxiCore

/// A stretch in which nothing was recorded, though ticks were to come: the daemon did not run.
package struct Silence: Hashable, Sendable {
    /// The entry that ended it.
    package let before: UInt64
    package let from: Timestamp
    package let to: Timestamp

    package init(before: UInt64, from: Timestamp, to: Timestamp) {
        self.before = before
        self.from = from
        self.to = to
    }
}
