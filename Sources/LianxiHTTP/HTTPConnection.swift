import Glibc

/// One request over one connection; no call waits beyond the moment all must be done.
final class HTTPConnection {
    private let descriptor: Int32
    private let deadline: ContinuousClock.Instant

    /// Connects.
    ///
    /// - Throws: ``HTTPTrouble``
    init(to address: HTTPAddress, within milliseconds: Int) throws(HTTPTrouble) {
        deadline = .now + .milliseconds(milliseconds)
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, address.port, &hints, &list) == 0, let list else {
            throw .name(address.host)
        }
        defer { freeaddrinfo(list) }
        let flags =
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        descriptor = socket(list.pointee.ai_family, flags, 0)
        guard descriptor >= 0 else { throw Self.trouble("socket", errno) }
        if connect(descriptor, list.pointee.ai_addr, list.pointee.ai_addrlen) != 0 {
            guard errno == EINPROGRESS else { throw Self.trouble(address.authority, errno) }
            try wait(for: Int16(POLLOUT))
            var code: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
            guard code == 0 else { throw Self.trouble(address.authority, code) }
        }
    }

    deinit { close(descriptor) }

    /// Sends the request and reads the answer to its end.
    func post(_ body: [UInt8], to address: HTTPAddress) throws(HTTPTrouble) -> HTTPAnswer {
        // HTTP/1.0, so that the answer comes in one piece and ends with the connection.
        let head =
            "POST \(address.path) HTTP/1.0\r\nHost: \(address.authority)\r\n"
            + "Content-Type: text/plain\r\nContent-Length: \(body.count)\r\n"
            + "Connection: close\r\n\r\n"
        try send(Array(head.utf8) + body)
        return try HTTPAnswer(parsing: readToEnd())
    }

    private func send(_ bytes: [UInt8]) throws(HTTPTrouble) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try wait(for: Int16(POLLOUT))
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { throw Self.trouble("send", errno) }
            rest = rest.dropFirst(count)
        }
    }

    private func readToEnd() throws(HTTPTrouble) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            try wait(for: Int16(POLLIN))
            var chunk = [UInt8](repeating: 0, count: 8192)
            let count = chunk.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, $0.count, 0)
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count >= 0 else { throw Self.trouble("recv", errno) }
            guard count > 0 else { return all }
            all += chunk.prefix(count)
            guard all.count <= HTTPAnswer.mostBytes else { throw .answer }
        }
    }

    /// Waits until the socket is ready, but never beyond the deadline.
    private func wait(for events: Int16) throws(HTTPTrouble) {
        while true {
            let left = ContinuousClock.now.duration(to: deadline).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { throw .slow }
            var item = pollfd(fd: descriptor, events: events, revents: 0)
            let ready = poll(&item, 1, Int32(min(milliseconds, 60_000)))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw Self.trouble("poll", errno) }
        }
    }

    private static func trouble(_ what: String, _ code: Int32) -> HTTPTrouble {
        .system("\(what): \(String(cString: strerror(code)))")
    }
}
