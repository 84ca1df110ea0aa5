import CZeroMQ
import Glibc
package import LianxiCore
package import LianxiWire
package import Logging

/// The daemon's side of the wire over ZeroMQ: a pair of sockets per party, on a thread of its own.
///
/// It also answers libzmq's questions about keys, so that a party's keys, its sockets and their
/// connections change together. Nothing on the thread waits for anything but the sockets, save for
/// the moment in which libzmq lets go of a rebuilt pair's addresses.
package actor ZeroMQServerTransport: ServerTransport {
    package nonisolated let messages: AsyncStream<[DeskMessage]>
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// Runs tasks on the thread of the sockets, between its turns.
    package nonisolated let executor: (any TaskExecutor)?

    private nonisolated let thread: SocketThread
    private nonisolated let arrivals: AsyncStream<[DeskMessage]>.Continuation
    private let context: ZeroMQContext
    private let secretKey: String
    let settings: ZeroMQSettings.Server
    let logger: Logger

    private let polled: PollSet
    private let frame = Frame()
    private(set) var handler: AdmissionHandler?
    private(set) var pairs: [PartyID: EndpointPair] = [:]
    private var pairsByGeneration: [UInt64: EndpointPair] = [:]
    private var lastGeneration: UInt64 = 0
    /// Addresses closed here that libzmq may not have let go of yet.
    var released: Set<String> = []
    private var isStopped = false
    /// When descriptors were looked at last, and whether they were nearly used up.
    var descriptors = (seen: ContinuousClock.now, isShort: false)

    /// Desks and feeds to be looked at before the next wait, whatever their descriptors say.
    private var unreadDesks: [EndpointPair] = []
    private var unreadFeeds: [EndpointPair] = []
    /// Messages handed over and not replied to yet.
    private(set) var openRequests = 0
    private(set) var malformedMessages = 0
    private(set) var lostReplies = 0

    /// Starts the thread and tries that a random key is kept out.
    ///
    /// - Parameters:
    ///   - context: The process's; it must not carry another server.
    ///   - keys: The daemon's CURVE keys; every client must know the public one.
    ///   - settings: What the sockets are set to.
    ///   - logger: Gets refused keys, rate limited, and pairs that were rebuilt.
    /// - Returns: A transport with no pair open. It lives until ``stop()`` is called.
    /// - Throws: `refused` when a stranger came in or nobody could: do not go on without asking why.
    package static func start(
        context: ZeroMQContext,
        keys: CurveKeys,
        settings: ZeroMQSettings.Server = .init(),
        logger: Logger = Logger(label: "lianxi.zeromq")
    ) async throws(TransportError) -> ZeroMQServerTransport {
        do {
            let transport = try ZeroMQServerTransport(
                context: context,
                keys: keys,
                settings: settings,
                logger: logger
            )
            try transport.startThread()
            do {
                try await transport.prepare()
            } catch {
                await transport.stop()
                throw error
            }
            return transport
        } catch let error as ZeroMQError {
            if error.code == EPERM || error.code == ETIMEDOUT {
                throw TransportError(.refused, error.description, zh: error.sentence(in: .zh))
            }
            throw error.asTransportError
        } catch {
            throw TransportError(.failed, "\(error)")
        }
    }

    private init(
        context: ZeroMQContext,
        keys: CurveKeys,
        settings: ZeroMQSettings.Server,
        logger: Logger
    ) throws(ZeroMQError) {
        (messages, arrivals) = AsyncStream.makeStream(of: [DeskMessage].self)
        thread = try SocketThread()
        executor = SocketTasks(on: thread)
        polled = try PollSet.woken(by: thread.wakeDescriptor, token: Token.wake)
        self.context = context
        self.settings = settings
        self.logger = logger
        secretKey = keys.secretKey
    }

    deinit { thread.finish() }

    private nonisolated func startThread() throws(ZeroMQError) {
        try thread.start(name: "lianxi-server") { self.assumeIsolated { $0.turn() } }
    }

    private func prepare() throws(ZeroMQError) {
        let handler = try AdmissionHandler(
            in: context,
            handshake: settings.handshake,
            logger: logger
        )
        self.handler = handler
        try AdmissionTest(context: context, settings: settings).run(with: handler)
        try polled.add(handler.socket.descriptor, token: Token.admission)
    }

    /// Closes every pair and ends ``messages``; the transport cannot be started again.
    package func stop() {
        for party in Array(pairs.keys) { closePair(party) }
        if let handler { polled.remove(handler.socket.descriptor) }
        handler = nil
        isStopped = true
        arrivals.finish()
    }

    /// What the poll set calls our descriptors; a pair has the two tokens of its generation.
    private enum Token {
        static let wake: UInt64 = 0
        static let admission: UInt64 = 1
        static func feed(_ generation: UInt64) -> UInt64 { generation * 2 }
        static func desk(_ generation: UInt64) -> UInt64 { generation * 2 + 1 }
    }
}

