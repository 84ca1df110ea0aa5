package import LianxiCore

/// What the server waits on.
///
/// The door brings the machine's clock, the demo one that runs faster, tests one that is moved by
/// hand.
package protocol ServerClock: Sendable {
    /// The moment that is written into the ledger. May run at another pace than real time.
    func now() -> Timestamp
    /// Returns when `now()` has reached the moment, also when the clock is set forward meanwhile.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, and nothing else.
    func sleep(until moment: Timestamp) async throws
    /// Waits in real time: what paces beats and checkpoints must not follow a fast clock.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, and nothing else.
    func pause(milliseconds: Int) async throws
}
