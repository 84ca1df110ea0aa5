package import LianxiCore

/// Where a party is served: a feed (XPUB) and a desk (ROUTER), admitting its keys and no others.
package struct PartyEndpoint: Hashable, Sendable {
    package let party: PartyID
    /// `tcp://*:5600` or `tcp://127.0.0.1:5600`.
    package let feed: String
    package let desk: String
    /// A further address of the desk, `ipc:///run/lianxi/office.sock`, for tools on the machine.
    package let localDesk: String?
    /// The CURVE public keys admitted, Z85.
    package let curveKeys: [String]

    package init(
        party: PartyID,
        feed: String,
        desk: String,
        localDesk: String?,
        curveKeys: [String]
    ) {
        self.party = party
        self.feed = feed
        self.desk = desk
        self.localDesk = localDesk
        self.curveKeys = curveKeys
    }
}

/// The way back to whoever sent a request.
///
/// Opaque; good for one reply.
package struct ReplyRoute: Hashable, Sendable {
    package let party: PartyID
    /// The generation of the endpoint pair; a route of a rebuilt pair leads nowhere.
    package let generation: UInt64
    package let routingID: [UInt8]

    package init(party: PartyID, generation: UInt64, routingID: [UInt8]) {
        self.party = party
        self.generation = generation
        self.routingID = routingID
    }
}

/// A message that arrived at a desk, already authenticated by its connection's key.
package struct DeskMessage: Sendable {
    package let route: ReplyRoute
    /// The CURVE public key of the connection, Z85.
    package let curveKey: String
    package let frames: [[UInt8]]

    package init(route: ReplyRoute, curveKey: String, frames: [[UInt8]]) {
        self.route = route
        self.curveKey = curveKey
        self.frames = frames
    }

    package var party: PartyID { route.party }
}

/// Trouble with sockets.
package struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong.
    package enum Kind: String, Hashable, Sendable {
        /// The address is taken or may not be bound.
        case address
        /// No connection, or none within the time given.
        case unreachable
        /// The far side does not know our key, or ours does not know its.
        case refused
        /// Anything else; the description has the errno.
        case failed

        fileprivate var words: String {
            switch self {
            case .address: "地址不能使用"
            case .unreachable: "连接不上，或者没有按时答复"
            case .refused: "一方不认另一方的密钥"
            case .failed: "传输出错"
            }
        }
    }
    package let kind: Kind
    package let description: String
    private let chinese: String

    /// - Parameters:
    ///   - kind: What went wrong.
    ///   - description: In English.
    ///   - chinese: The same in Chinese; without, the kind is said in Chinese before the English.
    package init(_ kind: Kind, _ description: String, zh chinese: String? = nil) {
        self.kind = kind
        self.description = description
        self.chinese = chinese ?? "\(kind.words)（\(description)）"
    }

    /// For people to read.
    package func sentence(in language: Language) -> String { language.pick(chinese, description) }
}

/// The daemon's side of the wire.
package protocol ServerTransport: Sendable {
    /// Where those who read and send best run, so that neither changes threads; `nil` for anywhere.
    ///
    /// Work there may be short only: the sockets wait for it.
    var executor: (any TaskExecutor)? { get }
    /// Batches of messages in order of arrival. One consumer. Ends when the transport stops.
    ///
    /// The transport stops reading its desks while more than `WireLimits.openRequests` messages
    /// wait for their reply, so that nothing piles up here.
    var messages: AsyncStream<[DeskMessage]> { get }
    /// Opens a party's pair, or rebuilds it when open: whoever is connected is cut off and must
    /// come again with an admitted key.
    func open(_ endpoint: PartyEndpoint) async throws(TransportError)
    /// Closes a party's pair.
    func close(_ party: PartyID) async
    /// Publishes, best effort, in order; a party without a pair or subscribers is skipped.
    func publish(_ messages: [(party: PartyID, frame: [UInt8])]) async
    /// Sends replies; a route that leads nowhere any more is skipped. Every message received must
    /// get exactly one call with its route (empty frames: nothing is sent, the slot is freed).
    func reply(_ replies: [(route: ReplyRoute, frames: [[UInt8]])]) async
    /// Publishes, then sends replies, in one visit to whatever thread does both.
    func publish(
        _ messages: [(party: PartyID, frame: [UInt8])],
        andReply replies: [(route: ReplyRoute, frames: [[UInt8]])]
    ) async
}

extension ServerTransport {
    package var executor: (any TaskExecutor)? { nil }

    package func publish(
        _ messages: [(party: PartyID, frame: [UInt8])],
        andReply replies: [(route: ReplyRoute, frames: [[UInt8]])]
    ) async {
        if !messages.isEmpty { await publish(messages) }
        if !replies.isEmpty { await reply(replies) }
    }
}

/// A party's side of the wire.
package protocol ClientTransport: Sendable {
    /// Frames from the feed, as they come, with what became of the connection. One consumer.
    var feed: AsyncStream<FeedInput> { get }
    /// Sends one request and returns the reply's frames.
    ///
    /// - Throws: `unreachable` when no reply came within the time given; the request may or may
    ///   not have been done, so ask again with the same request identifier.
    func request(_ frames: [[UInt8]], id: RequestID, timeoutMilliseconds: Int)
        async throws(TransportError) -> [[UInt8]]
    /// Closes the sockets; `feed` ends.
    func close() async
}

/// What the feed's socket brings.
package enum FeedInput: Hashable, Sendable {
    case frame([UInt8])
    case connected
    case disconnected
    /// The far side refused our key, or is not who we think it is.
    case refused
}
