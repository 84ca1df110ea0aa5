import Glibc
package import LianxiCore

/// A file or folder that could not be read, written or made, with the system's reason.
package struct FileTrouble: Error, Equatable, CustomStringConvertible {
    package let path: String
    /// In English, as the system says it.
    package let reason: String
    private let chinese: String

    /// - Parameters:
    ///   - path: The file or folder.
    ///   - reason: Why, in English.
    ///   - chinese: The same in Chinese.
    package init(_ path: String, reason: String, zh chinese: String) {
        self.path = path
        self.reason = reason
        self.chinese = chinese
    }

    /// Of the call that failed last on this thread, or of the error number given.
    package init(_ path: String, code: Int32 = errno) {
        let reason = String(cString: strerror(code))
        self.init(path, reason: reason, zh: SystemReason.words(of: code, else: reason))
    }

    /// `PATH: REASON`.
    package var description: String { "\(path): \(reason)" }

    /// Why, for people to read.
    package func reason(in language: Language) -> String { language.pick(chinese, reason) }

    /// File and reason, for people to read.
    package func sentence(in language: Language) -> String {
        language.pick("\(path)：\(chinese)", description)
    }
}
