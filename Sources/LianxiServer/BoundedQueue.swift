import DequeModule
import Synchronization

/// What became of an element offered to a queue.
enum QueueOffer: Hashable, Sendable {
    case taken, full, closed
}

/// A first-in-first-out queue between tasks, with a stated bound and one consumer.
///
/// The bound counts cost, not elements: a request with 256 acts weighs 256. When it is full,
/// `offer` says so and `put` waits. A cancelled wait closes the queue, so that everyone leaves.
final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        var waiting: Deque<(element: Element, cost: Int)> = []
        var cost = 0
        var isClosed = false
        var consumer: CheckedContinuation<Void, Never>?
        var producers: [CheckedContinuation<Void, Never>] = []

        func fits(_ added: Int, within bound: Int) -> Bool {
            waiting.isEmpty || cost + added <= bound
        }
    }

    let bound: Int
    private let state = Mutex(State())

    init(bound: Int) { self.bound = bound }

    /// Cost of what waits now.
    var cost: Int { state.withLock { $0.cost } }

    /// Puts the element in if there is room; never waits.
    func offer(_ element: Element, cost: Int = 1) -> QueueOffer {
        var consumer: CheckedContinuation<Void, Never>?
        let offer: QueueOffer = state.withLock { state in
            if state.isClosed { return .closed }
            if !state.fits(cost, within: bound) { return .full }
            state.waiting.append((element, cost))
            state.cost += cost
            consumer = state.consumer.take()
            return .taken
        }
        consumer?.resume()
        return offer
    }

    /// Puts the element in as soon as there is room; `false` when the queue was closed.
    func put(_ element: Element, cost: Int = 1) async -> Bool {
        while true {
            switch offer(element, cost: cost) {
            case .taken: return true
            case .closed: return false
            case .full: await room(for: cost)
            }
        }
    }

    /// Takes what has gathered, at most `limit` in cost but at least one element; waits for the first.
    ///
    /// - Returns: `nil` when the queue is closed and empty.
    func take(upTo limit: Int) async -> [Element]? {
        while true {
            var producers: [CheckedContinuation<Void, Never>] = []
            let (taken, isClosed) = state.withLock { state in
                let taken = Self.popFirst(upTo: limit, from: &state)
                if !taken.isEmpty { swap(&producers, &state.producers) }
                return (taken, state.isClosed)
            }
            for producer in producers { producer.resume() }
            if !taken.isEmpty { return taken }
            if isClosed { return nil }
            await arrival()
        }
    }

    /// Takes what has gathered, at most `limit` in cost; never waits, and may take nothing.
    func takeNow(upTo limit: Int) -> [Element] {
        var producers: [CheckedContinuation<Void, Never>] = []
        let taken = state.withLock { state in
            guard let next = state.waiting.first, next.cost <= limit else { return [Element]() }
            swap(&producers, &state.producers)
            return Self.popFirst(upTo: limit, from: &state)
        }
        for producer in producers { producer.resume() }
        return taken
    }

    /// Takes nothing more in; what waits can still be taken.
    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            let waiters = state.producers + [state.consumer].compactMap { $0 }
            state.producers = []
            state.consumer = nil
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    private static func popFirst(upTo limit: Int, from state: inout State) -> [Element] {
        var taken: [Element] = []
        var sum = 0
        while let next = state.waiting.first, taken.isEmpty || sum + next.cost <= limit {
            state.waiting.removeFirst()
            sum += next.cost
            taken.append(next.element)
        }
        state.cost -= sum
        return taken
    }

    private func arrival() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayGo = state.withLock { state in
                    if state.isClosed || !state.waiting.isEmpty { return true }
                    precondition(state.consumer == nil, "a queue has one consumer")
                    state.consumer = continuation
                    return false
                }
                if mayGo { continuation.resume() }
            }
        } onCancel: {
            close()
        }
    }

    private func room(for cost: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayGo = state.withLock { state in
                    if state.isClosed || state.fits(cost, within: bound) { return true }
                    state.producers.append(continuation)
                    return false
                }
                if mayGo { continuation.resume() }
            }
        } onCancel: {
            close()
        }
    }
}
