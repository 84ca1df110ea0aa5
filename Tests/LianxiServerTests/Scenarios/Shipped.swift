import Foundation
import LianxiCore
import LianxiServer
import LianxiSettings

/// The rules, the calendar and the policy that are shipped, as a daemon would read them.
enum Shipped {
    /// Read once: the files do not change while tests run.
    private static let read = Result {
        let rules = try RuleSet.load(
            national: path("rules/national-2022.yaml"),
            overlays: [path("rules/local.yaml")],
            related: path("rules/related.yaml")
        )
        return (
            rules: rules,
            calendar: try WorkCalendar.load(path("calendars/cn-2026.yaml")),
            policy: try EscalationPolicy.load(path("policies/standard.yaml"), rules: rules),
            forms: try FormSet.load(path("forms/forms.yaml"))
        )
    }

    /// As shipped; with switches turned on that a conference may turn on.
    static func configuration(_ options: [RuleOption] = []) throws -> ServerConfiguration {
        let shipped = try read.get()
        let rules = RuleSet(
            id: shipped.rules.id,
            duties: shipped.rules.duties,
            options: shipped.rules.options + options
        )
        var configuration = ServerConfiguration(
            origin: Samples.origin,
            software: "lianxid/test",
            address: "127.0.0.1",
            ports: 5600...5699,
            localDesk: nil,
            ruleSet: rules,
            calendar: shipped.calendar,
            policy: shipped.policy,
            reserveBytes: 0
        )
        configuration.forms = shipped.forms
        return configuration
    }

    /// The shipped years and one more that no notice has named yet: weekends, and New Year's Day.
    static func calendarWith2027() throws -> WorkCalendar {
        let known = try read.get().calendar
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
