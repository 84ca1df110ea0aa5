import Synchronization

/// A value of which only the newest counts, and one task that waits for it to change.
final class Latest<Value: Equatable & Sendable>: Sendable {
    private struct State {
        var value: Value
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>

    init(_ value: Value) { state = Mutex(State(value: value)) }

    var value: Value { state.withLock { $0.value } }

    func set(_ value: Value) {
        let waiter = state.withLock { state in
            guard state.value != value else { return nil as CheckedContinuation<Void, Never>? }
            state.value = value
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Returns once the value differs from `old`, or the task is cancelled.
    func change(from old: Value) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayGo = state.withLock { state in
                    if Task.isCancelled || state.value != old { return true }
                    precondition(state.waiter == nil, "one task waits for a change")
                    state.waiter = continuation
                    return false
                }
                if mayGo { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
    }
}
