import Foundation
import LianxiCore
import LianxiServer
import LianxiSettings

/// The rules, the calendar and the policy that are shipped, as a daemon would read them.
enum Shipped {
    static func configuration(
        overlays: [String] = ["rules/local.yaml"]
    ) throws -> ServerConfiguration {
        let rules = try RuleSet.load(
            national: path("rules/national-2022.yaml"),
            overlays: overlays.map { $0.hasPrefix("/") ? $0 : path($0) },
            related: path("rules/related.yaml")
        )
        return ServerConfiguration(
            origin: Samples.origin,
            software: "lianxid/test",
            address: "127.0.0.1",
            ports: 5600...5699,
            localDesk: nil,
            ruleSet: rules,
            calendar: try calendar(),
            policy: try EscalationPolicy.load(path("policies/standard.yaml"), rules: rules),
            reserveBytes: 0
        )
    }

    static func calendar() throws -> WorkCalendar {
        try WorkCalendar.load(path("calendars/cn-2026.yaml"))
    }

    /// The shipped years and one more that no notice has named yet: weekends, and New Year's Day.
    static func calendarWith2027() throws -> WorkCalendar {
        let known = try calendar()
        let newYear = [CivilDate("2027-01-01")].compactMap { $0 }
        let year = WorkCalendar.Year(
            year: 2027,
            daysOff: newYear,
            makeUpDays: [],
            source: "a notice made up for the test"
        )
        return WorkCalendar(id: DataSetID(fixed: "made-up-2027"), years: known.years + [year])
    }

    private static func path(_ name: String) -> String {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return top.appending(path: "config").appending(path: name).path
    }
}
