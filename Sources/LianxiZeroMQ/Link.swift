import CZeroMQ
import Glibc

/// A connecting socket with word of what becomes of its connection.
final class Link {
    /// What the connection has come to; also what is told to others.
    enum State {
        case connected
        case disconnected
        /// The handshake failed: the far side does not know our key or is not who we think it is.
        /// A handshake cut short by the network looks the same; then the next one succeeds. One that we
        /// gave up ourselves is silence: a daemon that refuses cuts us off long before.
        case refused
    }

    let socket: Socket
    private(set) var state = State.disconnected
    /// When to dial anew; libzmq does not after what it takes for final: ZAP 400 and 500,
    /// and a peer that does not speak CURVE.
    private(set) var redial: ContinuousClock.Instant?
    /// When TCP connected; the handshake's time runs from there.
    private var dialled: ContinuousClock.Instant?
    private let monitor: Socket
    private let address: String
    private let settings: ZeroMQSettings.Client
    private let frame = Frame()

    init(
        _ kind: Socket.Kind,
        to address: String,
        serverKey: String,
        keys: CurveKeys,
        settings: ZeroMQSettings.Client,
        context: ZeroMQContext
    ) throws(ZeroMQError) {
        self.address = address
        self.settings = settings
        socket = try Socket(kind, in: context)
        monitor = try Socket(.pair, in: context)
        try socket.setClient(keys: keys, serverKey: serverKey)
        try configure()
        if kind == .sub {
            // Everything, once: of more than 1,000 subscriptions some are lost on reconnecting.
            try socket.set(ZMQ_SUBSCRIBE, "")
        } else {
            // Requests wait here, with their time running, not in libzmq for nobody.
            try socket.set(ZMQ_IMMEDIATE, 1)
        }
        let events =
            ZMQ_EVENT_CONNECTED | ZMQ_EVENT_HANDSHAKE_SUCCEEDED
            | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL
            | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
            | ZMQ_EVENT_DISCONNECTED
        let name = context.freshAddress("monitor")
        try socket.monitor(events, at: name)
        try monitor.connect(name)
        try socket.connect(address)
    }

    deinit { try? socket.monitor(0, at: nil) }

    var monitorDescriptor: CInt { monitor.descriptor }

    private func configure() throws(ZeroMQError) {
        try socket.set(ZMQ_LINGER, 0)
        try socket.set(ZMQ_IPV6, 1)
        try socket.set(ZMQ_RECONNECT_IVL, settings.reconnect)
        try socket.set(ZMQ_RECONNECT_IVL_MAX, settings.reconnectMaximum)
        try socket.set(ZMQ_CONNECT_TIMEOUT, settings.connect)
        try socket.set(ZMQ_HANDSHAKE_IVL, settings.handshake)
        try socket.set(ZMQ_HEARTBEAT_IVL, settings.heartbeat)
        try socket.set(ZMQ_HEARTBEAT_TIMEOUT, settings.heartbeatTimeout)
        try socket.set(ZMQ_HEARTBEAT_TTL, settings.heartbeatTimeToLive)
        // With a finite one and heartbeats libzmq 4.3.4 may abort us (#3937).
        try socket.set(ZMQ_RCVHWM, 0)
        try socket.setMaximumFrame(settings.frameBytes)
        try socket.set(ZMQ_TCP_KEEPALIVE, 1)
        try socket.set(ZMQ_TCP_KEEPALIVE_IDLE, 60)
        try socket.set(ZMQ_TCP_KEEPALIVE_INTVL, 10)
        try socket.set(ZMQ_TCP_KEEPALIVE_CNT, 3)
    }

    /// Takes the next change of the connection; `nil` when there is none now.
    func nextChange() -> State? {
        while let event = monitor.receiveMessage(frame, limit: 2) {
            guard let first = event.first, first.count == 6 else { continue }
            let code = CInt(first[0]) | CInt(first[1]) << 8
            let value = first[2...].reversed().reduce(0) { $0 << 8 | Int($1) }
            if let change = change(code, value) {
                state = change
                return change
            }
        }
        return nil
    }

    private func change(_ code: CInt, _ value: Int) -> State? {
        switch code {
        case ZMQ_EVENT_CONNECTED:
            dialled = .now
            return nil
        case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: return .connected
        // Also told after a handshake that failed.
        case ZMQ_EVENT_DISCONNECTED: return state == .connected ? .disconnected : nil
        case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH where value >= 400,
            ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
            redial = .now.advanced(by: .milliseconds(settings.reconnectMaximum))
            return .refused
        case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL where hasTimedOut:
            return state == .disconnected ? nil : .disconnected
        default: return .refused
        }
    }

    /// The handshake took the time that it has here, or nearly; a daemon cuts it off at half of that.
    private var hasTimedOut: Bool {
        guard let dialled else { return false }
        return .now - dialled >= .milliseconds(settings.handshake * 3 / 4)
    }

    /// Dials anew when it is time.
    func redialIfDue(_ now: ContinuousClock.Instant) {
        guard let due = redial, due <= now else { return }
        redial = nil
        try? socket.disconnect(address)
        try? socket.connect(address)
    }
}