// MARK: - Pairs

extension ZeroMQServerTransport {
    package func open(_ endpoint: PartyEndpoint) async throws(TransportError) {
        guard let handler, !isStopped else { throw TransportError.stopped }
        for key in endpoint.curveKeys where !CurveKeys.isWellFormed(key) {
            throw TransportError.noKey(key, of: endpoint.party)
        }
        do throws(ZeroMQError) {
            try openPair(endpoint, handler)
        } catch {
            throw error.asTransportError
        }
    }

    package func close(_ party: PartyID) async { closePair(party) }

    /// The addresses a party's pair is bound to, wildcards resolved; `nil` when it is not open.
    package func addresses(of party: PartyID) -> (feed: String, desk: String)? {
        pairs[party].map { ($0.feedAddress, $0.deskAddress) }
    }

    private func openPair(_ endpoint: PartyEndpoint, _ handler: AdmissionHandler)
        throws(ZeroMQError)
    {
        closePair(endpoint.party)
        lastGeneration += 1
        handler.admit(endpoint.curveKeys, to: EndpointPair.feedDomain(endpoint.party))
        handler.admit(endpoint.curveKeys, to: EndpointPair.deskDomain(endpoint.party))
        do throws(ZeroMQError) {
            let pair = try EndpointPair(
                endpoint,
                generation: lastGeneration,
                secretKey: secretKey,
                settings: settings,
                context: context,
                bind: bind
            )
            try polled.add(pair.feed.descriptor, token: Token.feed(pair.generation))
            try polled.add(pair.desk.descriptor, token: Token.desk(pair.generation))
            bound(pair, handler)
            pairs[pair.party] = pair
            pairsByGeneration[pair.generation] = pair
            list(feed: pair)
            list(desk: pair)
        } catch {
            forgetKeys(of: endpoint.party)
            throw error
        }
    }

    /// The office's own programs ask for much at once, and are its own.
    private func bound(_ pair: EndpointPair, _ handler: AdmissionHandler) {
        guard pair.party != .office else { return }
        let most =
            settings.connectionsPerEndpoint
            + settings.connectionsPerKey * pair.endpoint.curveKeys.count
        handler.bound(EndpointPair.feedDomain(pair.party), at: pair.feedAddress, to: most)
        handler.bound(EndpointPair.deskDomain(pair.party), at: pair.deskAddress, to: most)
    }

    private func closePair(_ party: PartyID) {
        forgetKeys(of: party)
        guard let pair = pairs.removeValue(forKey: party) else { return }
        pairsByGeneration[pair.generation] = nil
        unreadDesks.removeAll { $0 === pair }
        unreadFeeds.removeAll { $0 === pair }
        polled.remove(pair.feed.descriptor)
        polled.remove(pair.desk.descriptor)
        let endpoint = pair.endpoint
        released.formUnion([endpoint.feed, endpoint.desk, pair.feedAddress, pair.deskAddress])
        if let path = endpoint.localDesk.flatMap(ipcPath) { unlink(path) }
    }

    private func forgetKeys(of party: PartyID) {
        handler?.forget(EndpointPair.feedDomain(party))
        handler?.forget(EndpointPair.deskDomain(party))
    }

    /// Binds, waiting (1 or 2 ms as a rule) for an address of a pair just closed: libzmq closes
    /// listeners on another thread, and says so to nobody but a monitor.
    func bind(_ socket: borrowing Socket, to address: String) throws(ZeroMQError) {
        let end = ContinuousClock.now.advanced(by: .milliseconds(settings.rebind))
        while true {
            do throws(ZeroMQError) {
                try socket.bind(address)
                released.remove(address)
                return
            } catch {
                guard error.code == EADDRINUSE, released.contains(address),
                    ContinuousClock.now < end
                else { throw error }
                _ = poll(nil, 0, 1)
            }
        }
    }
}

// MARK: - Sending

extension ZeroMQServerTransport {
    package func publish(_ messages: [(party: PartyID, frame: [UInt8])]) async {
        sendAll(messages)
    }

    package func reply(_ replies: [(route: ReplyRoute, frames: [[UInt8]])]) async {
        sendAll(replies)
    }

    package func publish(
        _ messages: [(party: PartyID, frame: [UInt8])],
        andReply replies: [(route: ReplyRoute, frames: [[UInt8]])]
    ) async {
        sendAll(messages)
        sendAll(replies)
    }

