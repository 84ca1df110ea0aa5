package import LianxiCore
package import LianxiJSON

/// Asks how the daemon is.
package struct StatusRequest: DeskRequest {
    package typealias Answer = StatusReply
    package static let operation = OperationName.status

    package init() {}

    package var members: [(name: String, value: JSONValue?)] { [] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {}
}

/// How the daemon is.
package struct StatusReply: WireObject {
    package let origin: String
    /// Legal name of the conference.
    package let name: String
    package let software: String
    package let epoch: Epoch
    package let time: Timestamp
    /// Since the daemon started.
    package let uptimeMilliseconds: Int64
    /// Entries in the ledger.
    package let size: UInt64
    /// Entries under the newest signed checkpoint.
    package let checkpoint: UInt64
    /// When something falls due next.
    package let wake: Timestamp?
    /// Connections open, where the transport counts them.
    package let connections: Int?
    package let ruleSet: DataSetID?
    package let calendar: DataSetID?
    /// The last date whose kind is known.
    package let calendarThrough: CivilDate?
    /// The next year's calendar should be loaded now; absent where there is none at all.
    package let isCalendarRunningOut: Bool?
    package let policy: DataSetID?
    package let matters: Int
    package let assignments: Int
    package let runningClocks: Int
    /// Running clocks that wait for the calendar of a year.
    package let provisionalClocks: Int
    /// In the order of the parties' names.
    package let feeds: [FeedStatus]
    /// Targets of escalations that reach nobody; at most 200.
    package let holes: [HoleRow]
    /// Channels reported in this run of the daemon, and those told to fail, in order.
    package let channels: [ChannelRow]
    /// Absent where nobody is enrolled as a witness.
    package let witnesses: WitnessStatus?
    /// Absent where there is no SM3 tree.
    package let shadow: ShadowStatus?

    package init(
        origin: String,
        name: String,
        software: String,
        epoch: Epoch,
        time: Timestamp,
        uptimeMilliseconds: Int64,
        size: UInt64,
        checkpoint: UInt64,
        wake: Timestamp?,
        connections: Int?,
        ruleSet: DataSetID?,
        calendar: WorkCalendar?,
        policy: DataSetID?,
        counts: DocketCounts,
        feeds: [FeedStatus],
        holes: [HoleRow] = [],
        channels: [ChannelRow],
        witnesses: WitnessStatus? = nil,
        shadow: ShadowStatus? = nil
    ) {
        self.origin = origin
        self.name = name
        self.software = software
        self.epoch = epoch
        self.time = time
        self.uptimeMilliseconds = uptimeMilliseconds
        self.size = size
        self.checkpoint = checkpoint
        self.wake = wake
        self.connections = connections
        self.ruleSet = ruleSet
        self.calendar = calendar?.id
        calendarThrough = calendar?.lastDay
        isCalendarRunningOut = calendar?.isRunningOut(at: time)
        self.policy = policy
        matters = counts.matters
        assignments = counts.assignments
        runningClocks = counts.runningClocks
        provisionalClocks = counts.provisionalClocks
        self.feeds = feeds
        self.holes = holes
        self.channels = channels
        self.witnesses = witnesses
        self.shadow = shadow
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("origin", .string(origin)), ("name", .string(name)), ("software", .string(software)),
            ("epoch", epoch.encode()), ("time", time.json),
            ("uptime", JSONValue(uptimeMilliseconds)), ("size", JSONValue(size)),
            ("checkpoint", JSONValue(checkpoint)), ("wake", wake?.json),
            ("connections", connections.map { JSONValue($0) }), ("rules", ruleSet?.json),
            ("calendar", calendar?.json),
            ("calendar-through", calendarThrough.map { .string($0.description) }),
            ("calendar-warning", isCalendarRunningOut.map { .bool($0) }),
            ("policy", policy?.json),
            ("matters", JSONValue(matters)), ("assignments", JSONValue(assignments)),
            ("running-clocks", JSONValue(runningClocks)),
            ("provisional-clocks", JSONValue(provisionalClocks)), ("feeds", JSONValue(feeds)),
            ("holes", holes.isEmpty ? nil : JSONValue(holes)),
            ("channels", channels.isEmpty ? nil : JSONValue(channels)),
            ("witnesses", witnesses?.encode()), ("sm3", shadow?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let any: ClosedRange<Int64> = 0...JSONValue.largestInteger
        origin = try reader.string("origin", max: WireLimits.originBytes)
        name = try reader.string("name", max: WireLimits.nameBytes)
        software = try reader.string("software", max: WireLimits.softwareBytes)
        epoch = try reader.value("epoch")
        time = try reader.moment("time")
        uptimeMilliseconds = try reader.integer("uptime", in: any)
        size = try reader.number("size")
        checkpoint = try reader.number("checkpoint")
        wake = try reader.optionalMoment("wake")
        connections = try reader.optionalInteger("connections", in: any).map { Int($0) }
        ruleSet = try reader.optionalSlug("rules")
        calendar = try reader.optionalSlug("calendar")
        calendarThrough = try reader.optionalDate("calendar-through")
        isCalendarRunningOut = try reader.optionalBool("calendar-warning")
        policy = try reader.optionalSlug("policy")
        matters = try reader.count("matters", in: any)
        assignments = try reader.count("assignments", in: any)
        runningClocks = try reader.count("running-clocks", in: any)
        provisionalClocks = try reader.count("provisional-clocks", in: any)
        feeds = try reader.objects("feeds", 0...WireLimits.shownParties)
        holes =
            try reader.optionalArray("holes", max: WireLimits.shownHoles) {
                (hole) throws(JSONShapeError) in try HoleRow(decoding: hole)
            } ?? []
        channels =
            try reader.optionalArray("channels", max: WireLimits.shownChannels) {
                (element) throws(JSONShapeError) in try ChannelRow(decoding: element)
            } ?? []
        witnesses = try reader.optionalValue("witnesses")
        shadow = try reader.optionalValue("sm3")
    }
}

/// How the SM3 tree (SM3 对照树) stands.
package struct ShadowStatus: WireObject {
    /// Entries under its newest checkpoint; 0 before the first.
    package let size: UInt64
    /// It does not go on; the daemon's log says why.
    package let isFailing: Bool

    package init(size: UInt64, isFailing: Bool) {
        self.size = size
        self.isFailing = isFailing
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("size", JSONValue(size)), ("failing", isFailing ? true : nil)]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        size = try reader.number("size")
        isFailing = try reader.flag("failing")
    }
}

/// How far a party's feed has come, and what it has not answered.
package struct FeedStatus: WireObject {
    package let party: PartyID
    package let head: UInt64
    /// Assignments no officer has acted on yet.
    package let unsigned: Int
    /// When it was heard last in this run of the daemon; absent when it was not.
    package let heard: Timestamp?
    /// Since when it is dark; absent when nobody was told that it is.
    package let dark: Timestamp?

    package init(
        party: PartyID,
        head: UInt64,
        unsigned: Int,
        heard: Timestamp? = nil,
        dark: Timestamp? = nil
    ) {
        self.party = party
        self.head = head
        self.unsigned = unsigned
        self.heard = heard
        self.dark = dark
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("party", party.json), ("head", JSONValue(head)), ("unsigned", JSONValue(unsigned)),
            ("heard", heard?.json), ("dark", dark?.json),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        party = try reader.slug("party")
        head = try reader.number("head")
        unsigned = try reader.count("unsigned", in: 0...JSONValue.largestInteger)
        heard = try reader.optionalMoment("heard")
        dark = try reader.optionalMoment("dark")
    }
}
