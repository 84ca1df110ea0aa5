import ArgumentParser
import Foundation
import LianxiCore
import LianxiJSON
import LianxiSettings

/// Computes a date of the law, and explains it; needs no daemon.
struct DeadlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline",
        abstract: "Compute raw, legal and target dates; no daemon is needed.",
        discussion: """
            A date that needs a year whose calendar is not loaded is provisional: it is left out of \
            the JSON and never guessed.
            """
    )

    @Option(help: "A duty of the rules, such as D10.")
    var rule: String?
    @Option(help: "Or a period: 15d natural days, 5wd working days.")
    var period: Period?
    @Option(help: "The day it starts, which is not counted.")
    var from: String
    @Flag(help: "Tell it day by day.")
    var explain = false
    @Option(help: "Configuration whose rules and calendar are used; else the shipped ones.")
    var config: String?

    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard (rule == nil) != (period == nil) else {
            throw ValidationError("either --rule DUTY or --period PERIOD")
        }
    }

    func run() throws {
        guard let start = CivilDate(from) else {
            throw Trouble.usage(
                printing.say(
                    "--from \(from)：应为存在的日期 YYYY-MM-DD",
                    "--from \(from): a date that exists, YYYY-MM-DD, is expected"
                )
            )
        }
        let data = try load()
        let length = try length(data.rules)
        let explanation = DueDates.explain(length, from: Timestamp(start), in: data.calendar)
        let dates = explanation.dates
        var text = [("raw", dates.raw), ("legal", dates.legal), ("target", dates.target)]
            .map { name, date in
                let shown = date?.description ?? printing.say("暂定（缺该年日历）", "provisional")
                return "\(name)\t\(shown)"
            }.joined(separator: "\n")
        if explain {
            text += "\n\n" + explanation.lines.map(told).joined(separator: "\n")
        }
        var members: [(name: String, value: JSONValue)] = [
            ("from", .string(start.description)), ("period", .string(length.description)),
            ("calendar", .string(dates.calendar.text)),
        ]
        for (name, date) in [("raw", dates.raw), ("legal", dates.legal), ("target", dates.target)] {
            if let date { members.append((name, .string(date.description))) }
        }
        if explain { members.append(("days", .array(explanation.lines.map { .string(told($0)) }))) }
        printing.show(text, json: JSONValue(members))
    }

    /// One day of the count.
    private func told(_ line: DayLine) -> String {
        let kind =
            switch line.kind {
            case .weekday: printing.say("工作日", "working day")
            case .makeUp: printing.say("调休上班", "make-up working day")
            case .weekend: printing.say("周末", "weekend")
            case .dayOff: printing.say("节假日", "holiday")
            case .unknown: printing.say("该年日历未载入", "year not loaded")
            }
        let role =
            switch line.role {
            case .start: printing.say("起算日，不计", "start, not counted")
            case .counted(let number): printing.say("第 \(number) 日", "day \(number)")
            case .skipped: printing.say("不计", "passed over")
            case .rolledForward: printing.say("顺延", "rolled forward")
            case .rolledBack: printing.say("提前", "rolled back")
            }
        return "\(line.date)  \(role)  \(kind)"
    }

    private func length(_ rules: RuleSet) throws -> Period {
        if let period { return period }
        guard let id = rule.flatMap({ DutyID($0) }), let duty = rules.duty(id) else {
            throw Trouble.refused(
                printing.say("规则中没有 \(rule ?? "")", "the rules have no duty \(rule ?? "")")
            )
        }
        guard let length = duty.period else {
            throw Trouble.refused(
                printing.say(
                    "\(id)（\(duty.titleChinese)）没有固定的期限，请用 --period",
                    "\(id) (\(duty.titleEnglish)) has no period of its own; use --period"
                )
            )
        }
        return length
    }

    private func load() throws -> (rules: RuleSet, calendar: WorkCalendar) {
        if let config {
            let data = try DataSets.load(try DaemonSettings.load(config))
            return (data.rules, data.calendar)
        }
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        var places = ["./config", "/etc/lianxi"]
        var folder = URL(filePath: own).deletingLastPathComponent()
        while folder.path != "/" {
            places.append(folder.appending(path: "config").path)
            folder.deleteLastPathComponent()
        }
        let found = places.first {
            FileManager.default.fileExists(atPath: "\($0)/rules/national-2022.yaml")
        }
        guard let found else {
            throw Trouble.cannotOpen(
                printing.say("找不到规则与日历，请给出 --config", "no rules found; give --config")
            )
        }
        return (
            try RuleSet.load(
                national: "\(found)/rules/national-2022.yaml",
                local: "\(found)/rules/local.yaml"
            ),
            try WorkCalendar.load("\(found)/calendars/cn-2026.yaml")
        )
    }
}
