import ArgumentParser
import LianxiCommands
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSettings

/// Reads everything the daemon would read, and says what is wrong with file, line, key and value.
struct CheckConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract:
            "Check the configuration and all it names: rules, calendar, policy, rosters, routes.",
        discussion: """
            Exits 0 when a daemon could start on it, else 78. Where there is a ledger and no daemon runs, its \
            departments, appointments and channels say whether every chain of the policy ends at a person \
            who can be told; else the rosters alone do.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "text or json.")
    var output: OutputForm = .text

    func run() async throws {
        guard output == .json else {
            let (settings, data) = try common.load()
            if let problem = Self.tooLarge(data.rules, in: settings) {
                complain(problem.sentence(common.language))
                throw ExitCodes.configuration
            }
            print(
                common.language.pick(
                    "配置无误：规则 \(data.rules.id)（SHA-256 \(data.rules.digest)），"
                        + "日历 \(data.calendar.id)，升级策略 \(data.policy.id)（SHA-256 \(data.policy.digest)）。",
                    "The configuration is sound: rules \(data.rules.id) (SHA-256 \(data.rules.digest)), "
                        + "calendar \(data.calendar.id), policy \(data.policy.id) (SHA-256 \(data.policy.digest))."
                )
            )
            if let warning = warning(of: data.calendar) { complain(warning) }
            if settings.enrolment == .open { complain(openEnrolment) }
            let gaps = gaps(in: data)
            for gap in gaps {
                complain(gap.gap.sentence(of: gap.roster, common.language))
            }
            let report = await LoadReport.of(Installation(settings: settings, data: data))
            print(report.text(common.language))
            for line in report.lines(common.language) { complain(line) }
            if gaps.contains(where: \.isHole) || report.blocks { throw ExitCodes.configuration }
            return
        }
        var problems: [JSONValue] = []
        var holes = false
        var members: [(name: String, value: JSONValue)] = []
        do {
            let settings = try DaemonSettings.load(common.config)
            let data = try DataSets.load(settings)
            problems =
                Self.tooLarge(data.rules, in: settings).map { [$0.json(common.language)] } ?? []
            members = [
                ("rules", .string(data.rules.id.text)),
                ("rules-digest", .string("\(data.rules.digest)")),
                ("policy", .string(data.policy.id.text)),
                ("policy-digest", .string("\(data.policy.digest)")),
                ("calendar-warning", .bool(data.calendar.isRunningOut(at: now))),
                ("enrolment", .string(settings.enrolment.rawValue)),
            ]
            if let lastDay = data.calendar.lastDay {
                members.append(("calendar-through", .string("\(lastDay)")))
            }
            let gaps = gaps(in: data)
            holes = gaps.contains(where: \.isHole)
            members.append(("roster-gaps", .array(gaps.map { json(of: $0) })))
            let report = await LoadReport.of(Installation(settings: settings, data: data))
            holes = holes || report.blocks
            members.append(("load-check", report.json(common.language)))
        } catch {
            problems = error.problems.map { $0.json(common.language) }
        }
        let report = JSONValue(members + [("problems", .array(problems))])
        print(String(decoding: report.canonicalBytes, as: UTF8.self))
        if !problems.isEmpty || holes { throw ExitCodes.configuration }
    }

    private var now: Timestamp { SystemClock().now() }

    /// How many days ahead rosters are looked at.
    private static let rosterDays = 30

    private struct FoundGap {
        let roster: RosterID
        let gap: RosterGap

        /// Nobody is on duty; a year that is not loaded is only a warning.
        var isHole: Bool { gap.cause != .yearMissing }
    }

    /// When nobody is on duty in the coming days, roster by roster.
    private func gaps(in data: DataSets) -> [FoundGap] {
        let end = now.adding(milliseconds: Int64(Self.rosterDays) * 86_400_000)
        return data.rosters.flatMap { roster in
            roster.coverage(from: now, to: end, calendar: data.calendar)
                .map { FoundGap(roster: roster.id, gap: $0) }
        }
    }

    private func json(of it: FoundGap) -> JSONValue {
        [
            "roster": .string(it.roster.text), "from": .string(it.gap.from.wallText),
            "until": .string(it.gap.until.wallText), "cause": .string(it.gap.cause.rawValue),
            "layer": .string(it.gap.layer?.text ?? ""),
        ]
    }

    private var openEnrolment: String {
        let (cause, cure) = (DoctorCode.enrolmentOpen.cause, DoctorCode.enrolmentOpen.cure)
        return common.language.pick(
            "注意：\(cause.chinese)\(cure.chinese)",
            "Note: \(cause.english) \(cure.english)"
        )
    }

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

    /// Adopting a rule set is one entry; `nil` when it fits.
    private static func tooLarge(_ rules: RuleSet, in settings: DaemonSettings) -> SettingsProblem?
    {
        do {
            _ = try rules.entrySize()
            return nil
        } catch {
            guard case .tooLarge(let bytes) = error else { return nil }
            return SettingsProblem(
                .wrong,
                file: settings.localRules.last ?? "",
                line: nil,
                column: nil,
                key: "duties",
                value: "\(bytes)",
                expected: Wording(
                    "合并后的规则集不超过 \(EntryCodec.mostBytes) 字节，请缩短文字",
                    "a merged rule set of at most \(EntryCodec.mostBytes) bytes: shorten the texts"
                )
            )
        }
    }
}
