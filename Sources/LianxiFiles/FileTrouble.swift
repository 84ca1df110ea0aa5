import Glibc

/// A file or folder that could not be read, written or made, with the system's reason.
package struct FileTrouble: Error, Equatable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package init(_ path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// Of the call that failed last on this thread.
    package init(_ path: String) {
        self.init(path, reason: String(cString: strerror(errno)))
    }

    /// `PATH: REASON`.
    package var description: String { "\(path): \(reason)" }
}
