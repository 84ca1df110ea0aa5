import ArgumentParser
import LianxiCore
import LianxiJSON
import LianxiSettings

/// Reads everything the daemon would read, and says what is wrong with file, line, key and value.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Check the configuration and the rules, calendar and policy it names.",
        discussion: "Exits 0 when a daemon could start on it, else 78."
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "text or json.")
    var output: OutputForm = .text

    func run() throws {
        guard output == .json else {
            let (_, data) = try common.load()
            print(
                common.language.pick(
                    "配置无误：规则 \(data.rules.id)，日历 \(data.calendar.id)，升级策略 \(data.policy.id)。",
                    "The configuration is sound: rules \(data.rules.id), "
                        + "calendar \(data.calendar.id), policy \(data.policy.id)."
                )
            )
            if let warning = warning(of: data.calendar) { complain(warning) }
            return
        }
        var members: [(name: String, value: JSONValue)] = []
        var problems: [JSONValue] = []
        do {
            let calendar = try DataSets.load(try DaemonSettings.load(common.config)).calendar
            if let lastDay = calendar.lastDay {
                members.append(("calendar-through", .string("\(lastDay)")))
            }
            members.append(("calendar-warning", .bool(calendar.isRunningOut(at: now))))
        } catch {
            problems = error.problems.map { $0.json(common.language) }
        }
        members.append(("problems", .array(problems)))
        print(String(decoding: JSONValue(members).canonicalBytes, as: UTF8.self))
        if !problems.isEmpty { throw ExitCodes.configuration }
    }

    private var now: Timestamp { SystemClock().now() }

    /// What to say when the calendar is about to run out; `nil` when it is not.
    private func warning(of calendar: WorkCalendar) -> String? {
        guard calendar.isRunningOut(at: now), let lastDay = calendar.lastDay,
            let left = calendar.daysLeft(at: now)
        else { return nil }
        return common.language.pick(
            "注意：日历 \(calendar.id) 只载至 \(lastDay)，还有 \(max(0, left)) 日；请载入下一年。",
            "Note: the calendar \(calendar.id) ends on \(lastDay), in \(max(0, left)) days; "
                + "load the next year."
        )
    }
}

/// How data is printed.
enum OutputForm: String, ExpressibleByArgument {
    case text, json
}
