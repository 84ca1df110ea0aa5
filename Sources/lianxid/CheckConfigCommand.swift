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
            return
        }
        var problems: [JSONValue] = []
        do {
            _ = try DataSets.load(try DaemonSettings.load(common.config))
        } catch {
            problems = error.problems.map { $0.json(common.language) }
        }
        let report = JSONValue([("problems", .array(problems))])
        print(String(decoding: report.canonicalBytes, as: UTF8.self))
        if !problems.isEmpty { throw ExitCodes.configuration }
    }
}

/// How data is printed.
enum OutputForm: String, ExpressibleByArgument {
    case text, json
}
