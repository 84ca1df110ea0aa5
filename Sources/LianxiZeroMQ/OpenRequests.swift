import DequeModule
import LianxiCore
import LianxiWire

/// A request on its way, and who waits for the reply.
struct OpenRequest: Sendable {
    let id: RequestID
    let frames: [[UInt8]]
    let deadline: ContinuousClock.Instant
    let continuation: CheckedContinuation<Result<[[UInt8]], TransportError>, Never>

    func fail(_ error: TransportError) {
        continuation.resume(returning: .failure(error))
    }
}

/// A client's requests: which wait to be sent, which for their reply, and until when.
struct OpenRequests {
    private struct Slot {
        let request: OpenRequest
        /// The order in which requests came.
        let number: UInt64
        var isSent = false
    }

    private var slots: [RequestID: Slot] = [:]
    /// Some of these may be gone already; ``firstUnsent`` passes over them.
    private var unsent: Deque<RequestID> = []
    private var lastNumber: UInt64 = 0
    /// No request is late before this moment; `nil` when there is none.
    private(set) var nextDeadline: ContinuousClock.Instant?

    var hasUnsent: Bool { !unsent.isEmpty }

    /// Takes a request in, or fails it when its identifier is in use or `limit` others wait.
    mutating func add(_ request: OpenRequest, limit: Int) {
        guard slots[request.id] == nil else {
            return request.fail(
                TransportError(
                    .failed,
                    "a request with this identifier waits already",
                    zh: "编号相同的请求还在等待答复"
                )
            )
        }
        guard slots.count < limit else {
            return request.fail(
                TransportError(
                    .failed,
                    "\(limit) requests wait already",
                    zh: "已有 \(limit) 个请求在等待答复"
                )
            )
        }
        lastNumber += 1
        slots[request.id] = Slot(request: request, number: lastNumber)
        unsent.append(request.id)
        nextDeadline = min(nextDeadline ?? request.deadline, request.deadline)
    }

    mutating func remove(_ id: RequestID) -> OpenRequest? {
        let request = slots.removeValue(forKey: id)?.request
        if slots.isEmpty {
            nextDeadline = nil
            unsent.removeAll(keepingCapacity: true)
        }
        return request
    }

    /// The oldest request not sent yet.
    var firstUnsent: OpenRequest? {
        mutating get {
            while let id = unsent.first {
                if let slot = slots[id], !slot.isSent { return slot.request }
                unsent.removeFirst()
            }
            return nil
        }
    }

    mutating func markFirstSent() {
        slots[unsent.removeFirst()]?.isSent = true
    }

    /// Puts all that were sent back in line, in their order: their connection is gone.
    mutating func sendAgain() {
        for id in slots.keys { slots[id]?.isSent = false }
        unsent = Deque(slots.values.sorted { $0.number < $1.number }.map(\.request.id))
    }

    mutating func failLate(_ now: ContinuousClock.Instant, _ error: TransportError) {
        let late = slots.values.filter { $0.request.deadline <= now }
        for slot in late { remove(slot.request.id)?.fail(error) }
        nextDeadline = slots.values.map(\.request.deadline).min()
    }

    mutating func failAll(_ error: TransportError) {
        for slot in slots.values { slot.request.fail(error) }
        self = OpenRequests()
    }
}
