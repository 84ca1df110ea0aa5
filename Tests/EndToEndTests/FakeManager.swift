import Foundation
import Synchronization

/// A service manager's socket, as far as a program can tell: it keeps all that it is told.
final class FakeManager: Sendable {
    let path: String
    private let heard = Mutex("")
    private let descriptor: Int32

    init(in folder: URL) throws {
        path = folder.appending(path: "notify.sock").path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard bytes.count <= room else { throw NeverHappened(what: "a path of \(room) bytes") }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw NeverHappened(what: "a socket at \(path)") }
        Thread.detachNewThread { [self] in listen() }
    }

    /// All messages so far.
    var told: String { heard.withLock { $0 } }

    /// Lets the listening end, and with it the socket.
    func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func listen() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            let text = String(decoding: buffer.prefix(count), as: UTF8.self)
            heard.withLock { $0 += text + "\n" }
        }
        Glibc.close(descriptor)
    }
}
