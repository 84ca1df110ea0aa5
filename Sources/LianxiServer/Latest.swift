import Synchronization

/// A value of which only the newest counts, and one task that waits for it to become what it wants.
final class Latest<Value: Equatable & Sendable>: Sendable {
    private struct Waiter {
        let isContent: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var value: Value
        var waiter: Waiter?
    }

    private let state: Mutex<State>

    init(_ value: Value) { state = Mutex(State(value: value)) }

    var value: Value { state.withLock { $0.value } }

    func set(_ value: Value) {
        let waiter = state.withLock { state -> Waiter? in
            guard state.value != value else { return nil }
            state.value = value
            // Whoever waits for something else sleeps on: waking a thread costs more than a round.
            guard state.waiter?.isContent(value) == true else { return nil }
            return state.waiter.take()
        }
        waiter?.continuation.resume()
    }

    /// Returns once the value differs from `old`, or the task is cancelled.
    func change(from old: Value) async { await until { $0 != old } }

    /// Returns once the value is as wanted, or the task is cancelled.
    func until(_ isContent: @escaping @Sendable (Value) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayGo = state.withLock { state in
                    if Task.isCancelled || isContent(state.value) { return true }
                    precondition(state.waiter == nil, "one task waits for a change")
                    state.waiter = Waiter(isContent: isContent, continuation: continuation)
                    return false
                }
                if mayGo { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.continuation.resume()
        }
    }
}
