import Glibc

/// Nanoseconds of a clock that never goes back.
func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// How long each of many things took.
struct Latencies: Sendable {
    private var taken: [UInt64] = []

    var count: Int { taken.count }

    mutating func add(_ nanoseconds: UInt64) { taken.append(nanoseconds) }

    /// Microseconds that the given share of them did not exceed; 0 when there are none.
    func percentile(_ share: Double) -> Double {
        guard !taken.isEmpty else { return 0 }
        let sorted = taken.sorted()
        let place = min(sorted.count - 1, Int(share * Double(sorted.count)))
        return Double(sorted[place]) / 1000
    }
}

/// Bytes on their way to a file, and how often it was synced.
///
/// What a department or a consumer keeps before it says that it has it. One user at a time.
final class Journal: @unchecked Sendable {
    // Safe: every user calls it from one task or thread, one call after the other.
    private let descriptor: CInt
    private(set) var syncs = 0

    init(_ path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Trouble("\(path): \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    /// Appends; when it returns, the disk has it.
    func keep(_ bytes: [UInt8]) throws {
        guard write(descriptor, bytes, bytes.count) == bytes.count, fdatasync(descriptor) == 0
        else { throw Trouble("the journal: \(String(cString: strerror(errno)))") }
        syncs += 1
    }
}
