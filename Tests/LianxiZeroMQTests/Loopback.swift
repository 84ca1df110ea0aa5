import CZeroMQ
import Glibc
import LianxiCore
import LianxiWire
import Testing

@testable import LianxiZeroMQ

let court = PartyID(fixed: "court")
let police = PartyID(fixed: "police")

/// A daemon's transport on loopback with what its clients need; short times, so that refusals
/// come quickly.
struct Loopback {
    let context: ZeroMQContext
    let server: ZeroMQServerTransport
    let keys: CurveKeys

    static func start(_ adjust: (inout ZeroMQSettings.Server) -> Void = { _ in }) async throws
        -> Loopback
    {
        var settings = ZeroMQSettings.Server()
        settings.handshake = 300
        adjust(&settings)
        let context = try ZeroMQContext()
        let keys = try CurveKeys.generate()
        let server = try await ZeroMQServerTransport.start(
            context: context,
            keys: keys,
            settings: settings
        )
        return Loopback(context: context, server: server, keys: keys)
    }

    /// Opens a party's pair on ports of the system's choice, or on those it had.
    func open(
        _ party: PartyID,
        admitting keys: [CurveKeys],
        at old: ZeroMQClientEndpoint? = nil,
        localDesk: String? = nil
    ) async throws -> ZeroMQClientEndpoint {
        try await server.open(
            PartyEndpoint(
                party: party,
                feed: old?.feed ?? "tcp://127.0.0.1:*",
                desk: old?.desk ?? "tcp://127.0.0.1:*",
                localDesk: localDesk,
                curveKeys: keys.map(\.publicKey)
            )
        )
        let addresses = try #require(await server.addresses(of: party))
        return ZeroMQClientEndpoint(
            feed: addresses.feed,
            desk: addresses.desk,
            serverKey: self.keys.publicKey
        )
    }

    func connect(_ endpoint: ZeroMQClientEndpoint, _ keys: CurveKeys) async throws
        -> ZeroMQClientTransport
    {
        var settings = ZeroMQSettings.Client()
        settings.reconnect = 20
        settings.reconnectMaximum = 40
        return try await ZeroMQClientTransport.connect(
            to: endpoint,
            context: context,
            keys: keys,
            settings: settings
        )
    }

    /// A client that is connected and subscribed, and its feed from there on.
    func listen(_ party: PartyID, _ endpoint: ZeroMQClientEndpoint, _ keys: CurveKeys) async throws
        -> (ZeroMQClientTransport, AsyncStream<FeedInput>.Iterator)
    {
        let before = await server.counts().connections[party] ?? 0
        let client = try await connect(endpoint, keys)
        var feed = client.feed.makeAsyncIterator()
        #expect(await connected(&feed))
        await until { await server.counts().connections[party] == before + 1 }
        return (client, feed)
    }

    func stop(_ clients: ZeroMQClientTransport...) async {
        for client in clients { await client.close() }
        await server.stop()
    }

    /// Answers each message with its own body until the server stops.
    func echo() async {
        for await batch in server.messages {
            await server.reply(batch.map { ($0.route, reply(to: $0)) })
        }
    }
}

/// Waits for a condition; the suite's time limit is the bound.
func until(_ condition: () async -> Bool) async {
    while !Task.isCancelled, await !condition() { await Task.yield() }
}

/// Waits for the connection; a handshake may break first, when it met a listener being closed.
func connected(_ feed: inout AsyncStream<FeedInput>.Iterator) async -> Bool {
    while let input = await feed.next(isolation: #isolation) {
        guard input == .refused else { return input == .connected }
    }
    return false
}

func currentThread() -> UInt { UInt(pthread_self()) }

func header(_ kind: UInt8, _ id: RequestID) -> [UInt8] {
    [0x4c, 0x58, 1, kind]
        + [id.high, id.low].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
        }
}

func request(_ number: UInt64, _ body: [UInt8] = []) -> (frames: [[UInt8]], id: RequestID) {
    let id = RequestID(high: 7, low: number)
    return ([header(0x10, id), body], id)
}

/// The same frames under a reply's header.
func reply(to message: DeskMessage) -> [[UInt8]] {
    var frames = message.frames
    frames[0][3] = 0x11
    return frames
}

extension ZeroMQClientTransport {
    /// The thread the actor itself runs on.
    func ownThread() -> UInt { currentThread() }

    func ask(_ number: UInt64, _ body: [UInt8] = [], within milliseconds: Int = 20_000)
        async throws(TransportError) -> [[UInt8]]
    {
        let (frames, id) = LianxiZeroMQTests.request(number, body)
        return try await request(frames, id: id, timeoutMilliseconds: milliseconds)
    }
}

/// A dealer without our client's manners, and word of its connection.
final class RawPeer {
    private let socket: Socket
    private let monitor: Socket
    private let frame = Frame()

    init(
        _ kind: Socket.Kind = .dealer,
        to address: String,
        in context: ZeroMQContext,
        configure: (borrowing Socket) throws -> Void
    ) throws {
        socket = try Socket(kind, in: context)
        monitor = try Socket(.pair, in: context)
        try configure(socket)
        let name = context.freshAddress("raw")
        try socket.monitor(ZMQ_EVENT_ALL, at: name)
        try monitor.connect(name)
        try socket.connect(address)
    }

    func send(_ frames: [[UInt8]]) -> Bool { socket.send(frames) }

    func receive() -> [[UInt8]]? { socket.receiveMessage(frame, limit: 16) }

    /// Whether an event of the kind came since the last call.
    func saw(_ kinds: CInt) -> Bool {
        var isSeen = false
        while let event = monitor.receiveMessage(frame, limit: 2) {
            let code = CInt(event[0][0]) | CInt(event[0][1]) << 8
            isSeen = isSeen || code & kinds != 0
        }
        return isSeen
    }
}
