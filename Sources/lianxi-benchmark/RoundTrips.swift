import CZeroMQ
import Foundation
import LianxiZeroMQ

/// Encrypted request and reply over loopback with libzmq alone: DEALER to ROUTER and back.
struct RoundTrips: Sendable {
    let window: Int
    let perSecond: Double

    /// Two contexts in this process, so that everything goes through tcp.
    static func measure(_ window: Int, bytes: Int) async throws -> RoundTrips {
        let keys = try (server: CurveKeys.generate(), client: CurveKeys.generate())
        return try await onThread {
            let server = try RawSocket(ZMQ_ROUTER)
            try server.set(ZMQ_CURVE_SERVER, 1)
            try server.set(ZMQ_CURVE_SECRETKEY, keys.server.secretKey)
            let port = try claimPorts(1, from: 8600)
            try server.check(zmq_bind(server.raw, "tcp://127.0.0.1:\(port)"), "bind")
            let client = try RawSocket(ZMQ_DEALER)
            try client.set(ZMQ_CURVE_SERVERKEY, keys.server.publicKey)
            try client.set(ZMQ_CURVE_PUBLICKEY, keys.client.publicKey)
            try client.set(ZMQ_CURVE_SECRETKEY, keys.client.secretKey)
            try client.set(ZMQ_RCVTIMEO, 2000)
            try client.check(zmq_connect(client.raw, "tcp://127.0.0.1:\(port)"), "connect")
            let echo = Thread { server.echo() }
            echo.start()
            let rate = try client.rate(window, bytes)
            return RoundTrips(window: window, perSecond: rate)
        }
    }
}

/// A libzmq socket without anything of ours around it.
private final class RawSocket: @unchecked Sendable {
    // Safe: handed to one thread and used there; closed when that is through.
    let raw: UnsafeMutableRawPointer
    private let context: UnsafeMutableRawPointer

    init(_ kind: CInt) throws {
        guard let context = zmq_ctx_new(), let raw = zmq_socket(context, kind) else {
            throw Trouble("libzmq makes no socket")
        }
        self.context = context
        self.raw = raw
        try set(ZMQ_LINGER, 0)
    }

    deinit {
        zmq_close(raw)
        zmq_ctx_term(context)
    }

    func set(_ option: CInt, _ value: CInt) throws {
        var value = value
        try check(zmq_setsockopt(raw, option, &value, MemoryLayout<CInt>.size), "set an option")
    }

    func set(_ option: CInt, _ value: String) throws {
        try check(zmq_setsockopt(raw, option, value, value.utf8.count), "set an option")
    }

    func check(_ result: CInt, _ attempt: String) throws {
        guard result >= 0 else { throw Trouble("libzmq: \(attempt): \(zmq_errno())") }
    }

    /// Sends every message back until the empty one.
    func echo() {
        let route = UnsafeMutableRawPointer.allocate(byteCount: 256, alignment: 8)
        let body = UnsafeMutableRawPointer.allocate(byteCount: 65_536, alignment: 8)
        defer {
            route.deallocate()
            body.deallocate()
        }
        while true {
            let routeCount = zmq_recv(raw, route, 256, 0)
            let count = zmq_recv(raw, body, 65_536, 0)
            guard routeCount > 0, count > 0 else { return }
            zmq_send(raw, route, Int(routeCount), ZMQ_SNDMORE)
            zmq_send(raw, body, Int(count), 0)
        }
    }

    /// Round trips per second with so many on their way, for a second; then ends the echo.
    func rate(_ window: Int, _ bytes: Int) throws -> Double {
        let body = [UInt8](repeating: 0x61, count: bytes)
        var answer = [UInt8](repeating: 0, count: bytes)
        for _ in 0..<window { try check(zmq_send(raw, body, bytes, 0), "send") }
        var count = 0
        var start: UInt64 = 0
        while true {
            try check(zmq_recv(raw, &answer, bytes, 0), "receive")
            try check(zmq_send(raw, body, bytes, 0), "send")
            count += 1
            // The first of them carry the handshake.
            if count == window { start = nanoseconds() }
            if count > window, nanoseconds() - start > 1_000_000_000 { break }
        }
        let rate = Double(count - window) * 1e9 / Double(nanoseconds() - start)
        try check(zmq_send(raw, body, 0, 0), "send")
        return rate
    }
}
