import Glibc
package import Logging

/// A log handler that writes one line an event to standard error.
///
/// Under the journal it writes priorities the journal understands, elsewhere a readable form.
package struct StandardErrorLog: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level
    private let form: LogForm
    private let write: @Sendable (String) -> Void

    /// Writes to standard error in the form that fits it.
    ///
    /// - Parameters:
    ///   - level: The least that is written.
    ///   - variables: The process's environment; `$JOURNAL_STREAM` tells the journal's stream.
    package init(level: Logger.Level, variables: [String: String]) {
        let form: LogForm = Self.isJournal(variables["JOURNAL_STREAM"]) ? .journal : .readable
        self.init(level: level, form: form) { Self.writeLine($0) }
    }

    /// Writes elsewhere; for tests.
    package init(
        level: Logger.Level,
        form: LogForm,
        write: @escaping @Sendable (String) -> Void
    ) {
        logLevel = level
        self.form = form
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var facts = metadata
        facts.merge(metadataProvider?.get() ?? [:]) { $1 }
        facts.merge(event.metadata ?? [:]) { $1 }
        if let error = event.error { facts["error"] = "\(error)" }
        let hour = form == .readable ? Self.hour() : ""
        write(form.line(event.level, event.message.description, facts, hour: hour))
    }

    /// Whether `$JOURNAL_STREAM` (`device:inode`) names our standard error; it is inherited by
    /// children whose standard error was led elsewhere.
    static func isJournal(_ stream: String?, descriptor: Int32 = STDERR_FILENO) -> Bool {
        var facts = stat()
        guard let stream, fstat(descriptor, &facts) == 0 else { return false }
        return stream == "\(facts.st_dev):\(facts.st_ino)"
    }

    /// One write a line, so that lines of several threads do not mix.
    private static func writeLine(_ line: String) {
        let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            start += count
        }
    }

    /// The local hour to the millisecond.
    private static func hour() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var parts = tm()
        localtime_r(&now.tv_sec, &parts)
        func padded(_ value: Int, _ width: Int) -> String {
            let text = "\(value)"
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let time = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
        return date.map { padded($0, 2) }.joined(separator: "-") + " "
            + time.map { padded($0, 2) }.joined(separator: ":")
            + "." + padded(now.tv_nsec / 1_000_000, 3)
    }
}
