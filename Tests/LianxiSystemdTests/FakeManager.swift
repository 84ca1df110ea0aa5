import Glibc

/// A service manager as far as a service can see it: a datagram socket that keeps what it is sent.
final class FakeManager {
    /// What `$NOTIFY_SOCKET` would say.
    let name: String
    private let descriptor: Int32

    /// Binds `/path` or `@abstract`.
    init(_ name: String) throws {
        self.name = name
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = name.hasPrefix("@") ? [0] + Array(name.utf8.dropFirst()) : Array(name.utf8) + [0]
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let length = socklen_t(2 + path.count)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length)
            }
        }
        guard descriptor >= 0, result == 0 else { throw Failure(reason: errno) }
    }

    struct Failure: Error {
        let reason: Int32
    }

    /// The messages in the queue, in order; does not wait.
    func received() -> [String] {
        var messages: [String] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while messages.count < 1000 {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count >= 0 else { break }
            messages.append(String(decoding: buffer.prefix(count), as: UTF8.self))
        }
        return messages
    }

    deinit {
        close(descriptor)
        if name.hasPrefix("/") { unlink(name) }
    }
}
