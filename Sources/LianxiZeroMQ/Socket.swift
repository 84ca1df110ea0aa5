import CZeroMQ
import Glibc

/// A ZeroMQ socket, closed when it goes; to be used on one thread.
struct Socket: ~Copyable {
    enum Kind {
        case dealer, pair, rep, router, sub, xpub

        var code: CInt {
            switch self {
            case .dealer: ZMQ_DEALER
            case .pair: ZMQ_PAIR
            case .rep: ZMQ_REP
            case .router: ZMQ_ROUTER
            case .sub: ZMQ_SUB
            case .xpub: ZMQ_XPUB
            }
        }
    }

    private let raw: UnsafeMutableRawPointer
    private let context: ZeroMQContext
    /// Readable when the socket wants to be looked at; see ``PollSet``.
    let descriptor: CInt

    init(_ kind: Kind, in context: ZeroMQContext) throws(ZeroMQError) {
        var code: CInt = 0
        guard let raw = czmq_socket(context.raw, kind.code, &code) else {
            throw ZeroMQError(code: code, attempt: "make a \(kind) socket", zh: "建立 \(kind) 套接字")
        }
        var descriptor: CInt = -1
        var size = MemoryLayout<CInt>.size
        let result = czmq_getsockopt(raw, ZMQ_FD, &descriptor, &size)
        if result < 0 { zmq_close(raw) }
        try ZeroMQError.check(result, "read the descriptor of a \(kind) socket")
        self.raw = raw
        self.context = context
        self.descriptor = descriptor
    }

    deinit { zmq_close(raw) }

    func bind(_ address: String) throws(ZeroMQError) {
        try ZeroMQError.check(czmq_bind(raw, address), "bind \(address)", zh: "监听 \(address)")
    }

    /// Ends listening at the address, and the connections that came by it.
    func unbind(_ address: String) throws(ZeroMQError) {
        try ZeroMQError.check(czmq_unbind(raw, address), "unbind \(address)")
    }

    func connect(_ address: String) throws(ZeroMQError) {
        try ZeroMQError.check(czmq_connect(raw, address), "connect \(address)", zh: "连接 \(address)")
    }

    func disconnect(_ address: String) throws(ZeroMQError) {
        try ZeroMQError.check(czmq_disconnect(raw, address), "disconnect \(address)")
    }

    /// Sends what happens to the connections to an inproc address of that name.
    func monitor(_ events: CInt, at address: String?) throws(ZeroMQError) {
        try ZeroMQError.check(
            czmq_socket_monitor(raw, address, events),
            "monitor \(address ?? "nothing")"
        )
    }

    /// Takes the next frame; false when there is none now.
    func receive(_ frame: borrowing Frame) -> Bool {
        while true {
            let result = czmq_msg_recv(frame.raw, raw, ZMQ_DONTWAIT)
            if result >= 0 { return true }
            if result == -EAGAIN { return false }
            precondition(result == -EINTR, "receiving failed: errno \(-result)")
        }
    }

    /// Takes what is left of a message whose beginning was received: messages arrive whole.
    func skipRest(_ frame: borrowing Frame) {
        while frame.hasMore, receive(frame) {}
    }

    /// Takes a whole message; `nil` when there is none now, empty when it has more than `limit`
    /// frames.
    func receiveMessage(_ frame: borrowing Frame, limit: Int) -> [[UInt8]]? {
        guard receive(frame) else { return nil }
        var frames = [frame.bytes]
        while frame.hasMore, receive(frame) {
            guard frames.count < limit else {
                skipRest(frame)
                return []
            }
            frames.append(frame.bytes)
        }
        return frames
    }

    /// Sends a frame, copying it; false when it cannot be sent now or its peer is gone.
    func send(_ bytes: [UInt8], more: Bool = false) -> Bool {
        let flags = more ? ZMQ_DONTWAIT | ZMQ_SNDMORE : ZMQ_DONTWAIT
        while true {
            let result = czmq_send(raw, bytes, bytes.count, flags)
            if result >= 0 { return true }
            if result == -EAGAIN || result == -EHOSTUNREACH { return false }
            precondition(result == -EINTR, "sending failed: errno \(-result)")
        }
    }

