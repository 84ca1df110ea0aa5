// Who is dark and which channels fail, as was told.

extension Docket {
    /// Parties that were told to be dark and have not come back, in the order of their names.
    package var dark: [WatchedUnit] {
        darkUnits.sorted { $0.key < $1.key }
            .map { WatchedUnit(party: $0.key, since: $0.value.since) }
    }

    /// Since when the party is dark; `nil` when it is not, or was not told to be.
    package func darkness(of party: PartyID) -> OpenTrouble? { darkUnits[party] }

    /// Since when the channel fails; `nil` when it works, or was never told to fail.
    package func failure(of channel: NoticeChannel, of party: PartyID) -> OpenTrouble? {
        failingChannels[ChannelKey(party: party, channel: channel)]
    }

    /// Channels that were told to fail and do not work again, in order.
    package var failing: [(key: ChannelKey, trouble: OpenTrouble)] {
        failingChannels.sorted { $0.key < $1.key }.map { (key: $0.key, trouble: $0.value) }
    }

    /// Whether people of the party can be told by the channel, as far as is recorded.
    ///
    /// A feed does not work while its party is dark.
    package func isWorking(_ channel: NoticeChannel, of party: PartyID) -> Bool {
        failure(of: channel, of: party) == nil
            && !(channel == .feed && darkness(of: party) != nil)
    }

    mutating func take(_ it: ChannelChanged) {
        failingChannels[it.key] =
            it.isWorking ? nil : OpenTrouble(since: it.since, step: it.step)
    }

    mutating func take(_ it: PresenceChanged) {
        for unit in it.units {
            darkUnits[unit.party] =
                it.isDark ? OpenTrouble(since: unit.since, step: it.step) : nil
        }
    }

    /// A revoked party has no agent that could be silent, and no channel.
    mutating func forgetTrouble(of party: PartyID) {
        darkUnits[party] = nil
        for channel in NoticeChannel.allCases {
            failingChannels[ChannelKey(party: party, channel: channel)] = nil
        }
    }
}
