import ArgumentParser
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

            Rules and calendar are those of --config, or of --rules and --calendar; else of the \
            first config/lianxid.yaml found here or above the program, else of /etc/lianxi.
            """
    )

    @Option(help: "A duty of the rules, such as D10.")
    var rule: String?
    @Option(help: "Or a period: 15d natural days, 5wd working days, 4h hours.")
    var period: Period?
    @Option(help: "The day it starts, which is not counted: YYYY-MM-DD, for hours with THH:MM.")
    var from: Moment
    @Flag(help: "Tell it day by day.")
    var explain = false
    @Option(help: "Or a calendar file.")
    var calendar: String?

    @OptionGroup var files: RuleOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard (rule == nil) != (period == nil) else {
            throw ValidationError("either --rule DUTY or --period PERIOD")
        }
        guard files.config == nil || calendar == nil else {
            throw ValidationError("either --config, or --rules and --calendar")
        }
    }

    func run() throws {
        let own = try files.own()
        let ownCalendar = try calendar.map { try WorkCalendar.load($0) }
        let data = own == nil || ownCalendar == nil ? try files.configured(printing) : nil
        let duty = try rule.flatMap { try (own ?? data?.rules)?.named($0, printing) }
        guard let length = period ?? duty?.effectivePeriod else { throw withoutPeriod(duty) }
        guard let calendar = ownCalendar ?? data?.calendar else { return }
        let deadline = Deadline(
            duty: duty,
            period: length,
            explanation: DueDates.explain(length, from: from.timestamp, in: calendar),
            from: from,
            isExplained: explain
        )
        let language = printing.language
        try printing.show(deadline.text(language), json: deadline.json(language))
    }

    private func withoutPeriod(_ duty: Duty?) -> Trouble {
        let name = duty.map { "\($0.id)" } ?? ""
        return .refused(
            printing.say(
                "\(name)（\(duty?.titleChinese ?? "")）没有固定的期限，请用 --period",
                "\(name) (\(duty?.titleEnglish ?? "")) has no period of its own; use --period"
            )
        )
    }
}
