import Glibc

/// 127.0.0.1, for what a program starts for itself on this machine.
package enum Loopback {
    /// The first of `count` neighbouring ports nobody listens on, at or above `first`; `nil` when there are none below 32,768, where the system's own begin.
    package static func freePorts(_ count: Int, from first: Int) -> Int? {
        var first = first
        while first + count < 32_768 {
            guard let taken = (first..<first + count).first(where: { !isFree($0) }) else {
                return first
            }
            first = taken + 1 + taken % 2
        }
        return nil
    }

    /// Whether nobody listens on a port.
    package static func isFree(_ port: Int) -> Bool {
        // Closed in programs that are started meanwhile: one that inherited it would keep the port.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withAddress(port) { bind(descriptor, $0, $1) } == 0
    }

    /// Connects a socket to a port.
    ///
    /// - Returns: Whether it is connected.
    package static func connect(_ descriptor: Int32, to port: Int) -> Bool {
        withAddress(port) { Glibc.connect(descriptor, $0, $1) } == 0
    }

    /// 127.0.0.1 and a port, as the system's calls take them.
    private static func withAddress(
        _ port: Int,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
