import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSettings
import LianxiWire

/// The escalation policy: who hears when a duty is not done.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Show the escalation policy, check it, and tell who would be told when.",
        subcommands: [Show.self, Check.self, DryRun.self]
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the policy in force with its digest; --offline: that of the file."
        )

        @Flag(help: "The file the configuration names; no daemon is needed.")
        var offline = false
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            if offline {
                let policy = try office.dataSets().policy
                let view = PolicyView(policy: policy)
                return try printing.show(view.text(printing.language), json: view.json)
            }
            let answer = try await office.connect().desk.ask(PolicyRequest())
            let view = PolicyAnswer(answer: answer)
            try printing.show(view.head(printing.language), json: answer.encode())
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that every chain ends at a person who can be told, for 30 days.",
            discussion: """
                Asks the daemon, which knows the appointments, rosters and channels: of the policy in \
                force, or of FILE before it is adopted. Exits 1 when a chain has a hole; such a policy \
                is not adopted.
                """
        )

        @Argument(help: "A policy file, checked with the configuration's rules.")
        var file: String?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let policy = try file.map { file in
                try EscalationPolicy.load(file, rules: office.dataSets().rules)
            }
            let answer = try await office.connect().desk.ask(
                PolicyRequest(ends: policy?.ends ?? [])
            )
            let view = PolicyAnswer(answer: answer)
            try printing.show(
                view.check(printing.language, file: policy),
                json: answer.encode()
            )
            if !answer.findings.isEmpty { throw Trouble.told }
        }
    }

    struct DryRun: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell who would be told when, if nobody did anything.",
            discussion: """
                With --matter, asks the daemon about the matter's running clocks; with --duty and \
                --from, reads the configuration's rules, calendar and policy and needs no daemon.
                """
        )

        @Option(help: "A matter: its identifier or the office's number.")
        var matter: String?
        @Option(help: "Or a duty of the rules, such as D09.")
        var duty: String?
        @Option(help: "The day or moment its clock starts: YYYY-MM-DD or YYYY-MM-DDTHH:MM.")
        var from: Moment?
        @Option(help: "Its period, where the rules name none: 30d, 5wd, 4h.")
        var period: Period?
        @Option(help: "The last day: YYYY-MM-DD.")
        var until: CivilDate?

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func validate() throws {
            guard (matter == nil) != (duty == nil), (duty == nil) == (from == nil) else {
                throw ValidationError("--matter, or --duty with --from")
            }
            guard period == nil || duty != nil else {
                throw ValidationError("--period goes with --duty")
            }
        }

        func run() async throws {
            guard let duty, let from else { return try await runOnline() }
            let data = try office.dataSets()
            let found = try data.rules.named(duty, printing)
            guard let length = period ?? found.effectivePeriod else {
                throw Trouble.refused(
                    printing.say(
                        "\(duty) 没有固定的期限，请用 --period",
                        "\(duty) has no period of its own; use --period"
                    )
                )
            }
            let run = DutyRun(
                duty: found.id,
                policy: data.policy,
                forecast: data.policy.forecast(
                    found.id,
                    within: length,
                    from: from.timestamp,
                    in: data.calendar
                ),
                until: until
            )
            try printing.show(run.text(printing.language), json: run.json)
        }

        private func runOnline() async throws {
            let office = try await office.connect()
            let id = try await office.matter(matter ?? "", printing)
            let answer = try await office.desk.ask(PolicyRequest(matter: id, until: until))
            let view = PolicyAnswer(answer: answer, names: try await office.names())
            try printing.show(view.forecast(printing.language), json: answer.encode())
        }
    }
}

extension OfficeOptions {
    /// The data sets the configuration names.
    fileprivate func dataSets() throws -> DataSets {
        try DataSets.load(DaemonSettings.load(config))
    }
}
