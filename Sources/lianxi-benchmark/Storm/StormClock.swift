import LianxiCore
import LianxiServer
import Synchronization

/// A clock that stands still until it is told to run, so that all that falls due falls due while somebody looks.
final class StormClock: ServerClock {
    private struct State {
        let base: Timestamp
        /// Nanoseconds of the machine when it began to run; `nil` before.
        var since: UInt64?
    }

    private let state: Mutex<State>

    init(at base: Timestamp) { state = Mutex(State(base: base)) }

    func run() { state.withLock { $0.since = nanoseconds() } }

    func now() -> Timestamp {
        state.withLock { state in
            guard let since = state.since else { return state.base }
            return state.base.adding(milliseconds: Int64((nanoseconds() - since) / 1_000_000))
        }
    }

    func sleep(until moment: Timestamp) async throws {
        while now() < moment { try await Task.sleep(for: .milliseconds(2)) }
    }

    func pause(milliseconds: Int) async throws {
        try await Task.sleep(for: .milliseconds(milliseconds))
    }
}
