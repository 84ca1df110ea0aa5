import Foundation
import Synchronization

/// Work on a thread of its own, begun at once.
///
/// Neither the tasks' threads nor a queue's are needed for it: tests that wait for programs may hold all of them.
final class Beside<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let done = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () throws -> Value) {
        Thread.detachNewThread { [self] in
            let outcome = Result { try work() }
            result.withLock { $0 = outcome }
            done.signal()
        }
    }

    /// What came of it; waits for its end, and is asked once.
    ///
    /// - Throws: What the work threw.
    func value() throws -> Value {
        done.wait()
        guard let outcome = result.withLock({ $0 }) else { throw NeverHappened(what: "an outcome") }
        return try outcome.get()
    }
}
