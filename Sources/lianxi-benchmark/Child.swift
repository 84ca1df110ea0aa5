import Foundation
import Synchronization

/// A child program, and what it has used; its output goes to a file in the scratch folder.
final class Child: Sendable {
    private let process: Mutex<Process>
    private let log: URL

    init(program: URL, arguments: [String], log: URL) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let file = try FileHandle(forWritingTo: log)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = file
        process.standardError = file
        do {
            try process.run()
        } catch {
            throw Unreachable("\(program.path): \(error.localizedDescription)")
        }
        self.process = Mutex(process)
        self.log = log
    }

    var isRunning: Bool { process.withLock { $0.isRunning } }
    var pid: Int32 { process.withLock { $0.processIdentifier } }
    /// What it said last.
    var lastWords: String {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        return String(text.suffix(500))
    }

    /// Waits until the program has ended of itself.
    func ended() async -> Int32 {
        while isRunning { try? await Task.sleep(for: .milliseconds(10)) }
        return process.withLock { $0.terminationStatus }
    }

    /// Asks the child to end, and insists after ten seconds.
    func stop() async {
        send(SIGTERM)
        let end = Date().addingTimeInterval(10)
        while isRunning, Date() < end { try? await Task.sleep(for: .milliseconds(20)) }
        send(SIGKILL)
        while isRunning { try? await Task.sleep(for: .milliseconds(20)) }
    }

    func send(_ signal: Int32) {
        process.withLock { if $0.isRunning { kill($0.processIdentifier, signal) } }
    }

    /// What the child has used since it started.
    var usage: Usage { Usage(of: pid) }
}

/// What the kernel counts of a process.
struct Usage {
    /// CPU seconds of all its threads, user and system.
    var seconds = 0.0
    /// The most memory it ever had resident, bytes.
    var peakBytes = 0
    /// Bytes it had written to the disk.
    var writtenBytes = 0

    init(of pid: Int32) {
        let stat = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        // The name in parentheses may hold blanks; what follows it does not.
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        if fields.count > 12 {
            let ticks = (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)
            seconds = ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
        }
        peakBytes = Self.number("VmHWM:", in: "/proc/\(pid)/status") * 1024
        writtenBytes = Self.number("write_bytes:", in: "/proc/\(pid)/io")
    }

    /// Of this process.
    static var own: Usage { Usage(of: getpid()) }

    private static func number(_ name: String, in file: String) -> Int {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            let words = line.split { $0 == " " || $0 == "\t" }
            if words.count > 1 { return Int(words[1]) ?? 0 }
        }
        return 0
    }
}
