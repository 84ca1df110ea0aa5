import Foundation
import LianxiSockets

/// A redis-server of our own: append-only file, synced before every reply, loopback only.
struct RedisServer: Sendable {
    let child: Child
    let port: Int
    let folder: URL

    /// Where one is installed; `nil` for nowhere.
    static var program: URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        return path.split(separator: ":").map { URL(filePath: "\($0)/redis-server") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    static func start(_ program: URL, in scratch: Scratch) async throws -> RedisServer {
        let folder = scratch.place("redis")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let port = try claimPorts(1, from: 9600)
        let child = try scratch.start(
            program,
            [
                "--port", "\(port)", "--bind", "127.0.0.1", "--dir", folder.path,
                "--appendonly", "yes", "--appendfsync", "always", "--save", "",
                "--auto-aof-rewrite-percentage", "0", "--daemonize", "no",
            ],
            log: "redis.log"
        )
        for _ in 0..<250 where child.isRunning {
            if let connection = try? RedisConnection(port: port) {
                connection.add(["PING"])
                if (try? connection.flush()) != nil, (try? connection.reply()) != nil {
                    return RedisServer(child: child, port: port, folder: folder)
                }
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        await child.stop()
        throw Unreachable("redis-server does not answer: \(child.lastWords)")
    }
}

/// A connection that speaks Redis's protocol (RESP), commands pipelined.
final class RedisConnection {
    /// What Redis answers.
    enum Reply {
        case text(String)
        case number(Int)
        case list([Reply])
        case none
    }

    private let descriptor: CInt
    private var sending: [UInt8] = []
    private var received: [UInt8] = []
    private var position = 0

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: CInt = 1
        setsockopt(
            descriptor,
            CInt(IPPROTO_TCP),
            TCP_NODELAY,
            &yes,
            socklen_t(MemoryLayout<CInt>.size)
        )
        guard Loopback.connect(descriptor, to: port) else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw Trouble("redis: \(reason)")
        }
    }

    deinit { close(descriptor) }

    /// Adds a command to what is sent next.
    func add(_ words: [String]) {
        sending += Array("*\(words.count)\r\n".utf8)
        for word in words {
            sending += Array("$\(word.utf8.count)\r\n".utf8)
            sending += Array(word.utf8)
            sending += [0x0d, 0x0a]
        }
    }

    /// Sends what was added.
    func flush() throws {
        var sent = 0
        while sent < sending.count {
            let count = sending[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, 0)
            }
            guard count > 0 else { throw Trouble("redis: \(String(cString: strerror(errno)))") }
            sent += count
        }
        sending.removeAll(keepingCapacity: true)
    }

    /// The next reply.
    ///
    /// - Throws: ``Trouble`` with what Redis says is wrong.
    func reply() throws -> Reply {
        let line = try line()
        let rest = String(decoding: line.dropFirst(), as: UTF8.self)
        switch line.first {
        case UInt8(ascii: "+"): return .text(rest)
        case UInt8(ascii: ":"): return .number(Int(rest) ?? 0)
        case UInt8(ascii: "$"):
            guard let count = Int(rest), count >= 0 else { return .none }
            return .text(String(decoding: try take(count + 2).dropLast(2), as: UTF8.self))
        case UInt8(ascii: "*"):
            guard let count = Int(rest), count >= 0 else { return .none }
            return .list(try (0..<count).map { _ in try reply() })
        default: throw Trouble("redis: \(String(decoding: line, as: UTF8.self))")
        }
    }

    private func line() throws -> [UInt8] {
        var end = position
        while true {
            while end + 1 < received.count {
                if received[end] == 0x0d, received[end + 1] == 0x0a {
                    defer { position = end + 2 }
                    return Array(received[position..<end])
                }
                end += 1
            }
            end -= try fill()
        }
    }

    private func take(_ count: Int) throws -> ArraySlice<UInt8> {
        while received.count - position < count { _ = try fill() }
        defer { position += count }
        return received[position..<position + count]
    }

    /// Reads more; returns how far what was there moved to the front.
    private func fill() throws -> Int {
        let moved = position
        received.removeFirst(moved)
        position = 0
        let count = try withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            guard count > 0 else { throw Trouble("redis closed the connection") }
            received += buffer[..<count]
            return count
        }
        precondition(count > 0, "read something")
        return moved
    }
}
