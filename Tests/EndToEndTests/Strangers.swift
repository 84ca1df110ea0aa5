import Foundation

/// Connections of someone without a key, on the daemon's real ports.
///
/// Every connection is closed when the stranger is.
final class Stranger {
    /// What a stranger sends after connecting.
    enum Manner: CaseIterable {
        /// Nothing at all.
        case silent
        /// The first bytes of a greeting, and then nothing.
        case stalled
        /// Bytes that are no ZMTP.
        case garbage
        /// A greeting with the CURVE mechanism, then a command frame said to be of 2^62 bytes.
        case giant
        /// A greeting without security.
        case unsecured
    }

    private var descriptors: [Int32] = []

    deinit { leave() }

    /// Opens so many connections and keeps them; returns how many the daemon's machine took.
    @discardableResult
    func connect(_ count: Int, to port: Int, _ manner: Manner) -> Int {
        let before = descriptors.count
        for _ in 0..<count {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            guard descriptor >= 0 else { break }
            guard reach(descriptor, port) else {
                close(descriptor)
                continue
            }
            let bytes = Self.bytes(of: manner)
            _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Self.calm) }
            descriptors.append(descriptor)
        }
        return descriptors.count - before
    }

    /// Pushes bytes into every connection without waiting; returns how many were taken.
    func push(_ bytes: [UInt8]) -> Int {
        descriptors.reduce(0) { sum, descriptor in
            let sent = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Self.calm)
            }
            return sum + max(0, sent)
        }
    }

    func leave() {
        for descriptor in descriptors { close(descriptor) }
        descriptors = []
    }

    private static let calm = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)

    private func reach(_ descriptor: Int32, _ port: Int) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// ZMTP 3.1: signature, version, mechanism of 20 bytes, as-server, filler (RFC 37).
    private static func greeting(_ mechanism: String) -> [UInt8] {
        let name = Array(mechanism.utf8) + [UInt8](repeating: 0, count: 20 - mechanism.utf8.count)
        return [0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 1] + name + [UInt8](repeating: 0, count: 32)
    }

    private static func bytes(of manner: Manner) -> [UInt8] {
        switch manner {
        case .silent: []
        case .stalled: Array(greeting("CURVE").prefix(11))
        case .garbage:
            Array("GET / HTTP/1.1\r\n\r\n".utf8)
                + (0..<64).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        case .giant: greeting("CURVE") + [0x06, 0x40, 0, 0, 0, 0, 0, 0, 0]
        case .unsecured: greeting("NULL") + [0x04, 0x19] + [5] + Array("READY".utf8)
        }
    }
}

/// What a process holds, as the kernel tells it.
struct Holding {
    let residentKiB: Int
    let descriptors: Int

    init(of pid: Int32) throws {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        residentKiB = line.flatMap { Int($0.split(separator: " ").dropLast().last ?? "") } ?? 0
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
    }
}
