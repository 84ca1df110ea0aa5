import Foundation
import LianxiCore
import LianxiServer
import Synchronization

/// The machine's own clock.
struct SystemClock: ServerClock {
    func now() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    func sleep(until moment: Timestamp) async throws {
        // A clock that was set meanwhile is noticed at the next look, at most a minute later.
        while now() < moment {
            let wait = min(60_000, moment.milliseconds - now().milliseconds)
            try await Task.sleep(for: .milliseconds(max(1, wait)))
        }
    }

    func pause(milliseconds: Int) async throws {
        try await Task.sleep(for: .milliseconds(milliseconds))
    }
}

/// The demonstration's clock: it starts on a given date and runs many times faster than real time.
///
/// It never runs past a moment the server waits for before the server has seen that moment, so that
/// a fast clock makes nothing late that a true one would not.
final class DemoClock: ServerClock {
    /// How long it stands still for a server that has nothing more to wait for.
    private static let patience: Duration = .milliseconds(250)

    private struct State {
        var anchor: Timestamp
        var anchoredAt: ContinuousClock.Instant
        var gate: Timestamp?
        var reachedGateAt: ContinuousClock.Instant?
    }

    private let scale: Int64
    private let state: Mutex<State>

    /// - Parameters:
    ///   - start: The moment it shows first.
    ///   - scale: Seconds shown for each real second, at least 1.
    init(start: Timestamp, scale: Int64) {
        self.scale = max(1, scale)
        state = Mutex(State(anchor: start, anchoredAt: .now))
    }

    func now() -> Timestamp {
        state.withLock { state in
            let free = running(state)
            guard let gate = state.gate, free >= gate else { return free }
            let reached = state.reachedGateAt ?? .now
            state.reachedGateAt = reached
            if reached.duration(to: .now) > Self.patience {
                state = State(anchor: gate, anchoredAt: .now)
            }
            return gate
        }
    }

    func sleep(until moment: Timestamp) async throws {
        state.withLock { state in
            let shown = min(running(state), state.gate ?? Timestamp(milliseconds: .max))
            // A moment that has passed holds nothing up: the clock never goes back.
            let gate = moment > shown ? moment : nil
            state = State(anchor: shown, anchoredAt: .now, gate: gate)
        }
        while now() < moment {
            let wait = (moment.milliseconds - now().milliseconds) / scale
            try await Task.sleep(for: .milliseconds(min(500, max(1, wait))))
        }
    }

    func pause(milliseconds: Int) async throws {
        try await Task.sleep(for: .milliseconds(milliseconds))
    }

    private func running(_ state: State) -> Timestamp {
        let real = state.anchoredAt.duration(to: .now)
        let milliseconds =
            real.components.seconds * 1000 + real.components.attoseconds / 1_000_000_000_000_000
        return state.anchor.adding(milliseconds: milliseconds * scale)
    }
}
