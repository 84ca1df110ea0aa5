import LianxiWire

/// Every number the sockets are set to, with the defaults that were measured.
///
/// Times are milliseconds, sizes bytes, high-water marks whole messages per connection.
package struct ZeroMQSettings: Hashable, Sendable {
    /// Threads of libzmq; one carries some 250,000 encrypted messages a second.
    package var ioThreads = 1
    /// The library's own default, 1023, is too few for two sockets a party; 65535 at most.
    package var maximumSockets = 8192
    package var server = Server()
    package var client = Client()

    package init() {}

    /// The daemon's bound sockets.
    package struct Server: Hashable, Sendable {
        /// What a stranger can make us hold before the handshake is over.
        ///
        /// Subscriptions and CURVE's INITIATE fit. Without a limit a stranger can push 300 MiB.
        package var feedInboundBytes = 1024
        /// The largest frame a desk takes; a larger one drops its connection.
        package var deskFrameBytes = WireLimits.bodyBytes
        /// Frames of a request, without the routing id; a longer message is thrown away.
        package var deskFrames = 8
        /// All frames of a request together; a larger message is thrown away.
        package var deskMessageBytes = 524_288
        /// How long a connection may take for its handshake; also paces who is refused.
        package var handshake = 5_000
        /// Connections to a party's feed, and to its desk, that may be open at once, and how many more for each of
        /// its keys; the office has no bound.
        package var connectionsPerEndpoint = WireLimits.connectionsPerEndpoint
        package var connectionsPerKey = WireLimits.connectionsPerKey
        /// Reconnect storms; the kernel caps it at `net.core.somaxconn`.
        package var backlog = 512
        /// Drops peers that leave sent bytes unacknowledged; the kernel's own limit is 15 minutes.
        package var unacknowledged = 30_000
        /// Beyond it frames of a feed are lost to that subscriber, who sees the gap and syncs.
        package var feedSendLimit = WireLimits.feedQueue
        /// Beyond it replies are lost to that peer, who asks again.
        package var deskSendLimit = WireLimits.deskQueue
        package var officeSendLimit = WireLimits.officeQueue
        package var receiveLimit = 1_000
        /// Messages waiting for their reply at which the desks are left unread.
        package var openRequests = WireLimits.openRequests
        /// Messages taken from one desk before the next has its turn.
        package var deskTurn = 256
        /// Subscriptions to anything but everything that one key may make before its party's pair is
        /// rebuilt; each costs up to 32 KiB (32 times its own size).
        package var subscriptionsPerKey = 256
        /// Mode of a local desk's socket file.
        package var localDeskMode: UInt32 = 0o660
        /// How often it is looked whether descriptors are nearly used up.
        ///
        /// Then the local desk is closed: libzmq 4.3.4 aborts the process when it cannot accept on ipc.
        package var descriptorWatch = 100
        /// A folder for the start-up test's socket; its path must be shorter than 70 bytes.
        package var scratchDirectory = "/tmp"
        /// How long the start-up test may take.
        package var admissionTest = 5_000
        /// How long a rebuild may wait for libzmq to let go of the old pair's addresses.
        package var rebind = 2_000

        package init() {}
    }

    /// A party's connecting sockets.
    package struct Client: Hashable, Sendable {
        package var reconnect = WireLimits.reconnectMilliseconds
        /// Back-off works while TCP fails; a failed handshake is tried again after ``reconnect``.
        package var reconnectMaximum = WireLimits.reconnectMaximumMilliseconds
        package var connect = 5_000
        package var handshake = 10_000
        /// Only clients send heartbeats: in libzmq 4.3.4 a bound socket that does can be aborted.
        package var heartbeat = WireLimits.heartbeatMilliseconds
        /// Shorter ones turn a hiccup of the line into loss.
        package var heartbeatTimeout = WireLimits.heartbeatTimeoutMilliseconds
        /// Tells the server when to give us up.
        package var heartbeatTimeToLive = WireLimits.heartbeatTimeoutMilliseconds
        package var frameBytes = WireLimits.clientInboundBytes
        /// Frames of a reply; a longer one is thrown away.
        package var replyFrames = 1_024
        /// Requests waiting for their reply; one more is refused.
        package var openRequests = 4_096
        /// Feed inputs waiting for their consumer; more are lost, and seen as a gap.
        package var feedBuffer = 16_384

        package init() {}
    }
}
