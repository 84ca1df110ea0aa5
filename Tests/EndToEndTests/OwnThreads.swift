import Foundation
import Synchronization
import Testing

/// Runs each test, and every task it starts, on threads that nobody else waits for.
///
/// Most tests here wait for real programs and hold their thread meanwhile. The tasks' common pool has one
/// thread for each core: two waiting tests would keep all others from going on.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Threads.all) { try await function() }
    }
}

extension Trait where Self == OwnThreads {
    static var ownThreads: OwnThreads { OwnThreads() }
}

/// As many threads as there are jobs at once; idle ones are used again.
private final class Threads: TaskExecutor {
    static let all = Threads()

    private struct Waiting {
        var jobs: [UnownedJob] = []
        var idle = 0
    }

    private let waiting = Mutex(Waiting())
    private let news = DispatchSemaphore(value: 0)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isTaken = waiting.withLock { waiting in
            waiting.jobs.append(job)
            return waiting.jobs.count <= waiting.idle
        }
        if !isTaken { Thread.detachNewThread { [self] in work() } }
        news.signal()
    }

    private func work() {
        while true {
            waiting.withLock { $0.idle += 1 }
            news.wait()
            let job = waiting.withLock { waiting in
                waiting.idle -= 1
                return waiting.jobs.removeFirst()
            }
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
