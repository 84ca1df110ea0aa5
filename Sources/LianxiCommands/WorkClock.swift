import Glibc

/// The clocks the system keeps of work done.
package enum WorkClock {
    /// Nanoseconds the calling thread has worked.
    package static func ofThread() -> UInt64 { read(CLOCK_THREAD_CPUTIME_ID) }
    /// Nanoseconds all threads of this process have worked.
    package static func ofProcess() -> UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }
    /// Nanoseconds that have passed.
    package static func ofWall() -> UInt64 { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: Int32) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
