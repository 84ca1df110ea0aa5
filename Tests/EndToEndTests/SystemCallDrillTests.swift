import Foundation
import Testing

/// The daemon's own system calls on its files go wrong, one at a time, by strace's hand.
///
/// A few with the other tests; `LIANXI_SYSCALLS=200` tries each of the first 200 calls for each fault.
@Suite("A system call that fails under load", .serialized, .ownThreads, .timeLimit(.minutes(240)))
struct SystemCallDrillTests {
    /// What happens instead of the call's work, or right after it was asked for.
    enum Fault: String, CaseIterable {
        case killed = "signal=KILL"
        case broken = "error=EIO"
        case full = "error=ENOSPC"
    }

    /// All that change a file.
    private static let calls =
        "write,writev,pwrite64,pwritev,fsync,fdatasync,ftruncate,fallocate,rename,unlink"
    private static let most =
        ProcessInfo.processInfo.environment["LIANXI_SYSCALLS"].flatMap { Int($0) }

    /// Which call of a thread is hit.
    private static var places: [Int] { most.map { Array(1...$0) } ?? [2, 25, 120, 300] }

    private static let canTrace: Bool = {
        let tried = try? run("/usr/bin/strace", ["-qq", "-o", "/dev/null", "-D", "/bin/true"])
        return tried?.code == 0
    }()

    @Test(
        "Every confirmed act is there once, whichever call is the daemon's last",
        .enabled(if: canTrace, "strace is not installed, or may not trace here"),
        arguments: Fault.allCases
    )
    func faults(_ fault: Fault) async throws {
        var hits = 0
        let dispatched = try await Drill.run { conference, answered in
            for place in Self.places {
                conference.stopDaemon()
                try await offPool {
                    let injection = "\(Self.calls):\(fault.rawValue):when=\(place)"
                    try? conference.start(under: Self.strace(conference, injection))
                }
                // It dies at the call, ends with an error, or goes on; the load does not care which.
                try await Drill.answers(12, more: answered) { conference.isRunning }
                let isKilled = fault == .killed && !conference.isRunning
                conference.killDaemon()
                hits += isKilled ? 1 : Self.failures(conference)
                try await offPool { try conference.start() }
                try await Drill.answers(2, more: answered)
            }
        }
        print(
            "\(fault.rawValue): \(hits) hits at \(Self.places.count) places, \(dispatched) dispatched"
        )
        #expect(hits > 0, "the fault happened")
    }

    @Test(
        "An answer that came is on the disk: killed at that moment while every write waits, nothing is lost",
        .enabled(if: canTrace, "strace is not installed, or may not trace here")
    )
    func answeredFirst() async throws {
        let kills = (Self.most ?? 20) / 4
        let dispatched = try await Drill.run { conference, answered in
            for _ in 0..<kills {
                conference.stopDaemon()
                // Slow, so that whatever would be answered first is not there yet.
                let slow = Self.strace(conference, "\(Self.calls):delay_enter=40000")
                try await offPool { try conference.start(under: slow, within: 120) }
                try await Drill.answers(2, more: answered)
                conference.killDaemon()
                try await offPool { try conference.start(within: 60) }
            }
            try await Drill.answers(2, more: answered)
        }
        print("answered and killed: \(kills), dispatched: \(dispatched)")
    }

    private static func record(_ conference: Conference) -> String {
        conference.folder.appending(path: "strace.log").path
    }

    /// How many calls were made to fail.
    private static func failures(_ conference: Conference) -> Int {
        let text = (try? String(contentsOfFile: record(conference), encoding: .utf8)) ?? ""
        return text.split(whereSeparator: \.isNewline).count { $0.contains("INJECTED") }
    }

    /// The tracer detaches itself, so that the process started is the daemon.
    private static func strace(_ conference: Conference, _ injection: String) -> [String] {
        let paths = ["ledger/main.db", "dossier/keys.db", "signer/lock.db"]
            .flatMap { [$0, "\($0)-wal", "\($0)-journal"] }
            .flatMap { ["-P", conference.data.appending(path: $0).path] }
        return ["/usr/bin/strace", "-D", "-f", "-qq", "-o", record(conference)] + paths + [
            "-e", "trace=\(calls)", "-e", "inject=\(injection)",
        ]
    }
}
