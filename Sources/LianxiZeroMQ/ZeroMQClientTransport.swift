import CZeroMQ
import Glibc
package import LianxiCore
package import LianxiWire
import Synchronization

/// Where a party finds its pair and how it knows the daemon.
package struct ZeroMQClientEndpoint: Hashable, Sendable {
    /// `tcp://host:port`; `nil` for a tool that only asks.
    package let feed: String?
    /// `tcp://host:port` or `ipc:///path`.
    package let desk: String
    /// The daemon's CURVE public key, Z85.
    package let serverKey: String

    package init(feed: String?, desk: String, serverKey: String) {
        self.feed = feed
        self.desk = desk
        self.serverKey = serverKey
    }
}

/// A party's side of the wire over ZeroMQ, on a thread of its own that is always at its sockets.
///
/// Of the connections only the feed's is reported; without a feed it is the desk's. A handshake
/// that fails is reported as refused each time: once may be the network, again and again it is
/// the key. Requests wait here while there is no connection, and are sent again when one breaks
/// under them: their identifiers make that harmless.
package actor ZeroMQClientTransport: ClientTransport {
    package nonisolated let feed: AsyncStream<FeedInput>
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// Runs tasks on the thread of the sockets: for a party that does nothing but answer what comes.
    ///
    /// What blocks there keeps the sockets waiting.
    package nonisolated let executor: any TaskExecutor

    private nonisolated let thread: SocketThread
    private nonisolated let inputs: AsyncStream<FeedInput>.Continuation
    private nonisolated let inbox = Mutex(Inbox())
    private let settings: ZeroMQSettings.Client

    private let polled: PollSet
    private let frame = Frame()
    private var feedLink: Link?
    private var deskLink: Link?
    private var requests = OpenRequests()
    /// Requests may have been lost with a connection to the desk.
    private var isInterrupted = false
    private var isClosed = false

    /// Starts the thread and begins to connect; whether that succeeds is told by ``feed``.
    ///
    /// - Parameters:
    ///   - endpoint: The daemon's addresses and key.
    ///   - context: May be shared with other transports.
    ///   - keys: The CURVE keys of this installation.
    ///   - settings: What the sockets are set to.
    /// - Returns: A transport that lives until ``close()`` is called.
    /// - Throws: `address` or `failed` when an address or key is not well formed.
    package static func connect(
        to endpoint: ZeroMQClientEndpoint,
        context: ZeroMQContext,
        keys: CurveKeys,
        settings: ZeroMQSettings.Client = .init()
    ) async throws(TransportError) -> ZeroMQClientTransport {
        do throws(ZeroMQError) {
            let transport = try ZeroMQClientTransport(settings)
            try transport.startThread()
            do throws(ZeroMQError) {
                try await transport.prepare(endpoint, context, keys)
            } catch {
                await transport.close()
                throw error
            }
            return transport
        } catch {
            throw error.asTransportError
        }
    }

    private init(_ settings: ZeroMQSettings.Client) throws(ZeroMQError) {
        (feed, inputs) = AsyncStream.makeStream(
            of: FeedInput.self,
            bufferingPolicy: .bufferingOldest(settings.feedBuffer)
        )
        thread = try SocketThread()
        executor = SocketTasks(on: thread)
        polled = try PollSet.woken(by: thread.wakeDescriptor, token: Token.wake)
        self.settings = settings
    }

    deinit { thread.finish() }

    private nonisolated func startThread() throws(ZeroMQError) {
        try thread.start(name: "lianxi-client") { self.assumeIsolated { $0.turn() } }
    }

    private func prepare(
        _ endpoint: ZeroMQClientEndpoint,
        _ context: ZeroMQContext,
        _ keys: CurveKeys
    ) throws(ZeroMQError) {
        func link(_ kind: Socket.Kind, _ address: String, _ socket: UInt64, _ monitor: UInt64)
            throws(ZeroMQError) -> Link
        {
            let link = try Link(
                kind,
                to: address,
                serverKey: endpoint.serverKey,
                keys: keys,
                settings: settings,
                context: context
            )
            try polled.add(link.socket.descriptor, token: socket)
            try polled.add(link.monitorDescriptor, token: monitor)
            return link
        }
        deskLink = try link(.dealer, endpoint.desk, Token.desk, Token.deskMonitor)
        if let feed = endpoint.feed {
            feedLink = try link(.sub, feed, Token.feed, Token.feedMonitor)
        }
        // Until a socket was found empty once, what comes to it makes no descriptor readable.
        readMonitor(of: deskLink)
        readMonitor(of: feedLink)
        readFeed()
    }

    private enum Token {
        static let wake: UInt64 = 0
        static let feed: UInt64 = 1
        static let feedMonitor: UInt64 = 2
        static let desk: UInt64 = 3
        static let deskMonitor: UInt64 = 4
    }
}

// MARK: - Asking

/// What other threads hand to the client's; the thread takes all of it at once.
private struct Inbox {
    enum Item {
        case request(OpenRequest)
        case cancellation(RequestID)
    }
    var items: [Item] = []
    var isClosed = false
}

