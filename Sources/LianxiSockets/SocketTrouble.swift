import Glibc

/// Why a connection came to nothing.
package enum SocketTrouble: Error, Hashable, CustomStringConvertible {
    /// No address is known of the host.
    case name(String)
    /// A system call failed: which, and why.
    case system(String)
    /// The time allowed was over.
    case slow

    init(_ what: String, _ code: Int32) {
        self = .system("\(what): \(String(cString: strerror(code)))")
    }

    package var description: String {
        switch self {
        case .name(let host): "\(host): no address"
        case .system(let what): what
        case .slow: "it took too long"
        }
    }
}
