package import LianxiCore
package import LianxiJSON

/// Says how the asker's ways of telling people stand, and that it is there.
///
/// Any request counts as a word of the party; this one is for those who have nothing else to say.
package struct ChannelRequest: DeskRequest {
    package typealias Answer = ChannelReply
    package static let operation = OperationName.channel

    /// Each channel at most once; those not named stay as they were said before.
    package let channels: [ChannelState]

    package init(channels: [ChannelState]) { self.channels = channels }

    package var members: [(name: String, value: JSONValue?)] {
        [("channels", JSONValue(channels))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        channels = try reader.objects("channels", 1...NoticeChannel.allCases.count)
        guard Set(channels.map(\.channel)).count == channels.count else {
            throw reader.error("channels", expected: "each channel once", found: "one twice")
        }
    }
}

/// The report was heard.
package struct ChannelReply: WireObject {
    /// The hour at the daemon.
    package let time: Timestamp

    package init(time: Timestamp) { self.time = time }

    package var members: [(name: String, value: JSONValue?)] { [("time", time.json)] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        time = try reader.moment("time")
    }
}

/// How one way of telling people stands.
package struct ChannelState: WireObject {
    package let channel: NoticeChannel
    package let isWorking: Bool
    /// Since when it works, or fails.
    package let since: Timestamp
    /// Notices that wait for it.
    package let waiting: Int

    package init(channel: NoticeChannel, isWorking: Bool, since: Timestamp, waiting: Int) {
        self.channel = channel
        self.isWorking = isWorking
        self.since = since
        self.waiting = waiting
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("channel", .string(channel.rawValue)), ("working", .bool(isWorking)),
            ("since", since.json), ("waiting", JSONValue(waiting)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        channel = try reader.choice("channel", as: NoticeChannel.self)
        isWorking = try reader.bool("working")
        since = try reader.moment("since")
        waiting = try reader.count("waiting", in: 0...JSONValue.largestInteger)
    }
}