    /// Sends a message, whole or not at all; false when it cannot be sent now.
    func send(_ frames: [[UInt8]], to routingID: [UInt8]? = nil) -> Bool {
        if let routingID, !send(routingID, more: true) { return false }
        for place in frames.indices {
            guard send(frames[place], more: place < frames.count - 1) else { return false }
        }
        return true
    }
}

// MARK: - Options

extension Socket {
    func set(_ option: CInt, _ value: Int) throws(ZeroMQError) {
        var value = CInt(value)
        try ZeroMQError.check(
            czmq_setsockopt(raw, option, &value, MemoryLayout<CInt>.size),
            "set option \(option) to \(value)"
        )
    }

    /// `ZMQ_MAXMSGSIZE` alone takes 64 bits.
    func setMaximumFrame(_ bytes: Int) throws(ZeroMQError) {
        // The limit is compared with the frame as it travels, inside CURVE's envelope.
        var limit = Int64(bytes + 64)
        try ZeroMQError.check(
            czmq_setsockopt(raw, ZMQ_MAXMSGSIZE, &limit, MemoryLayout<Int64>.size),
            "set the size limit to \(bytes)"
        )
    }

    /// The value is never put into the error: it may be a secret key.
    func set(_ option: CInt, _ value: String) throws(ZeroMQError) {
        try ZeroMQError.check(
            czmq_setsockopt(raw, option, value, value.utf8.count),
            "set option \(option)"
        )
    }

    func integer(_ option: CInt) throws(ZeroMQError) -> Int {
        var value: CInt = 0
        var size = MemoryLayout<CInt>.size
        try ZeroMQError.check(
            czmq_getsockopt(raw, option, &value, &size),
            "read option \(option)"
        )
        return Int(value)
    }

    func text(_ option: CInt) throws(ZeroMQError) -> String {
        try cString(capacity: 512, "read option \(option)") {
            var size = 512
            return czmq_getsockopt(raw, option, $0, &size)
        }
    }

    /// Whether a message can be taken or sent; also lets libzmq do what waits for this thread.
    func readiness() -> (read: Bool, write: Bool) {
        var events: CInt = 0
        var size = MemoryLayout<CInt>.size
        let result = czmq_getsockopt(raw, ZMQ_EVENTS, &events, &size)
        precondition(result >= 0 || result == -EINTR, "looking failed: errno \(-result)")
        return (events & ZMQ_POLLIN != 0, events & ZMQ_POLLOUT != 0)
    }

    /// Makes the client's end of CURVE.
    func setClient(keys: CurveKeys, serverKey: String) throws(ZeroMQError) {
        try set(ZMQ_CURVE_SERVERKEY, serverKey)
        try set(ZMQ_CURVE_PUBLICKEY, keys.publicKey)
        try set(ZMQ_CURVE_SECRETKEY, keys.secretKey)
    }
}

// MARK: - Frames

/// One frame as libzmq holds it, used again and again.
struct Frame: ~Copyable {
    fileprivate let raw = UnsafeMutablePointer<zmq_msg_t>.allocate(capacity: 1)

    init() { zmq_msg_init(raw) }

    deinit {
        zmq_msg_close(raw)
        raw.deallocate()
    }

    var count: Int { zmq_msg_size(raw) }
    var hasMore: Bool { zmq_msg_more(raw) != 0 }

    /// A copy of the bytes.
    var bytes: [UInt8] { withBytes { [UInt8]($0) } }

    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        body(UnsafeRawBufferPointer(start: zmq_msg_data(raw), count: zmq_msg_size(raw)))
    }

    /// What the ZAP handler called the connection's owner: the CURVE key, Z85.
    var userID: String? { zmq_msg_gets(raw, "User-Id").map { String(cString: $0) } }

    /// Compares without making a string.
    func isFrom(_ userID: String) -> Bool {
        guard let found = zmq_msg_gets(raw, "User-Id") else { return false }
        return strcmp(found, userID) == 0
    }
}
