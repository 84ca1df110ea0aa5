import CZeroMQ
import Glibc
import LianxiCore
import LianxiWire

/// What a bound socket must have to admit the keys of one party and no others.
struct Admission {
    /// What ZAP asks under, `feed:<party>` or `desk:<party>`; empty would let everybody in.
    var domain: String
    /// Without it everybody comes in while no handler answers.
    var isEnforced = true

    /// Makes `socket` the server's end of CURVE, and reads back what it then holds.
    func apply(to socket: borrowing Socket, secretKey: String) throws(ZeroMQError) {
        try socket.set(ZMQ_CURVE_SERVER, 1)
        try socket.set(ZMQ_CURVE_SECRETKEY, secretKey)
        // libzmq takes no empty value; none is what a socket has from the start.
        if !domain.isEmpty { try socket.set(ZMQ_ZAP_DOMAIN, domain) }
        try socket.set(CInt(CZMQ_ZAP_ENFORCE_DOMAIN), isEnforced ? 1 : 0)
    }

    /// Reads the socket's own word for it: a library that took an option without effect is caught.
    func verify(_ socket: borrowing Socket) throws(ZeroMQError) {
        guard try socket.integer(ZMQ_MECHANISM) == Int(ZMQ_CURVE),
            try socket.integer(ZMQ_CURVE_SERVER) == 1,
            try socket.integer(CInt(CZMQ_ZAP_ENFORCE_DOMAIN)) == 1,
            !domain.isEmpty, try socket.text(ZMQ_ZAP_DOMAIN) == domain
        else { throw ZeroMQError(code: EPROTO, attempt: "enforce ZAP domain \(domain)") }
    }
}

/// A party's two sockets: the feed it listens to and the desk it asks at.
final class EndpointPair {
    /// As it was asked for, to open it again.
    let endpoint: PartyEndpoint
    let generation: UInt64
    let feed: Socket
    let desk: Socket
    /// The addresses as bound, with the ports chosen for wildcards.
    let feedAddress: String
    let deskAddress: String
    /// The local desk listens; it does not while descriptors are nearly used up.
    private(set) var isLocalDeskOpen = false
    /// On the list of desks, or feeds, to be looked at in this turn.
    var isDeskListed = false
    var isFeedListed = false
    /// Subscriptions to the whole feed that live now: how many are listening.
    var connections = 0
    /// Other subscriptions made by each key since the pair was opened.
    private var subscriptions: [String: Int] = [:]
    /// Whom messages come from, by the ROUTER's number of the connection.
    private var senders: [UInt32: Sender] = [:]

    struct Sender {
        let route: ReplyRoute
        let curveKey: String
    }

    init(
        _ endpoint: PartyEndpoint,
        generation: UInt64,
        secretKey: String,
        settings: ZeroMQSettings.Server,
        context: ZeroMQContext,
        bind: (borrowing Socket, String) throws(ZeroMQError) -> Void
    ) throws(ZeroMQError) {
        self.endpoint = endpoint
        self.generation = generation

        let feedAdmission = Admission(domain: Self.feedDomain(endpoint.party))
        feed = try Socket(.xpub, in: context)
        try feedAdmission.apply(to: feed, secretKey: secretKey)
        try Self.configure(feed, settings)
        try feed.setMaximumFrame(settings.feedInboundBytes - 64)
        try feed.set(ZMQ_SNDHWM, settings.feedSendLimit)
        try feed.set(ZMQ_XPUB_VERBOSER, 1)

        let deskAdmission = Admission(domain: Self.deskDomain(endpoint.party))
        desk = try Socket(.router, in: context)
        try deskAdmission.apply(to: desk, secretKey: secretKey)
        try Self.configure(desk, settings)
        try desk.setMaximumFrame(settings.deskFrameBytes)
        try desk.set(
            ZMQ_SNDHWM,
            endpoint.party == .office ? settings.officeSendLimit : settings.deskSendLimit
        )
        try desk.set(ZMQ_ROUTER_MANDATORY, 1)
        try desk.set(ZMQ_ROUTER_HANDOVER, 0)

        try feedAdmission.verify(feed)
        try deskAdmission.verify(desk)
        try bind(feed, endpoint.feed)
        feedAddress = try feed.text(ZMQ_LAST_ENDPOINT)
        try bind(desk, endpoint.desk)
        deskAddress = try desk.text(ZMQ_LAST_ENDPOINT)
        try openLocalDesk(settings, bind: bind)
    }

    /// Listens at the local desk too, where there is to be one.
    func openLocalDesk(
        _ settings: ZeroMQSettings.Server,
        bind: (borrowing Socket, String) throws(ZeroMQError) -> Void
    ) throws(ZeroMQError) {
        guard let localDesk = endpoint.localDesk, !isLocalDeskOpen else { return }
        try bind(desk, localDesk)
        try Self.setMode(of: localDesk, settings.localDeskMode)
        isLocalDeskOpen = true
    }

