/// The state: every matter, assignment and clock, and what is owed on it. A value; folds from events.
package struct Docket: Sendable {
    package init() {}
}

/// What a command leads to.
package enum Decision: Hashable, Sendable {
    /// To be recorded, in this order; empty when nothing follows.
    case record([Event])
    /// The command was done before; these entries are its answer.
    case repeated([UInt64])
}

/// What is to be done now besides answering, and when to look again.
package struct Plan: Hashable, Sendable {
    /// The next moment anything falls due; `nil` when no clock has steps left.
    package let wake: Timestamp?

    package init(wake: Timestamp?) { self.wake = wake }
}
