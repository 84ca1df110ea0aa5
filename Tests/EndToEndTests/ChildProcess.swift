import Foundation
import Synchronization

/// A program started by a test, waited for by its id and nothing else.
///
/// Foundation's `Process` waits for a socket to close that a program started in the same moment by another
/// test may hold open: with many tests at once it waited for a daemon that ran on.
final class ChildProcess: Sendable {
    let identifier: pid_t
    private let end = Mutex<Int32?>(nil)

    /// Starts it; its input is empty unless a file is named.
    ///
    /// - Throws: ``NeverHappened`` when it cannot be started.
    init(
        _ path: String,
        _ arguments: [String],
        input: String = "/dev/null",
        output: String,
        errors: String,
        in folder: String? = nil,
        environment: [String: String] = [:]
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o644)
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let place = folder.map { ["/usr/bin/env", "-C", $0] } ?? []
        let line = place + [path] + arguments
        var words = line.map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + settings { free(pointer) } }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, line[0], &actions, nil, &words, &settings)
        guard code == 0 else {
            throw NeverHappened(what: "\(path) is started: \(String(cString: strerror(code)))")
        }
        self.identifier = identifier
    }

    var isRunning: Bool { collect() == nil }

    /// How it ended: its code, or the number of the signal; nil while it runs.
    @discardableResult
    func collect() -> Int32? {
        end.withLock { end in
            if let end { return end }
            var status: Int32 = 0
            guard waitpid(identifier, &status, WNOHANG) != 0 else { return nil }
            let signal = status & 0x7f
            end = signal == 0 ? (status >> 8) & 0xff : signal
            return end
        }
    }

    /// Waits for its end.
    @discardableResult
    func wait() -> Int32 {
        while true {
            if let code = collect() { return code }
            usleep(5000)
        }
    }

    func send(_ signal: Int32) {
        end.withLock { end in if end == nil { kill(identifier, signal) } }
    }
}
