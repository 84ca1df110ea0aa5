package import LianxiCore

/// What a server transport has seen since it started, for status and statistics.
package struct ZeroMQServerCounts: Hashable, Sendable {
    /// Handshakes whose key the party's table does not have.
    package var refusedHandshakes = 0
    /// Handshakes of a party that had as many connections as it may.
    package var crowdedHandshakes = 0
    /// Messages thrown away unread: too many frames or bytes, or a routing id of the sender's own.
    package var malformedMessages = 0
    /// Replies whose peer was gone or took no more.
    package var lostReplies = 0
    /// Messages that wait for their reply now.
    package var openRequests = 0
    /// Who listens to each open feed now.
    package var connections: [PartyID: Int] = [:]
}

extension ZeroMQServerTransport {
    package func counts() -> ZeroMQServerCounts {
        ZeroMQServerCounts(
            refusedHandshakes: handler?.refusedHandshakes ?? 0,
            crowdedHandshakes: handler?.crowdedHandshakes ?? 0,
            malformedMessages: malformedMessages,
            lostReplies: lostReplies,
            openRequests: openRequests,
            connections: pairs.mapValues(\.connections)
        )
    }
}
