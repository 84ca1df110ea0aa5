import LianxiCore
import LianxiJSON

/// The members of entries about who is heard of and which channels work.
enum WatchMembers {
    static func encode(_ it: ChannelChanged, into members: inout Members) {
        members.add("party", it.party.text)
        members.add("channel", it.channel.rawValue)
        members.add("working", it.isWorking)
        members.add("since", it.since.milliseconds)
        members.add("waiting", it.waiting)
        members.add("step", it.step)
        members.add("late", it.isLate)
    }

    static func channelChanged(
        _ reader: inout JSONReader,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> ChannelChanged {
        ChannelChanged(
            party: try reader.slug("party"),
            channel: try reader.choice("channel", as: NoticeChannel.self),
            isWorking: try reader.bool("working"),
            since: try reader.moment("since"),
            waiting: try reader.count("waiting"),
            step: try reader.count("step"),
            recipient: try told(recipient, reader),
            isLate: try reader.bool("late")
        )
    }

    static func encode(_ it: PresenceChanged, into members: inout Members) {
        members.add("units", it.units.map(encode))
        members.add("dark", it.isDark)
        members.add("step", it.step)
        members.add("late", it.isLate)
    }

    static func presenceChanged(
        _ reader: inout JSONReader,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> PresenceChanged {
        PresenceChanged(
            units: try reader.array("units", max: PresenceChanged.mostUnits) {
                (unit) throws(JSONShapeError) in try unit.object(watched)
            },
            isDark: try reader.bool("dark"),
            step: try reader.count("step"),
            recipient: try told(recipient, reader),
            isLate: try reader.bool("late")
        )
    }

    private static func encode(_ unit: WatchedUnit) -> JSONValue {
        ["party": .string(unit.party.text), "since": JSONValue(unit.since.milliseconds)]
    }

    private static func watched(_ reader: inout JSONReader) throws(JSONShapeError) -> WatchedUnit {
        WatchedUnit(party: try reader.slug("party"), since: try reader.moment("since"))
    }

    private static func told(
        _ recipient: PartyID?,
        _ reader: JSONReader
    ) throws(JSONShapeError) -> PartyID {
        guard let recipient else {
            throw reader.error("to", expected: "whom it was told", found: "none")
        }
        return recipient
    }
}
