import Synchronization

/// How often each kind of fault took effect in a world.
final class FaultCount: Sendable {
    private let state = Mutex(FaultTally())

    var tally: FaultTally { state.withLock { $0 } }

    func happened(_ kind: FaultKind, times: Int = 1) { state.withLock { $0.add(kind, times) } }
}

/// How often each kind of fault took effect, in one world or in many.
package struct FaultTally: Hashable, Sendable {
    private var counts: [FaultKind: Int] = [:]

    package init() {}

    package subscript(kind: FaultKind) -> Int { counts[kind] ?? 0 }

    /// Kinds that never took effect, in the order of the enumeration.
    package var missing: [FaultKind] { FaultKind.allCases.filter { self[$0] == 0 } }

    package mutating func add(_ kind: FaultKind, _ times: Int) {
        counts[kind, default: 0] += times
    }

    package mutating func add(_ other: FaultTally) {
        for (kind, times) in other.counts { add(kind, times) }
    }
}