extension ZeroMQClientTransport {
    package nonisolated func request(
        _ frames: [[UInt8]],
        id: RequestID,
        timeoutMilliseconds: Int
    ) async throws(TransportError) -> [[UInt8]] {
        let deadline = ContinuousClock.now.advanced(by: .milliseconds(timeoutMilliseconds))
        let reply = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let request = OpenRequest(
                    id: id,
                    frames: frames,
                    deadline: deadline,
                    continuation: continuation
                )
                if Task.isCancelled {
                    request.fail(.cancelled)
                } else if !submit(.request(request)) {
                    request.fail(.closed)
                }
            }
        } onCancel: {
            _ = submit(.cancellation(id))
        }
        return try reply.get()
    }

    /// False when the transport is closed.
    private nonisolated func submit(_ item: Inbox.Item) -> Bool {
        let (isOpen, wasEmpty) = inbox.withLock { inbox in
            guard !inbox.isClosed else { return (false, false) }
            inbox.items.append(item)
            return (true, inbox.items.count == 1)
        }
        if wasEmpty, !thread.isCurrent { thread.wake() }
        return isOpen
    }

    package func close() async {
        let left = inbox.withLock { inbox in
            inbox.isClosed = true
            defer { inbox.items = [] }
            return inbox.items
        }
        for case .request(let request) in left { request.fail(.closed) }
        requests.failAll(.closed)
        for link in [feedLink, deskLink].compactMap({ $0 }) {
            polled.remove(link.socket.descriptor)
            polled.remove(link.monitorDescriptor)
        }
        feedLink = nil
        deskLink = nil
        isClosed = true
        inputs.finish()
    }
}

// MARK: - The thread's turn

extension ZeroMQClientTransport {
    /// One round; false when there is to be no other.
    private func turn() -> Bool {
        guard !isClosed else { return false }
        // What was handed over on this thread woke nobody.
        takeInbox()
        if let deskLink, requests.hasUnsent { work(deskLink.socket) }
        var deskIsToBeSeen = false
        // Whoever got a reply or an error by that may run here.
        for token in polled.wait(milliseconds: thread.hasJobs ? 0 : waitMilliseconds()) {
            switch token {
            case Token.feed: readFeed()
            case Token.feedMonitor: readMonitor(of: feedLink)
            case Token.desk: deskIsToBeSeen = true
            case Token.deskMonitor: readMonitor(of: deskLink)
            default: thread.clearWake()
            }
        }
        takeInbox()
        if let deskLink, deskIsToBeSeen || requests.hasUnsent { work(deskLink.socket) }
        expire()
        return true
    }

    /// Until the first request is late or a link is to be dialled anew.
    private func waitMilliseconds() -> Int? {
        let moments = [requests.nextDeadline, feedLink?.redial, deskLink?.redial]
        guard let next = moments.compactMap({ $0 }).min() else { return nil }
        let left = next - .now
        return max(
            0,
            Int(
                left.components.seconds * 1000
                    + left.components.attoseconds / 1_000_000_000_000_000
            ) + 1
        )
    }

    private func readFeed() {
        guard let feedLink else { return }
        while let message = feedLink.socket.receiveMessage(frame, limit: 1) {
            if let only = message.first { inputs.yield(.frame(only)) }
        }
    }

    private func readMonitor(of link: Link?) {
        while let change = link?.nextChange() {
            if link === deskLink { noteDesk(change) }
            guard link === feedLink || feedLink == nil else { continue }
            switch change {
            case .connected: inputs.yield(.connected)
            case .disconnected: inputs.yield(.disconnected)
            case .refused: inputs.yield(.refused)
            }
        }
    }

    /// Has requests sent again once a connection is back, not already when it breaks: libzmq
    /// reports the break before it lets go of the old connection, and would send into that.
    private func noteDesk(_ change: Link.State) {
        if change == .disconnected { isInterrupted = true }
        guard change == .connected, isInterrupted else { return }
        isInterrupted = false
        requests.sendAgain()
        // Makes libzmq take note of the change on this side as well.
        _ = deskLink?.socket.readiness()
    }

    private func takeInbox() {
        let items = inbox.withLock { inbox in
            defer { inbox.items.removeAll(keepingCapacity: true) }
            return inbox.items
        }
        for item in items {
            switch item {
            case .request(let request): requests.add(request, limit: settings.openRequests)
            case .cancellation(let id): requests.remove(id)?.fail(.cancelled)
            }
        }
    }

    /// Sends what waits and takes what came, until neither goes on: see ``PollSet``.
    private func work(_ desk: borrowing Socket) {
        while true {
            while let next = requests.firstUnsent {
                guard desk.send(next.frames) else { break }
                requests.markFirstSent()
            }
            while let reply = desk.receiveMessage(frame, limit: settings.replyFrames) {
                take(reply)
            }
            guard requests.hasUnsent else { return }
            let ready = desk.readiness()
            guard ready.read || ready.write else { return }
        }
    }

    /// Hands a reply to whoever waits for it; a late one is for nobody.
    private func take(_ reply: [[UInt8]]) {
        guard let header = reply.first, header.count == 20,
            let request = requests.remove(requestID(in: header))
        else { return }
        request.continuation.resume(returning: .success(reply))
    }

    private func expire() {
        guard
            let next = [requests.nextDeadline, feedLink?.redial, deskLink?.redial]
                .compactMap({ $0 }).min()
        else { return }
        let now = ContinuousClock.now
        guard next <= now else { return }
        feedLink?.redialIfDue(now)
        deskLink?.redialIfDue(now)
        let isRefused = deskLink?.state == .refused
        requests.failLate(now, isRefused ? .turnedAway : .late)
    }
}

/// Bytes 4 to 19 of a request's or reply's header, after signature, version and kind.
private func requestID(in header: [UInt8]) -> RequestID {
    RequestID(
        high: header[4..<12].reduce(0) { $0 << 8 | UInt64($1) },
        low: header[12..<20].reduce(0) { $0 << 8 | UInt64($1) }
    )
}
