import Glibc

/// What the kernel knows of the connections that came by our ports, and how long they have been seen here.
///
/// libzmq tells nobody how many connections a key has. But whoever is not admitted is cut off when the handshake's time
/// is over, so that a connection older than that is of somebody who was.
struct ConnectionCensus {
    /// Connections by one port.
    struct Count: Hashable {
        /// All that are open, also of strangers who have not been cut off yet.
        var all = 0
        /// Those that have been open for longer than a handshake may take.
        var old = 0
    }

    private let maturity: Duration
    /// By the socket's inode, which the kernel gives to no other for a long time.
    private var firstSeen: [UInt64: ContinuousClock.Instant] = [:]
    private(set) var takenAt: ContinuousClock.Instant?
    private var counts: [UInt16: Count] = [:]

    /// - Parameter maturity: How long it may take until a connection that is not admitted is gone.
    init(maturity: Duration) { self.maturity = maturity }

    func count(by port: UInt16) -> Count { counts[port] ?? Count() }

    /// Looks at every descriptor of the process; some 2 us for each.
    ///
    /// With no descriptor left to look with, what was seen last stands.
    mutating func take(at now: ContinuousClock.Instant = .now) {
        let open = Descriptors.open
        guard !open.isEmpty else { return }
        takenAt = now
        counts.removeAll(keepingCapacity: true)
        var seen: [UInt64: ContinuousClock.Instant] = [:]
        for descriptor in open {
            guard let (port, inode) = Self.connection(descriptor) else { continue }
            let since = firstSeen[inode] ?? now
            seen[inode] = since
            counts[port, default: Count()].all += 1
            if now - since >= maturity { counts[port, default: Count()].old += 1 }
        }
        firstSeen = seen
    }

    /// The local port and inode of a connection over IP; `nil` for a listener and for anything else.
    private static func connection(_ descriptor: CInt) -> (port: UInt16, inode: UInt64)? {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFSOCK else { return nil }
        var isListening: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0,
            isListening == 0
        else { return nil }
        var address = sockaddr_in6()
        size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size)
            }
        }
        // The port stands in the same place of both kinds of address.
        guard result == 0, [AF_INET, AF_INET6].contains(CInt(address.sin6_family)) else {
            return nil
        }
        return (UInt16(bigEndian: address.sin6_port), UInt64(facts.st_ino))
    }
}
