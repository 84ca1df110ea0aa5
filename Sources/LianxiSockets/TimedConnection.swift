import Glibc

/// A connection, over TCP or to a socket of this machine, on which no call waits beyond the moment all must be done.
///
/// Only the system's search for a name may take longer, where names are allowed.
package final class TimedConnection: ByteConnection {
    private let descriptor: Int32
    private let deadline: ContinuousClock.Instant

    /// Connects to the first address of the host that answers.
    ///
    /// - Parameters:
    ///   - host: An address in digits, or a name.
    ///   - port: 1 to 65535.
    ///   - takesNames: Whether the host may be a name.
    ///   - time: For this and all that follows.
    /// - Throws: ``SocketTrouble``
    package init(
        to host: String,
        port: String,
        takesNames: Bool,
        within time: Duration
    ) throws(SocketTrouble) {
        deadline = .now + time
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICSERV | (takesNames ? 0 : AI_NUMERICHOST)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &hints, &list) == 0, let list else { throw .name(host) }
        defer { freeaddrinfo(list) }
        var trouble = SocketTrouble.name(host)
        var next: UnsafeMutablePointer<addrinfo>? = list
        while let address = next {
            do throws(SocketTrouble) {
                let place = "\(host):\(port)"
                descriptor = try Self.connected(to: address.pointee, place, by: deadline)
                return
            } catch {
                trouble = error
            }
            next = address.pointee.ai_next
        }
        throw trouble
    }

    /// A descriptor that is connected.
    private static func connected(
        to address: addrinfo,
        _ place: String,
        by deadline: ContinuousClock.Instant
    ) throws(SocketTrouble) -> Int32 {
        let flags =
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.ai_family, flags, 0)
        guard descriptor >= 0 else { throw SocketTrouble("socket", errno) }
        var code: Int32 = 0
        if connect(descriptor, address.ai_addr, address.ai_addrlen) != 0 {
            code = errno
            if code == EINPROGRESS {
                do throws(SocketTrouble) {
                    try wait(for: Int16(POLLOUT), on: descriptor, by: deadline)
                } catch {
                    close(descriptor)
                    throw error
                }
                var size = socklen_t(MemoryLayout<Int32>.size)
                getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
            }
        }
        guard code == 0 else {
            close(descriptor)
            throw SocketTrouble(place, code)
        }
        return descriptor
    }

    /// Connects to a socket of this machine.
    ///
    /// - Parameters:
    ///   - path: Of the socket, at most 107 bytes.
    ///   - time: For this and all that follows.
    /// - Throws: ``SocketTrouble``
    package init(toSocket path: String, within time: Duration) throws(SocketTrouble) {
        deadline = .now + time
        let flags =
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        descriptor = socket(AF_UNIX, flags, 0)
        guard descriptor >= 0 else { throw SocketTrouble("socket", errno) }
        guard let result = withLocalAddress(path.utf8, { connect(descriptor, $0, $1) }) else {
            throw SocketTrouble(path, ENAMETOOLONG)
        }
        guard result == 0 else { throw SocketTrouble(path, errno) }
    }

    deinit { close(descriptor) }

    /// Sends all of it.
    ///
    /// - Throws: ``SocketTrouble``
    package func send(_ bytes: [UInt8]) throws(SocketTrouble) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try wait(for: Int16(POLLOUT))
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { throw SocketTrouble("send", errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits for the next bytes, at most so many; none when the other side closed.
    ///
    /// - Throws: ``SocketTrouble``
    package func receive(upTo most: Int) throws(SocketTrouble) -> [UInt8] {
        while true {
            try wait(for: Int16(POLLIN))
            var chunk = [UInt8](repeating: 0, count: most)
            let count = chunk.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, $0.count, 0)
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count >= 0 else { throw SocketTrouble("recv", errno) }
            return Array(chunk.prefix(count))
        }
    }

    /// Waits until the socket is ready, but never beyond the deadline.
    private func wait(for events: Int16) throws(SocketTrouble) {
        try Self.wait(for: events, on: descriptor, by: deadline)
    }

    private static func wait(
        for events: Int16,
        on descriptor: Int32,
        by deadline: ContinuousClock.Instant
    ) throws(SocketTrouble) {
        while true {
            let left = ContinuousClock.now.duration(to: deadline).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { throw .slow }
            var item = pollfd(fd: descriptor, events: events, revents: 0)
            let ready = poll(&item, 1, Int32(min(milliseconds, 60_000)))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw SocketTrouble("poll", errno) }
        }
    }
}