    private func sendAll(_ messages: [(party: PartyID, frame: [UInt8])]) {
        for message in messages {
            guard let pair = pairs[message.party] else { continue }
            _ = pair.feed.send(message.frame)
            list(feed: pair)
        }
    }

    private func sendAll(_ replies: [(route: ReplyRoute, frames: [[UInt8]])]) {
        openRequests = max(0, openRequests - replies.count)
        for (route, frames) in replies where !frames.isEmpty {
            guard let pair = pairsByGeneration[route.generation], pair.party == route.party
            else {
                lostReplies += 1
                continue
            }
            if !pair.desk.send(frames, to: route.routingID) { lostReplies += 1 }
            list(desk: pair)
        }
    }

    /// Sending, also in vain, may swallow the sign that something arrived, so the socket is looked at afterwards.
    func list(desk pair: EndpointPair) {
        guard !pair.isDeskListed else { return }
        pair.isDeskListed = true
        unreadDesks.append(pair)
    }

    private func list(feed pair: EndpointPair) {
        guard !pair.isFeedListed else { return }
        pair.isFeedListed = true
        unreadFeeds.append(pair)
    }
}

// MARK: - The thread's turn

extension ZeroMQServerTransport {
    private var mayRead: Bool { openRequests < settings.openRequests }

    /// One round; false when there is to be no other.
    private func turn() -> Bool {
        guard !isStopped else { return false }
        let isBusy = !unreadFeeds.isEmpty || mayRead && !unreadDesks.isEmpty
        for token in polled.wait(milliseconds: isBusy ? 0 : longestWait) { note(token) }
        watchDescriptors()
        handler?.countIfDue()
        for endpoint in readFeeds() { rebuildForAbuse(endpoint) }
        readDesks()
        return true
    }

    /// Until descriptors or connections are to be looked at; `nil` where nothing is.
    private var longestWait: Int? {
        let count = handler?.countDue.map { max(.zero, $0 - .now) / .milliseconds(1) + 1 }
            .map { Int($0) }
        return [hasLocalDesk ? settings.descriptorWatch : nil, count].compactMap { $0 }.min()
    }

    private func note(_ token: UInt64) {
        switch token {
        case Token.wake: thread.clearWake()
        case Token.admission: handler?.serve()
        default:
            guard let pair = pairsByGeneration[token / 2] else { return }
            if token == Token.feed(pair.generation) {
                list(feed: pair)
            } else {
                list(desk: pair)
                // Left unread, its descriptor would wake us for ever; looking silences it.
                if !mayRead { _ = pair.desk.readiness() }
            }
        }
    }

    /// - Returns: The pairs to be rebuilt, once nothing here holds their sockets any more.
    private func readFeeds() -> [PartyEndpoint] {
        let pairs = unreadFeeds
        unreadFeeds.removeAll(keepingCapacity: true)
        var abused: [PartyEndpoint] = []
        for pair in pairs {
            pair.isFeedListed = false
            if !pair.readFeed(frame, settings) { abused.append(pair.endpoint) }
        }
        return abused
    }

    /// Subscriptions cost the daemon 32 times their size, and are given back with the socket only.
    private func rebuildForAbuse(_ endpoint: PartyEndpoint) {
        logger.warning(
            "A pair was rebuilt because one key subscribed to too much",
            metadata: ["party": "\(endpoint.party)"]
        )
        guard let handler else { return }
        do throws(ZeroMQError) {
            try openPair(endpoint, handler)
        } catch {
            logger.error(
                "A party's pair could not be opened again",
                metadata: ["party": "\(endpoint.party)", "error": "\(error)"]
            )
        }
    }

    private func readDesks() {
        guard !unreadDesks.isEmpty, mayRead else { return }
        let pairs = unreadDesks
        unreadDesks.removeAll(keepingCapacity: true)
        var batch: [DeskMessage] = []
        var served: [EndpointPair] = []
        for pair in pairs {
            pair.isDeskListed = false
            if !mayRead {
                list(desk: pair)
            } else if !read(pair, into: &batch) {
                served.append(pair)
            }
        }
        // Behind those for whom there was no room: whoever floods takes all that becomes free else.
        for pair in served { list(desk: pair) }
        if !batch.isEmpty { arrivals.yield(batch) }
    }

    /// Reads a desk's share; false when more may be there.
    private func read(_ pair: EndpointPair, into batch: inout [DeskMessage]) -> Bool {
        for _ in 0..<settings.deskTurn {
            guard mayRead else { return false }
            switch pair.readDesk(frame, settings) {
            case .message(let message):
                batch.append(message)
                openRequests += 1
            case .malformed: malformedMessages += 1
            case .none: return true
            }
        }
        return false
    }
}
