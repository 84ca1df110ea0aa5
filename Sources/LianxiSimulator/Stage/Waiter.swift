import Synchronization

/// A place where one task waits until it is woken or cancelled.
final class Waiter: Sendable {
    private struct State {
        var isWoken = false
        var continuation: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func wake() {
        let continuation = state.withLock { state in
            state.isWoken = true
            return state.continuation.take()
        }
        continuation?.resume()
    }

    /// Returns once woken; a cancelled task is woken at once.
    func wait() async {
        await withTaskCancellationHandler {
            await stay()
        } onCancel: {
            wake()
        }
    }

    /// Returns once woken, whether or not the task is cancelled.
    func stay() async {
        await withCheckedContinuation { continuation in
            let mayGo = state.withLock { state in
                if state.isWoken { return true }
                state.continuation = continuation
                return false
            }
            if mayGo { continuation.resume() }
        }
    }
}
