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
    @Option(help: "Or count back, as reminders are: 3wd is the third working day before --from.")
    var back: Period?
    @Option(help: "The day it starts, which is not counted: YYYY-MM-DD, for hours with THH:MM.")
    var from: Moment
    @Flag(help: "Tell it day by day.")
    var explain = false
    @Option(help: "Or a calendar file.")
    var calendar: String?
    @Option(help: "With --calendar, a file of local holidays that extends it.")
    var local: String?

    @OptionGroup var files: RuleOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard [rule != nil, period != nil, back != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("one of --rule DUTY, --period PERIOD and --back PERIOD")
        }
        if case .hours? = back { throw ValidationError("--back: days or working days") }
        guard local == nil || calendar != nil else {
            throw ValidationError("--local goes with --calendar")
        }
        guard files.config == nil || calendar == nil else {
            throw ValidationError("either --config, or --rules and --calendar")
        }
    }

    func run() throws {
        let own = try files.own()
        let ownCalendar = try calendar.map { try WorkCalendar.load($0, local: local) }
        let isConfigured = ownCalendar == nil || (own == nil && back == nil)
        let data = isConfigured ? try files.configured(printing) : nil
        guard let calendar = ownCalendar ?? data?.calendar else { return }
        if let back { return try show(back, calendar) }
        let duty = try rule.flatMap { try (own ?? data?.rules)?.named($0, printing) }
        guard let length = period ?? duty?.effectivePeriod else { throw withoutPeriod(duty) }
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

    private func show(_ back: Period, _ calendar: WorkCalendar) throws {
        let day = DayBefore(
            period: back,
            date: from.date,
            calendar: calendar,
            isExplained: explain
        )
        try printing.show(day.text(printing.language), json: day.json(printing.language))
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
