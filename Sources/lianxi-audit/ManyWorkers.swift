import Dispatch
import Glibc
import LianxiLedger
import Synchronization

/// As many workers as the machine has cores.
struct ManyWorkers: Workers {
    func map<Result: Sendable>(
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

/// The clocks the system keeps of work done.
enum WorkClock {
    /// Nanoseconds the calling thread has worked.
    static func ofThread() -> UInt64 { read(CLOCK_THREAD_CPUTIME_ID) }
    /// Nanoseconds all threads of this process have worked.
    static func ofProcess() -> UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }
    /// Nanoseconds that have passed.
    static func ofWall() -> UInt64 { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: Int32) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
