import Synchronization

/// The window: how many cycles may begin, when each began, and how long it took.
///
/// Both rivals are measured by it. Cycles are numbered from 0 in each window.
final class CycleBoard: Sendable {
    private struct State {
        var free: Int
        var next = 0
        var starts: [UInt64] = []
        var latencies = Latencies()
        var isClosed = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// What was measured while the window was open.
    struct Result: Sendable {
        let latencies: Latencies
        /// Cycles that began and did not end.
        let lost: Int
    }

    let window: Int
    private let state: Mutex<State>

    init(window: Int) {
        self.window = window
        state = Mutex(State(free: window))
    }

    /// The numbers of cycles that may begin now, at most `limit`; waits for the first.
    ///
    /// Their time runs from the moment this returns. `nil` when the window is closed.
    func take(upTo limit: Int) async -> Range<Int>? {
        while true {
            if let range = takeNow(upTo: limit) { return range.isEmpty ? nil : range }
            await withCheckedContinuation { continuation in
                let mayGo = state.withLock { state in
                    if state.isClosed || state.free > 0 { return true }
                    state.waiters.append(continuation)
                    return false
                }
                if mayGo { continuation.resume() }
            }
        }
    }

    /// As ``take(upTo:)`` without waiting: empty when closed, `nil` when nothing is free.
    func takeNow(upTo limit: Int) -> Range<Int>? {
        let now = nanoseconds()
        return state.withLock { state in
            if state.isClosed { return 0..<0 }
            let count = min(limit, state.free)
            guard count > 0 else { return nil }
            state.free -= count
            let range = state.next..<state.next + count
            state.next += count
            for _ in range { state.starts.append(now) }
            return range
        }
    }

    /// Cycles came to their end.
    func finish(_ numbers: some Sequence<Int>) {
        let now = nanoseconds()
        let waiters = state.withLock { state in
            for number in numbers {
                state.free += 1
                // What ends after the window closed is not counted.
                if !state.isClosed { state.latencies.add(now - state.starts[number]) }
            }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Lets no more begin.
    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// All that began have ended.
    var isIdle: Bool { state.withLock { $0.free == window } }

    /// How many cycles began.
    var begun: Int { state.withLock { $0.next } }

    /// What was measured so far.
    var result: Result {
        state.withLock { Result(latencies: $0.latencies, lost: window - $0.free) }
    }
}
