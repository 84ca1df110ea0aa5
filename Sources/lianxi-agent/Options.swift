import ArgumentParser
import LianxiCommands
import LianxiCore
import LianxiFiles

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(help: "The agent's directory: keys, inbox, evidence. Default: the settings', else '.'.")
    var directory: String?

    @Option(help: "Settings; default agent.yaml in the directory, which may be absent.")
    var config: String?

    @Option(help: "How data is printed: text or json.")
    var output: OutputForm = .text

    @Option(help: "zh or en; default from the locale, else zh.")
    var lang: Language?

    var language: Language { lang ?? Language() }

    /// Sentences for the reader of this command.
    func say(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
}

/// What commands that act take besides.
struct ActOptions: ParsableArguments {
    @Option(help: "Who signs; default: the settings' officer, or the only act key there is.")
    var officer: String?

    @Flag(help: "Ask nobody: the act goes with the next bundle.")
    var offline = false

    @Option(help: "Seconds to wait for the daemon's confirmation.")
    var timeout = 30

    /// The officer named; a wrong form is a mistake in usage.
    func named(_ common: CommonOptions) throws -> OfficerID? {
        guard let officer else { return nil }
        guard let id = OfficerID(officer) else {
            throw AgentTrouble.usage(
                common.say(
                    "--officer \(officer)：应为小写字母、数字和 -",
                    "--officer \(officer): expected a-z, 0-9 and -"
                )
            )
        }
        return id
    }
}
