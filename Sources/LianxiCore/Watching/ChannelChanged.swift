/// How one way of telling people stands at a party, as its own program says.
package struct ChannelReport: Hashable, Sendable {
    package let party: PartyID
    package let channel: NoticeChannel
    package let isWorking: Bool
    /// Since when it works, or fails.
    package let since: Timestamp
    /// Notices that wait for it.
    package let waiting: Int

    package init(
        party: PartyID,
        channel: NoticeChannel,
        isWorking: Bool,
        since: Timestamp,
        waiting: Int
    ) {
        self.party = party
        self.channel = channel
        self.isWorking = isWorking
        self.since = since
        self.waiting = waiting
    }

    package var key: ChannelKey { ChannelKey(party: party, channel: channel) }
}

/// One way of telling people, of one party.
package struct ChannelKey: Hashable, Comparable, Sendable {
    package let party: PartyID
    package let channel: NoticeChannel

    package init(party: PartyID, channel: NoticeChannel) {
        self.party = party
        self.channel = channel
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.party == right.party
            ? left.channel.rawValue < right.channel.rawValue : left.party < right.party
    }
}

/// A party's way of telling people fails, or works again; addressed to one who must know.
package struct ChannelChanged: Hashable, Sendable {
    package let party: PartyID
    package let channel: NoticeChannel
    package let isWorking: Bool
    /// Since when it works, or fails.
    package let since: Timestamp
    /// Notices that waited for it then.
    package let waiting: Int
    /// How far it has climbed: 1 at first, 2 when it went on.
    package let step: Int
    package let recipient: PartyID
    /// It is told more than a quarter of an hour after it was to be.
    package let isLate: Bool

    package init(
        party: PartyID,
        channel: NoticeChannel,
        isWorking: Bool,
        since: Timestamp,
        waiting: Int,
        step: Int,
        recipient: PartyID,
        isLate: Bool
    ) {
        self.party = party
        self.channel = channel
        self.isWorking = isWorking
        self.since = since
        self.waiting = waiting
        self.step = step
        self.recipient = recipient
        self.isLate = isLate
    }

    package var key: ChannelKey { ChannelKey(party: party, channel: channel) }
}
