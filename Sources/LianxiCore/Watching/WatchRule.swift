/// When a silent party and a failing channel are told of, and to whom it climbs.
///
/// Local policy; stands in the daemon's settings.
package struct WatchRule: Hashable, Sendable {
    /// `nil` where nobody's presence is watched.
    package let presence: PresenceRule?
    package let channels: ChannelRule

    package init(presence: PresenceRule? = nil, channels: ChannelRule = ChannelRule()) {
        self.presence = presence
        self.channels = channels
    }
}

/// When a party that is not heard of counts as dark.
package struct PresenceRule: Hashable, Sendable {
    /// Minutes of working time without a word, after which the office is told.
    package let darkAfter: Int
    /// Minutes of working time without a word, after which the leaders are told; above `darkAfter`.
    package let leadersAfter: Int
    /// When people work on a working day, in order and apart.
    package let hours: [DaySpan]
    /// Parties watched besides the departments: the office, the leaders.
    package let also: [PartyID]

    package init(
        darkAfter: Int = 120,
        leadersAfter: Int = 480,
        hours: [DaySpan] = [DaySpan(from: 9 * 60, to: 17 * 60)],
        also: [PartyID] = []
    ) {
        self.darkAfter = darkAfter
        self.leadersAfter = leadersAfter
        self.hours = hours
        self.also = also
    }

    /// Minutes that the first dark party waits for others, so that one outage makes one entry.
    static let gatherMinutes: Int64 = 10
}

/// A part of the day by the wall clock, in minutes since midnight.
package struct DaySpan: Hashable, Sendable {
    package let from: Int
    /// Exclusive; at most 1440.
    package let to: Int

    package init(from: Int, to: Int) {
        precondition(0 <= from && from < to && to <= 1440, "a span of the day goes forward")
        self.from = from
        self.to = to
    }
}

/// When a channel that fails is told of, in minutes of all time, rest days and nights too.
package struct ChannelRule: Hashable, Sendable {
    /// A change is told when it has lasted so long: what fails and works by turns is not.
    package let settlesAfter: Int
    /// A channel that fails so long is told to the leaders; above `settlesAfter`.
    package let leadersAfter: Int

    package init(settlesAfter: Int = 10, leadersAfter: Int = 240) {
        self.settlesAfter = settlesAfter
        self.leadersAfter = leadersAfter
    }
}

/// What the daemon hears of the parties, put before the docket about once a minute.
package struct Observation: Hashable, Sendable {
    /// When this run of the daemon began to listen: nobody is dark for longer.
    package let since: Timestamp
    /// When each party was heard last in this run.
    package let heard: [PartyID: Timestamp]
    /// The newest report on each channel in this run, in order.
    package let channels: [ChannelReport]
    package let rule: WatchRule

    package init(
        since: Timestamp,
        heard: [PartyID: Timestamp],
        channels: [ChannelReport],
        rule: WatchRule
    ) {
        self.since = since
        self.heard = heard
        self.channels = channels
        self.rule = rule
    }
    /// The daemon has listened long enough for those who are well to have come back after its start.
    func isSettled(at now: Timestamp) -> Bool {
        now >= since.adding(milliseconds: PresenceRule.gatherMinutes * 60_000)
    }
}
