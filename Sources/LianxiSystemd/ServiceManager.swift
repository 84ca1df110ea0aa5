import Glibc

/// What the daemon tells the service manager, `sd_notify(3)` without libsystemd.
///
/// Under no service manager every message goes nowhere and nothing is asked for.
package struct ServiceManager: Sendable {
    private let socket: NotifySocket?
    /// How often `fed()` must be said at least; `nil` when no watchdog watches.
    ///
    /// Half of what the unit's WatchdogSec= allows, in microseconds; sd_watchdog_enabled(3).
    package let watchdogMicroseconds: UInt64?

    /// Reads `$NOTIFY_SOCKET`, `$WATCHDOG_USEC` and `$WATCHDOG_PID` from the variables given.
    ///
    /// - Parameters:
    ///   - variables: The process's environment.
    ///   - process: This process; a watchdog meant for another one is not ours.
    package init(_ variables: [String: String], process: Int32 = getpid()) {
        socket = variables["NOTIFY_SOCKET"].flatMap { NotifySocket($0) }
        let isOurs = variables["WATCHDOG_PID"].map { $0 == "\(process)" } ?? true
        let allowed = variables["WATCHDOG_USEC"].flatMap { UInt64($0) } ?? 0
        watchdogMicroseconds = isOurs && allowed > 1 && socket != nil ? allowed / 2 : nil
    }

    /// Reads the process's own variables and removes them, so that no child takes them for its own.
    ///
    /// To be called first thing, before other threads read the environment.
    package static func taken() -> Self {
        taken(
            get: { name in getenv(name).map { String(cString: $0) } },
            unset: { name in unsetenv(name) }
        )
    }

    static func taken(get: (String) -> String?, unset: (String) -> Void) -> Self {
        var variables: [String: String] = [:]
        for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] {
            variables[name] = get(name)
            unset(name)
        }
        return Self(variables)
    }

    /// Whether a service manager listens.
    package var isThere: Bool { socket != nil }

    /// The daemon serves; waits for room in the manager's queue, as without it the daemon is killed.
    package func ready(status: String) { send(["READY=1", Self.status(status)], waits: true) }

    /// What `systemctl status` shows; one line.
    package func status(_ text: String) { send([Self.status(text)], waits: false) }

    /// The daemon has begun to stop.
    package func stopping(status: String) {
        send(["STOPPING=1", Self.status(status)], waits: true)
    }

    /// Feeds the watchdog; to be called from the loop whose progress it stands for, never a timer.
    package func fed() { send(["WATCHDOG=1"], waits: false) }

    /// Asks for so much more time to start or stop, counted from now.
    package func extendTimeout(microseconds: UInt64) {
        send(["EXTEND_TIMEOUT_USEC=\(microseconds)"], waits: true)
    }

    /// Why the daemon is about to exit, with the system's error number where there is one.
    package func failing(status: String, error: Int32? = nil) {
        send([Self.status(status)] + (error.map { ["ERRNO=\($0)"] } ?? []), waits: true)
    }

    private static func status(_ text: String) -> String {
        "STATUS=" + String(text.map { $0.isNewline ? " " : $0 })
    }

    private func send(_ lines: [String], waits: Bool) {
        _ = socket?.send(lines.joined(separator: "\n"), waits: waits)
    }
}
