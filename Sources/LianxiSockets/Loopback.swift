import Glibc

/// 127.0.0.1, for what a program starts for itself on this machine.
package enum Loopback {
    /// Neighbouring ports for this process alone, until it ends.
    ///
    /// A daemon listens on the rest of its ports only as parties come, so that nobody listens there yet is not
    /// enough: of two programs that choose at once, each would find the other's free. Who was given some holds
    /// a name of the kernel's for them, which is gone with the process.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - first: Not below this.
    /// - Returns: The first; `nil` when there are none below 32,768, where the system's own begin.
    package static func claimPorts(_ count: Int, from first: Int) -> Int? {
        var block = (first + blockSize - 1) / blockSize
        while block * blockSize + count < 32_768 {
            let start = block * blockSize
            var names: [Int32] = []
            for block in block...(start + count - 1) / blockSize {
                guard let name = claim(block: block) else { break }
                names.append(name)
            }
            if names.count * blockSize >= count, (start..<start + count).allSatisfy(isFree) {
                return start
            }
            for name in names { close(name) }
            block += max(1, names.count)
        }
        return nil
    }

    /// Whether nobody listens on a port.
    package static func isFree(_ port: Int) -> Bool {
        guard let descriptor = bound(port) else { return false }
        close(descriptor)
        return true
    }

    /// A socket that has the port, beside which another may listen there; `nil` when somebody listens.
    static func bound(_ port: Int) -> Int32? {
        // Closed in programs that are started meanwhile: one that inherited it would keep the port.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { return nil }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard withAddress(port, { bind(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// Ports are claimed in blocks of so many, each by one name.
    private static let blockSize = 16

    /// Takes the name of a block of ports, in the abstract namespace of local sockets (`unix(7)`).
    ///
    /// - Returns: The socket that holds it; `nil` when another does.
    private static func claim(block: Int) -> Int32? {
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { return nil }
        let name = [0] + Array("lianxi-ports-\(block)".utf8)
        let bound = withLocalAddress(name) { bind(descriptor, $0, $1) }
        guard bound == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
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
