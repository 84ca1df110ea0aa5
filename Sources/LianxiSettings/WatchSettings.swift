import LianxiCore

/// The sections `presence` and `channels` of `lianxid.yaml`.
enum WatchSettings {
    /// Without `presence`, nobody's silence is told of; channels always are.
    static func read(_ top: inout MappingReader) -> WatchRule {
        WatchRule(presence: presence(&top), channels: channels(&top))
    }

    private static func presence(_ top: inout MappingReader) -> PresenceRule? {
        guard top.isThere("presence") else { return nil }
        var section = top.section("presence")
        let standard = PresenceRule()
        let dark = section.value("dark-after", .minutes, standard: standard.darkAfter)
        let leaders = section.value("leaders-after", .minutes, standard: standard.leadersAfter)
        if leaders <= dark {
            section.reject(
                "leaders-after",
                value: "\(leaders)m",
                expected: Wording("长于 dark-after", "more than dark-after")
            )
        }
        var hours = standard.hours
        if section.isThere("hours") {
            hours = section.values("hours", .daySpan, count: 1...4)
            if !zip(hours, hours.dropFirst()).allSatisfy({ $0.to <= $1.from }) {
                section.reject(
                    "hours",
                    value: "",
                    expected: Wording("先后有序、互不重叠的时段", "spans in order and apart")
                )
            }
        }
        var also: [PartyID] = []
        if section.isThere("also") { also = section.values("also", .fixedParty, count: 1...2) }
        section.finish()
        return PresenceRule(darkAfter: dark, leadersAfter: leaders, hours: hours, also: also)
    }

    private static func channels(_ top: inout MappingReader) -> ChannelRule {
        var section = top.section("channels")
        let standard = ChannelRule()
        let settles = section.value("settles-after", .minutes, standard: standard.settlesAfter)
        let leaders = section.value("leaders-after", .minutes, standard: standard.leadersAfter)
        if leaders <= settles {
            section.reject(
                "leaders-after",
                value: "\(leaders)m",
                expected: Wording("长于 settles-after", "more than settles-after")
            )
        }
        section.finish()
        return ChannelRule(settlesAfter: settles, leadersAfter: leaders)
    }
}

extension Shape where Value == Int {
    /// A time of at most 30 days, in minutes: `90m` or `2h`.
    static let minutes = Self(
        expected: Wording("时长，如 90m 或 2h，至多 720h", "a time such as 90m or 2h, at most 720h")
    ) { text in
        guard let number = Shape<Int>.integer(1...43_200).read(String(text.dropLast()))
        else { return nil }
        switch text.last {
        case "m": return number
        case "h" where number <= 720: return number * 60
        default: return nil
        }
    }
}

extension Shape where Value == Int {
    /// A time of at most a day, in minutes; 0 for `off`.
    static let ticks = Self(
        expected: Wording(
            "时长，如 15m 或 1h，至多 24h，或 off",
            "a time such as 15m or 1h, at most 24h, or off"
        )
    ) { text in
        text == "off" ? 0 : minutes.read(text).flatMap { $0 <= Tick.mostMinutes ? $0 : nil }
    }
}

extension Shape where Value == DaySpan {
    /// A part of the day, `09:00-12:00`.
    static let daySpan = Self(
        expected: Wording("时段，如 09:00-12:00", "a part of the day such as 09:00-12:00")
    ) { text in
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minuteOfDay)
        guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else { return nil }
        return DaySpan(from: from, to: to)
    }

    /// Minutes since midnight of `HH:MM`, to `24:00`.
    private static func minuteOfDay(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isNumber) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60
        else { return nil }
        let all = hour * 60 + minute
        return all <= 1440 ? all : nil
    }
}

extension Shape where Value == PartyID {
    /// One of the two parties that are no departments.
    static let fixedParty = Self(
        expected: Wording("office 或 leaders", "office or leaders")
    ) { text in [.office, .leaders].first { $0.text == text } }
}
