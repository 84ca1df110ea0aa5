import LianxiCore

extension Docket {
    /// The party must be enrolled, and the change one that follows the last.
    func obstacle(to it: ChannelChanged) -> String? {
        guard party(it.party) != nil else { return "\(it.party) is not enrolled" }
        let isKnown = failure(of: it.channel, of: it.party) != nil
        // A change is told to more than one, each in an entry of its own.
        return it.isWorking || it.step == 1 || isKnown
            ? nil : "the \(it.channel.rawValue) of \(it.party) climbs before it failed"
    }

    /// Every party must be enrolled, and dark before it climbs.
    func obstacle(to it: PresenceChanged) -> String? {
        guard !it.units.isEmpty else { return "it names no party" }
        for unit in it.units {
            guard party(unit.party) != nil else { return "\(unit.party) is not enrolled" }
            if it.isDark, it.step > 1, darkness(of: unit.party) == nil {
                return "the silence of \(unit.party) climbs before it was told"
            }
        }
        return nil
    }
}
