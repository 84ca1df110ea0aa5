import Glibc

/// The service manager's datagram socket, as `$NOTIFY_SOCKET` names it.
struct NotifySocket: Sendable {
    /// The bytes of `sun_path`; the first is NUL for an abstract socket.
    private let path: [UInt8]

    /// Accepts `/path` and `@abstract`; refuses anything else, such as `vsock:`.
    init?(_ name: String) {
        let bytes = Array(name.utf8)
        // sun_path holds 108 bytes; a path ends in NUL, an abstract name does not.
        guard bytes.count > 1, bytes.count < 108 else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "/"): path = bytes + [0]
        case UInt8(ascii: "@"): path = [0] + bytes.dropFirst()
        default: return nil
        }
    }

    /// Sends one message.
    ///
    /// - Parameters:
    ///   - message: Lines `NAME=value`.
    ///   - waits: Whether to wait up to two seconds for room in the manager's queue. Without, a
    ///     full queue loses the message, so that a stopped manager never stops the daemon.
    /// - Returns: Whether the kernel took it.
    func send(_ message: String, waits: Bool) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 2, tv_usec: 0)
        let limitSize = socklen_t(MemoryLayout<timeval>.size)
        guard setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, limitSize) == 0 else {
            return false
        }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        let length = socklen_t(start + path.count)
        let flags = Int32(MSG_NOSIGNAL) | (waits ? 0 : Int32(MSG_DONTWAIT))
        let bytes = Array(message.utf8)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, flags, $0, length) == bytes.count
            }
        }
    }
}
