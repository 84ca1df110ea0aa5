import Foundation
import LianxiCore
import Testing

/// The clock of one program, which a test sets while the program runs.
///
/// libfaketime answers the program's questions for the date; how long something takes is measured as ever. But no
/// `Task.sleep` ends in a program whose clock was set back, and each ends at once where it was set forward: libfaketime
/// 0.9.10 shifts what `timerfd_settime` is told by as much, though libdispatch tells it moments of uptime. So what is to
/// be seen must follow from a question, and a checkpoint from a start.
struct SteppedClock {
    static let missing = "libfaketime is not installed"
    static let isPossible = library != nil

    /// Debian puts it beside the libraries of the machine's kind.
    private static let library: String? = ["x86_64", "aarch64"]
        .map { "/usr/lib/\($0)-linux-gnu/faketime/libfaketimeMT.so.1" }
        .first { FileManager.default.fileExists(atPath: $0) }

    private let file: URL

    /// A clock that shows the machine's time until it is set.
    init(in folder: URL) throws {
        file = folder.appending(path: "clock-\(UUID().uuidString.prefix(4))")
        Self.tidy()
        try step(seconds: 0)
    }

    /// Removes what libfaketime made for programs that were killed: it names that by their number, and a new program of
    /// the same number cannot start.
    private static func tidy() {
        let folder = "/dev/shm"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names {
            let number = name.split(separator: "_").last.flatMap { Int32($0) }
            guard let number, name.contains("faketime_"), kill(number, 0) != 0, errno == ESRCH
            else { continue }
            unlink("\(folder)/\(name)")
        }
    }

    /// What starts a program under this clock, in its own place.
    ///
    /// Its shared memory is named here: else the library changes the environment before the program has
    /// found its arguments, which Swift looks for beside it.
    var launcher: [String] {
        [
            "/usr/bin/env", "LD_PRELOAD=\(Self.library ?? "")",
            "FAKETIME_TIMESTAMP_FILE=\(file.path)", "FAKETIME_NO_CACHE=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_FMT=%s",
            "FAKETIME_SHARED=/lianxi-\(file.lastPathComponent) /lianxi-\(file.lastPathComponent)",
        ]
    }

    /// Sets it so far before or behind the machine's.
    func step(seconds: Int) throws {
        try show("\(seconds < 0 ? "" : "+")\(seconds)")
    }

    /// Lets it stand at the moment's second, until it is set.
    func stand(at moment: Timestamp) throws { try show("\(moment.milliseconds / 1000)") }

    private func show(_ text: String) throws {
        // Whole or not at all: the program may look at this very moment.
        try Data("\(text)\n".utf8).write(to: file, options: .atomic)
    }

    /// What it shows while it goes.
    func now() -> Timestamp {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let seconds = Int64(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        return Timestamp.now.adding(milliseconds: seconds * 1000)
    }

    /// Sets it so that it shows the moment now.
    func set(to moment: Timestamp) throws {
        try step(seconds: Int(((moment.milliseconds - Timestamp.now.milliseconds) / 1000)))
    }

    /// Sets it to that hour of the day, such as 2026-03-02, and so many minutes on.
    func set(to day: String, hour: Int, minutes: Int64 = 0) throws {
        let moment = Timestamp(try #require(CivilDate(day)), hour: hour)
        try set(to: moment.adding(milliseconds: minutes * 60_000))
    }
}

extension Conference {
    /// One whose daemon goes by a clock that the test sets.
    static func stepped(
        changes: [String: String] = [:]
    ) throws -> (conference: Conference, clock: SteppedClock) {
        let conference = try Conference(changes: changes)
        let clock = try SteppedClock(in: conference.folder)
        conference.launcher = clock.launcher
        return (conference, clock)
    }
}
