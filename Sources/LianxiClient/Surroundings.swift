package import LianxiCore
package import Logging

/// What the client takes from the world outside it: the hour, waiting, chance and the log.
///
/// Doors pass the real ones; tests and the simulator pass their own, so that a seed repeats a run.
package struct Surroundings: Sendable {
    /// The moment it is.
    package let now: @Sendable () -> Timestamp
    /// Milliseconds since some moment in the past; never goes back, whatever ``now`` does.
    package let uptime: @Sendable () -> Int64
    /// Waits so many milliseconds; throws only when the task is cancelled.
    package let sleep: @Sendable (_ milliseconds: Int) async throws -> Void
    /// 64 random bits, fit for identifiers and salts.
    package let random: @Sendable () -> UInt64
    package let log: Logger

    package init(
        now: @escaping @Sendable () -> Timestamp,
        uptime: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (_ milliseconds: Int) async throws -> Void,
        random: @escaping @Sendable () -> UInt64,
        log: Logger
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
        self.random = random
        self.log = log
    }

    /// A fresh name for a request.
    package func requestID() -> RequestID { RequestID(high: random(), low: random()) }

    /// So many random bytes, a multiple of eight.
    package func randomBytes(_ count: Int) -> [UInt8] {
        precondition(count % 8 == 0, "asked for \(count) random bytes")
        return (0..<count / 8).flatMap { _ in
            let word = random()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
        }
    }
}
