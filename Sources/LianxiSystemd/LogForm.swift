package import Logging

/// How a line of the log is written.
package enum LogForm: Sendable, Hashable {
    /// `<6>message key=value`: the journal reads the priority and adds the hour itself.
    case journal
    /// `2026-09-28 16:05:09.123 info message key=value`, for people and files.
    case readable

    /// One line without its end.
    ///
    /// Keys are sorted; line ends and control characters are escaped, so that one event is one line.
    package func line(
        _ level: Logger.Level,
        _ message: String,
        _ metadata: Logger.Metadata,
        hour: String
    ) -> String {
        let facts = metadata.sorted { $0.key < $1.key }
            .map { " \(escaped($0.key))=\(quoted("\($0.value)"))" }.joined()
        let start =
            switch self {
            case .journal: "<\(Self.priority(level))>"
            case .readable: "\(hour) \(level.rawValue) "
            }
        return start + escaped(message) + facts
    }

    /// The priorities of syslog(3).
    static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    private func quoted(_ value: String) -> String {
        let isPlain =
            !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "\"") }
        return isPlain ? value : "\"\(escaped(value, quote: true))\""
    }

    private func escaped(_ text: String, quote: Bool = false) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\"" where quote: line += "\\\""
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                line += "\\x" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}
