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
    @Option(help: "Configuration whose rules and calendar are used.")
    var config: String?
    @Option(help: "Or rule files: NATIONAL,LOCAL.")
    var rules: String?
    @Option(help: "Or a calendar file.")
    var calendar: String?
    @Option(help: "With --calendar, a file of local holidays that extends it.")
    var local: String?

    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard [rule != nil, period != nil, back != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("one of --rule DUTY, --period PERIOD and --back PERIOD")
        }
        if case .hours? = back { throw ValidationError("--back: days or working days") }
        guard local == nil || calendar != nil else {
            throw ValidationError("--local goes with --calendar")
        }
        guard rules == nil || rules?.split(separator: ",").count == 2 else {
            throw ValidationError("--rules NATIONAL,LOCAL")
        }
        guard config == nil || (rules == nil && calendar == nil) else {
            throw ValidationError("either --config, or --rules and --calendar")
        }
    }

    func run() throws {
        let data = try DeadlineData.load(
            config: config,
            rules: rules,
            calendar: calendar,
            local: local,
            printing
        )
        if let back { return try show(back, data.calendar) }
        let duty = try rule.map { try named($0, data.rules) }
        guard let length = period ?? duty?.period else { throw withoutPeriod(duty) }
        let deadline = Deadline(
            duty: duty,
            period: length,
            explanation: DueDates.explain(length, from: from.timestamp, in: data.calendar),
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

    private func named(_ name: String, _ rules: RuleSet?) throws -> Duty {
        guard let duty = DutyID(name).flatMap({ rules?.duty($0) }) else {
            throw Trouble.refused(
                printing.say("规则中没有 \(name)", "the rules have no duty \(name)")
            )
        }
        return duty
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

/// The rules and the calendar a date is computed by.
struct DeadlineData {
    /// `nil` when only a calendar was named.
    let rules: RuleSet?
    let calendar: WorkCalendar

    /// Reads the files named; what is not named comes from the first configuration found.
    static func load(
        config: String?,
        rules: String?,
        calendar: String?,
        local: String?,
        _ printing: PrintingOptions
    ) throws -> Self {
        let named = rules?.split(separator: ",").map(String.init) ?? []
        let ownRules =
            try named.count == 2
            ? RuleSet.load(national: named[0], local: named[1]) : nil
        let ownCalendar = try calendar.map { try WorkCalendar.load($0, local: local) }
        if let ownCalendar, ownRules != nil { return Self(rules: ownRules, calendar: ownCalendar) }
        guard let place = config ?? found() else {
            throw Trouble.cannotOpen(
                printing.say("找不到规则与日历，请给出 --config", "no rules found; give --config")
            )
        }
        let data = try DataSets.load(try DaemonSettings.load(place))
        return Self(rules: ownRules ?? data.rules, calendar: ownCalendar ?? data.calendar)
    }

    private static func found() -> String? {
        var places = ["config/lianxid.yaml"]
        var folder = Files.parent(of: Files.ownPath)
        while folder != "/", folder != "." {
            places.append("\(folder)/config/lianxid.yaml")
            folder = Files.parent(of: folder)
        }
        places += ["/etc/lianxi/lianxid.yaml", "/usr/share/lianxi/config/lianxid.yaml"]
        return places.first { Files.exists($0) }
    }
}
