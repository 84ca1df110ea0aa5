/// Running clocks that the newest calendar moves, and whose redating is still to be recorded.
///
/// A calendar may move more clocks than one round may record; the rest follow a portion at a time.
struct PendingRedatings: Equatable, Sendable {
    /// When the calendar was adopted; `nil` when nothing is left.
    private(set) var since: Timestamp?
    private var keys: Set<ClockKey>
    /// The next one last; those removed meanwhile may still stand in it, but never at the end.
    private var queue: [ClockKey]

    init() { self.init([], since: Timestamp(milliseconds: 0)) }

    /// - Parameters:
    ///   - order: In the order they are to be recorded, each once.
    ///   - since: When the calendar was adopted.
    init(_ order: [ClockKey], since: Timestamp) {
        keys = Set(order)
        queue = order.reversed()
        self.since = order.isEmpty ? nil : since
    }

    var count: Int { keys.count }

    func contains(_ key: ClockKey) -> Bool { !keys.isEmpty && keys.contains(key) }

    /// The next ones, in their order.
    func next(_ limit: Int) -> [ClockKey] {
        Array(queue.reversed().lazy.filter(keys.contains).prefix(limit))
    }

    /// Everything that waits, in its order.
    var all: [ClockKey] { next(count) }

    mutating func remove(_ key: ClockKey) {
        guard !keys.isEmpty, keys.remove(key) != nil else { return }
        while let last = queue.last, !keys.contains(last) { queue.removeLast() }
        if keys.isEmpty { since = nil }
    }
}
