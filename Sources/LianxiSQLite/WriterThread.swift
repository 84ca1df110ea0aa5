import Glibc
import LianxiLedger
import Synchronization

/// A thread that writes one file and may wait for the disk as long as it takes.
///
/// Whoever mostly appends can run on it altogether: then an append changes no thread.
final class WriterThread: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isFinished = false
    }

    /// What the thread holds; it does not hold the executor, whose end ends it.
    private final class Work: Sendable {
        let state = Mutex(State())
        // Safe: a semaphore may be used from any thread; it lives as long as the thread and the executor.
        nonisolated(unsafe) let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

        init() { sem_init(semaphore, 0, 0) }

        deinit {
            sem_destroy(semaphore)
            semaphore.deallocate()
        }
    }

    private let work = Work()

    /// Starts the thread.
    ///
    /// - Throws: `failed` when the system has no thread to give.
    init() throws(StorageError) {
        var thread = pthread_t()
        let retained = Unmanaged.passRetained(Start(work: work, executor: asUnownedTaskExecutor()))
        let code = pthread_create(&thread, nil, { WriterThread.main($0) }, retained.toOpaque())
        guard code == 0 else {
            retained.release()
            throw StorageError(.failed, "starting a thread to write: errno \(code)")
        }
        pthread_detach(thread)
    }

    deinit {
        work.state.withLock { $0.isFinished = true }
        sem_post(work.semaphore)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let wasEmpty = work.state.withLock { state in
            state.jobs.append(job)
            return state.jobs.count == 1
        }
        if wasEmpty { sem_post(work.semaphore) }
    }

    private final class Start: Sendable {
        let work: Work
        let executor: UnownedTaskExecutor

        init(work: Work, executor: UnownedTaskExecutor) {
            self.work = work
            self.executor = executor
        }
    }

    private static func main(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let pointer else { return nil }
        let start = Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
        let work = start.work
        while true {
            while sem_wait(work.semaphore) != 0 {}
            let (jobs, isFinished) = work.state.withLock { state in
                defer { state.jobs = [] }
                return (state.jobs, state.isFinished)
            }
            for job in jobs { job.runSynchronously(on: start.executor) }
            if isFinished, jobs.isEmpty { return nil }
        }
    }
}
