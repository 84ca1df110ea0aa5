import LianxiClient
import LianxiCore

/// What an inbox has still to hand to the department's own system.
struct HookImage: Sendable {
    /// When each item is due, and how often it failed.
    var pending: [UInt64: (due: Timestamp, attempts: Int)] = [:]

    func due(
        at now: Timestamp,
        horizon: Timestamp,
        limit: Int,
        of items: [InboxItem]
    ) -> [HookDelivery] {
        pending.filter { $0.value.attempts == 0 || $0.value.due <= now || $0.value.due > horizon }
            .sorted { $0.key < $1.key }.prefix(limit)
            .map { HookDelivery(item: items[Int($0.key) - 1], attempts: $0.value.attempts) }
    }

    mutating func note(_ number: UInt64, _ outcome: HookOutcome) {
        guard let known = pending[number] else { return }
        switch outcome {
        case .done, .givenUp: pending[number] = nil
        case .again(let due, _): pending[number] = (due, known.attempts + 1)
        }
    }
}
