import LianxiCore
import LianxiServer
import Synchronization

/// A clock that moves only when a test says so: the moment and the pace apart.
final class ManualClock: ServerClock {
    fileprivate struct Waiter {
        let name: Int
        let until: Int64
        let isPaced: Bool
        let continuation: CheckedContinuation<Void, any Error>
    }

    fileprivate struct State {
        var moment: Int64
        var paced: Int64 = 0
        var waiters: [Waiter] = []
        var names = 0
    }

    private let state: Mutex<State>

    init(at moment: Timestamp) { state = Mutex(State(moment: moment.milliseconds)) }

    func now() -> Timestamp { Timestamp(milliseconds: state.withLock { $0.moment }) }

    func sleep(until moment: Timestamp) async throws {
        try await wait(until: moment.milliseconds, isPaced: false)
    }

    func pause(milliseconds: Int) async throws {
        let until = state.withLock { $0.paced } + Int64(milliseconds)
        try await wait(until: until, isPaced: true)
    }

    /// Moves the moment alone; beats and checkpoints stand still.
    func set(_ moment: Timestamp) { move { $0.moment = moment.milliseconds } }

    /// Lets real time pass; the moment stands still.
    func pace(milliseconds: Int64) { move { $0.paced += milliseconds } }

    private func move(_ change: (inout State) -> Void) {
        let due = state.withLock { state in
            change(&state)
            let due = state.waiters.filter { state.isDue($0) }
            state.waiters = state.waiters.filter { !state.isDue($0) }
            return due
        }
        for waiter in due { waiter.continuation.resume() }
    }

    private func wait(until: Int64, isPaced: Bool) async throws {
        let name = state.withLock { state in
            state.names += 1
            return state.names
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let waiter = Waiter(
                    name: name,
                    until: until,
                    isPaced: isPaced,
                    continuation: continuation
                )
                let mayGo = state.withLock { state in
                    if Task.isCancelled || state.isDue(waiter) { return true }
                    state.waiters.append(waiter)
                    return false
                }
                if mayGo { continuation.resume() }
            }
            try Task.checkCancellation()
        } onCancel: {
            let waiter = state.withLock { state in
                let found = state.waiters.first { $0.name == name }
                state.waiters.removeAll { $0.name == name }
                return found
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }
}

extension ManualClock.State {
    fileprivate func isDue(_ waiter: ManualClock.Waiter) -> Bool {
        waiter.until <= (waiter.isPaced ? paced : moment)
    }
}
