import Dispatch
import LianxiLedger
import Synchronization

/// As many workers as the machine has cores.
package struct ManyWorkers: Workers {
    package init() {}

    package func map<Result: Sendable>(
        _ count: Int,
        _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        let results = Mutex<[Int: Result]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { place in
            let result = body(place)
            results.withLock { $0[place] = result }
        }
        return results.withLock { results in (0..<count).compactMap { results[$0] } }
    }
}
