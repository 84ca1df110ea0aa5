import ArgumentParser
import LianxiCore
import LianxiSettings

/// Lists the duties of the rules; needs no daemon.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the duties: basis, article, period, who owes them; no daemon is needed.",
        discussion: """
            What the law fixes, what is local policy and what another instrument fixes stand apart: \
            each duty names its basis, and a local period its source beside the statute's.

            The rules are those of --config, or of --rules and --related; else of the first \
            config/lianxid.yaml found here or above the program, else of /etc/lianxi.
            """
    )

    @Option(help: "One duty, such as D10, with all that is known of it.")
    var duty: String?

    @Flag(help: "The transitions of the lifecycle: who takes each, under which article.")
    var transitions = false

    @OptionGroup var files: RuleOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard !transitions || duty == nil else {
            throw ValidationError("either --duty or --transitions")
        }
    }

    func run() throws {
        if transitions {
            let view = TransitionsView()
            return try printing.show(view.table(printing.language), json: view.json)
        }
        let rules = try files.own() ?? files.configured(printing).rules
        let view = RulesView(rules: rules)
        guard let duty else {
            try printing.show(view.table(printing.language), json: view.json)
            return
        }
        let found = try rules.named(duty, printing)
        try printing.show(view.sheet(found, printing.language), json: view.json(found))
    }
}
