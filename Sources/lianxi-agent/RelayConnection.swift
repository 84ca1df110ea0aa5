import Foundation
import LianxiClient
import LianxiSettings

/// A TCP connection to the mail relay; no call waits beyond the moment all must be done.
final class RelayConnection: MailConnection {
    private let descriptor: Int32
    private let deadline: ContinuousClock.Instant
    private var buffer: [UInt8] = []
    /// Bytes of one line; RFC 5321 has 512.
    private static let longestLine = 4096

    /// Connects.
    ///
    /// - Throws: ``MailFailure`` of kind `relay`.
    init(to relay: NotifySettings.RelayAddress, timeoutSeconds: Int) throws(MailFailure) {
        deadline = .now + .seconds(timeoutSeconds)
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(relay.host, "\(relay.port)", &hints, &list) == 0, let list else {
            throw MailFailure(.relay, "\(relay.host): no address")
        }
        defer { freeaddrinfo(list) }
        let flags =
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        descriptor = socket(list.pointee.ai_family, flags, 0)
        guard descriptor >= 0 else { throw Self.failure("socket", errno) }
        if connect(descriptor, list.pointee.ai_addr, list.pointee.ai_addrlen) != 0 {
            guard errno == EINPROGRESS else {
                throw Self.failure("\(relay.host):\(relay.port)", errno)
            }
            try wait(for: Int16(POLLOUT))
            var code: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
            guard code == 0 else { throw Self.failure("\(relay.host):\(relay.port)", code) }
        }
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) throws(MailFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try wait(for: Int16(POLLOUT))
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { throw Self.failure("the relay", errno) }
            rest = rest.dropFirst(count)
        }
    }

    func readLine() throws(MailFailure) -> String {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                var line = buffer[..<end]
                if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
                let text = String(decoding: line, as: UTF8.self)
                buffer.removeSubrange(...end)
                return text
            }
            guard buffer.count < Self.longestLine else {
                throw MailFailure(.relay, "the relay sends a line of more than 4096 bytes")
            }
            try wait(for: Int16(POLLIN))
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = chunk.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, $0.count, 0)
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else {
                throw MailFailure(.relay, "the relay closed the connection")
            }
            buffer += chunk.prefix(count)
        }
    }

    /// Waits until the socket is ready, but never beyond the deadline.
    private func wait(for events: Int16) throws(MailFailure) {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            let milliseconds =
                left.components.seconds * 1000
                + left.components.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { throw MailFailure(.relay, "the relay took too long") }
            var item = pollfd(fd: descriptor, events: events, revents: 0)
            let ready = poll(&item, 1, Int32(min(milliseconds, 60_000)))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw Self.failure("poll", errno) }
        }
    }

    private static func failure(_ what: String, _ code: Int32) -> MailFailure {
        MailFailure(.relay, "\(what): \(String(cString: strerror(code)))")
    }
}
