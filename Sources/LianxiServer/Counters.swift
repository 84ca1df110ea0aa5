import Synchronization

/// What was counted since the start, for `status`.
final class Counters: Sendable {
    /// Messages without a readable header, which cannot be answered.
    let dropped = Atomic<Int>(0)
    /// Requests refused before they reached the engine.
    let refused = Atomic<Int>(0)
}
