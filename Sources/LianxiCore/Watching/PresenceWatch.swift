/// Gathers who is dark and who is back into as few entries as may be.
struct PresenceWatch {
    private let rule: PresenceRule
    private let calendar: WorkCalendar
    private let end: Timestamp
    /// Silent for long enough to be told of.
    private var dark: [WatchedUnit] = []
    /// Told to the office before, and silent for long enough for the leaders.
    private var further: [WatchedUnit] = []
    /// With the step that was told of each.
    private var back: [(unit: WatchedUnit, told: Int)] = []
    /// The longest working time of a silent party, and of one that is dark still.
    private var longest: (silent: Int64, dark: Int64) = (0, 0)

    private static let latenessMinutes: Int64 = 15

    init(rule: PresenceRule, calendar: WorkCalendar, now: Timestamp) {
        self.rule = rule
        self.calendar = calendar
        end = now
    }

    mutating func isSilent(_ unit: WatchedUnit) {
        let minutes = minutes(since: unit.since, upTo: rule.darkAfter)
        guard minutes >= Int64(rule.darkAfter) else { return }
        dark.append(unit)
        longest.silent = max(longest.silent, minutes)
    }

    mutating func isStillDark(_ unit: WatchedUnit) {
        let minutes = minutes(since: unit.since, upTo: rule.leadersAfter)
        guard minutes >= Int64(rule.leadersAfter) else { return }
        further.append(unit)
        longest.dark = max(longest.dark, minutes)
    }

    mutating func isBack(_ unit: WatchedUnit, told step: Int) { back.append((unit, step)) }

    /// Groups of events; those of one group are recorded together or not at all.
    var events: [[Event]] {
        var groups = told(back.map(\.unit), isDark: false, step: 1, isLate: false)
        let climbed = back.filter { $0.told > 1 }.map(\.unit)
        // The leaders, who were told, hear it in the same breath as the office.
        let also = told(climbed, isDark: false, step: 2, isLate: false)
        if !groups.isEmpty, !also.isEmpty {
            groups = [(groups + also).flatMap { $0 }]
        }
        let gathered = Int64(rule.darkAfter) + PresenceRule.gatherMinutes
        if longest.silent >= gathered {
            groups += told(
                dark,
                isDark: true,
                step: 1,
                isLate: longest.silent >= gathered + Self.latenessMinutes
            )
        }
        let climbing = Int64(rule.leadersAfter)
        groups += told(
            further,
            isDark: true,
            step: 2,
            isLate: longest.dark >= climbing + Self.latenessMinutes
        )
        return groups
    }

    /// One event for every 64 units; the office's own darkness is the leaders' to know.
    private func told(
        _ units: [WatchedUnit],
        isDark: Bool,
        step: Int,
        isLate: Bool
    ) -> [[Event]] {
        let office = units.filter { $0.party == .office && step == 1 }
        let others = units.filter { $0.party != .office }
        let recipient = step == 1 ? PartyID.office : .leaders
        return [(others, recipient), (office, .leaders)].flatMap { units, recipient in
            stride(from: 0, to: units.count, by: PresenceChanged.mostUnits).map { first in
                [
                    .presenceChanged(
                        PresenceChanged(
                            units: Array(
                                units[first..<min(first + PresenceChanged.mostUnits, units.count)]
                            ),
                            isDark: isDark,
                            step: step,
                            recipient: recipient,
                            isLate: isLate
                        )
                    )
                ]
            }
        }
    }

    /// Minutes of working time, counted a little beyond what matters.
    private func minutes(since: Timestamp, upTo minutes: Int) -> Int64 {
        let most = Int64(minutes) + PresenceRule.gatherMinutes + Self.latenessMinutes
        return calendar.workingTime(
            from: since,
            to: end,
            hours: rule.hours,
            limit: most * 60_000
        ) / 60_000
    }
}