    /// Listens there no more, and cuts who came by it; the addresses of tcp stay.
    func closeLocalDesk() throws(ZeroMQError) {
        guard let localDesk = endpoint.localDesk, isLocalDeskOpen else { return }
        isLocalDeskOpen = false
        try desk.unbind(localDesk)
    }

    var party: PartyID { endpoint.party }
    static func feedDomain(_ party: PartyID) -> String { "feed:\(party)" }
    static func deskDomain(_ party: PartyID) -> String { "desk:\(party)" }

    /// What feed and desk have in common.
    static func configure(_ socket: borrowing Socket, _ settings: ZeroMQSettings.Server)
        throws(ZeroMQError)
    {
        try socket.set(ZMQ_LINGER, 0)
        try socket.set(ZMQ_HANDSHAKE_IVL, settings.handshake)
        // A bound socket that sends heartbeats can be aborted by a peer that dies (libzmq #4364).
        try socket.set(ZMQ_HEARTBEAT_IVL, 0)
        try socket.set(ZMQ_TCP_KEEPALIVE, 1)
        try socket.set(ZMQ_TCP_KEEPALIVE_IDLE, 60)
        try socket.set(ZMQ_TCP_KEEPALIVE_INTVL, 10)
        try socket.set(ZMQ_TCP_KEEPALIVE_CNT, 3)
        try socket.set(ZMQ_TCP_MAXRT, settings.unacknowledged)
        try socket.set(ZMQ_RCVHWM, settings.receiveLimit)
        try socket.set(ZMQ_BACKLOG, settings.backlog)
        try socket.set(ZMQ_IPV6, 1)
    }

    /// The file is made with fewer rights than it gets: connecting asks for the right to write.
    private static func setMode(of address: String, _ mode: UInt32) throws(ZeroMQError) {
        guard let path = ipcPath(address) else { return }
        guard chmod(path, mode) == 0 else {
            throw ZeroMQError(
                code: errno,
                attempt: "set the mode of \(path)",
                zh: "设置 \(path) 的权限"
            )
        }
    }
}

/// The file of an `ipc://` address; `nil` for other addresses and for abstract names.
func ipcPath(_ address: String) -> String? {
    guard address.hasPrefix("ipc://"), !address.hasPrefix("ipc://@") else { return nil }
    return String(address.dropFirst("ipc://".count))
}

// MARK: - Reading

extension EndpointPair {
    /// What became of reading one message.
    enum Reading {
        case message(DeskMessage)
        /// Not as the protocol has it; thrown away without an answer.
        case malformed
        case none
    }

    /// Takes one request from the desk.
    ///
    /// Ignored are connections that chose their own routing id (ours are 5 bytes beginning 00; a
    /// chosen one could be another's), and messages of too many frames or bytes.
    func readDesk(_ frame: borrowing Frame, _ settings: ZeroMQSettings.Server)
        -> Reading
    {
        guard desk.receive(frame) else { return .none }
        let number = frame.withBytes { bytes -> UInt32? in
            guard bytes.count == 5, bytes[0] == 0 else { return nil }
            return bytes[1...].reduce(0) { $0 << 8 | UInt32($1) }
        }
        guard let number, frame.hasMore, desk.receive(frame),
            let sender = sender(number, of: frame)
        else {
            desk.skipRest(frame)
            return .malformed
        }
        var frames = [frame.bytes]
        var size = frame.count
        while frame.hasMore, desk.receive(frame) {
            size += frame.count
            guard frames.count < settings.deskFrames, size <= settings.deskMessageBytes else {
                desk.skipRest(frame)
                return .malformed
            }
            frames.append(frame.bytes)
        }
        return .message(
            DeskMessage(route: sender.route, curveKey: sender.curveKey, frames: frames)
        )
    }

    /// The connection's owner, from the first frame of the body.
    ///
    /// In 4.3.4 the routing id's frame carries no metadata. Checked each time, for a number may
    /// come to belong to another.
    private func sender(_ number: UInt32, of frame: borrowing Frame) -> Sender? {
        if let known = senders[number], frame.isFrom(known.curveKey) { return known }
        guard let curveKey = frame.userID else { return nil }
        if senders.count >= 1024 { senders.removeAll(keepingCapacity: true) }
        let routingID = [0] + (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
        let sender = Sender(
            route: ReplyRoute(party: party, generation: generation, routingID: routingID),
            curveKey: curveKey
        )
        senders[number] = sender
        return sender
    }

    /// Takes what subscribers say, and counts who is listening.
    ///
    /// - Returns: False when a key has subscribed to more than it may.
    func readFeed(_ frame: borrowing Frame, _ settings: ZeroMQSettings.Server)
        -> Bool
    {
        var isBounded = true
        while feed.receive(frame) {
            let (first, size) = frame.withBytes { ($0.first, $0.count) }
            switch (first, size) {
            case (1, 1): connections += 1
            case (0, 1): connections = max(0, connections - 1)
            case (1, _):
                let key = frame.userID ?? ""
                subscriptions[key, default: 0] += 1
                isBounded =
                    isBounded && subscriptions[key, default: 0] <= settings.subscriptionsPerKey
            default: break
            }
            feed.skipRest(frame)
        }
        return isBounded
    }
}
