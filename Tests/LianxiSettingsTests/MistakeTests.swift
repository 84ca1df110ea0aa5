import LianxiCore
import LianxiJSON
import Testing

@testable import LianxiSettings

/// A file named for its mistake, and what must be said of it.
struct Mistake: CustomStringConvertible, Sendable {
    let file: String
    let line: Int?
    let key: String
    let value: String?
    let expected: String

    init(_ file: String, _ line: Int?, _ key: String, _ value: String?, _ expected: String) {
        self.file = file
        self.line = line
        self.key = key
        self.value = value
        self.expected = expected
    }

    var description: String { file }

    /// Reads the file and checks that the first thing said of it is this.
    func check(_ problems: [SettingsProblem]) throws {
        let problem = try #require(problems.first { $0.key == key }, "\(problems)")
        #expect(problem.file == Shipped.mistake(file))
        #expect(problem.line == line)
        #expect(problem.value == value)
        #expect(problem.expected.english.contains(expected), "\(problem.expected.english)")
        #expect(problem.sentence(.en).hasPrefix(problem.place + ": "))
        #expect(problem.sentence(.zh).contains("，应为" + problem.expected.chinese))
    }
}

/// What a loader says of a file; empty when it loads.
func problems(_ load: () throws -> Void) -> [SettingsProblem] {
    do {
        try load()
        return []
    } catch { return (error as? SettingsError)?.problems ?? [] }
}

@Suite("A mistake in a settings file is told by file, line, key, value and expectation")
struct MistakeTests {
    static let daemonMistakes = [
        Mistake("daemon/unknown-key.yaml", 8, "stroage", "stroage", "\"storage\", perhaps"),
        Mistake("daemon/missing-origin-and-national-rules.yaml", 1, "origin", nil, "visible ASCII"),
        Mistake(
            "daemon/missing-origin-and-national-rules.yaml",
            4,
            "rules.national",
            nil,
            "a path"
        ),
        Mistake(
            "daemon/key-standing-twice.yaml",
            10,
            "listen.ports",
            "ports",
            "the first is on line 9"
        ),
        Mistake("daemon/key-standing-twice.yaml", 11, "name", "name", "the first is on line 3"),
        Mistake(
            "daemon/ports-the-wrong-way-round.yaml",
            8,
            "listen.ports",
            "7599-5600",
            "5600-7599"
        ),
        Mistake(
            "daemon/reserve-that-is-no-number.yaml",
            7,
            "storage.reserve-mib",
            "64MB",
            "from 1 to 1048576"
        ),
        Mistake("daemon/level-nobody-knows.yaml", 8, "log.level", "verbose", "trace, debug, info"),
        Mistake(
            "daemon/address-by-name.yaml",
            8,
            "listen.address",
            "localhost",
            "* or an IP address"
        ),
        Mistake("daemon/list-where-a-text-belongs.yaml", 7, "local-desk", "[… 2]", "a socket path"),
        Mistake("daemon/no-value.yaml", 7, "local-desk", "", "a socket path"),
        Mistake("daemon/alias.yaml", 1, "data", "&", "without anchors"),
        Mistake("daemon/no-yaml.yaml", 4, "", "found unexpected end of stream", "valid YAML"),
        Mistake("daemon/not-a-mapping.yaml", 1, "", "[… 2]", "keys with values"),
        Mistake("daemon/not-utf-8.txt", nil, "", "bytes that are no UTF-8", "UTF-8"),
        Mistake("daemon/origin-with-a-blank.yaml", 2, "origin", "xinfang demo", "without blanks"),
        Mistake(
            "daemon/no-such-file.yaml",
            nil,
            "",
            "No such file or directory",
            "a readable regular file"
        ),
    ]

    @Test("lianxid.yaml", arguments: daemonMistakes)
    func daemon(mistake: Mistake) throws {
        try mistake.check(problems { _ = try DaemonSettings.load(Shipped.mistake(mistake.file)) })
    }

    static let chineseMistakes = [
        ("daemon/no-yaml.yaml", "文件在引号或者括号闭合之前就结束了”，应为有效的 YAML"),
        ("daemon/not-utf-8.txt", "现为“不是 UTF-8 编码的字节”，应为UTF-8 编码的文字"),
        ("daemon/not-there.yaml", "无法读取（目录或者文件不存在）"), ("daemon", "无法读取（不是普通文件）"),
    ]

    @Test("What keeps a file from being read is told in Chinese", arguments: chineseMistakes)
    func chinese(file: String, words: String) throws {
        let found = problems { _ = try DaemonSettings.load(Shipped.mistake(file)) }
        let problem = try #require(found.first)
        #expect(problem.sentence(.zh).contains(words), "\(problem.sentence(.zh))")
        guard case .object(let zh) = problem.json(.zh), case .object(let en) = problem.json(.en)
        else { return #expect(Bool(false), "no objects") }
        #expect(zh["value"] != en["value"])
        #expect(en["value"] == problem.value.map { .string($0) })
    }

    @Test("All mistakes of a file are told at once, in the order of the file")
    func several() {
        let found = problems {
            _ = try DaemonSettings.load(Shipped.mistake("daemon/several-mistakes.yaml"))
        }
        #expect(
            found.map(\.key) == [
                "name", "origin", "nmae", "listen.address", "listen.ports", "storage.reserve-mib",
            ]
        )
        #expect(found.map(\.kind) == [.missing, .wrong, .unknown, .wrong, .wrong, .wrong])
        #expect(found[2].line == 3 && found[2].column == 1)
    }

    static let agentMistakes = [
        Mistake("agent/officer-in-capitals.yaml", 2, "officer", "Clerk-1", "1 to 32 of a-z"),
        Mistake("agent/hook-without-a-command.yaml", 4, "hook.command", nil, "a list of 1 to 64"),
        Mistake(
            "agent/hook-without-a-command.yaml",
            4,
            "hook.timeout-seconds",
            "7200",
            "1 to 3600"
        ),
    ]

    @Test("agent.yaml", arguments: agentMistakes)
    func agent(mistake: Mistake) throws {
        try mistake.check(problems { _ = try AgentSettings.load(Shipped.mistake(mistake.file)) })
    }

    static let calendarMistakes = [
        Mistake(
            "calendar/date-that-does-not-exist.yaml",
            6,
            "years[0].holidays[0].off",
            "2026-02-30",
            "a date"
        ),
        Mistake(
            "calendar/date-in-another-year.yaml",
            6,
            "years[0].holidays[0].off",
            "2025-12-31",
            "a date in 2026"
        ),
        Mistake(
            "calendar/make-up-day-on-a-weekday.yaml",
            6,
            "years[0].holidays[0].work",
            "2026-10-09",
            "a Saturday or Sunday"
        ),
        Mistake(
            "calendar/date-listed-twice.yaml",
            7,
            "years[0].holidays[1].off",
            "2026-10-07",
            "listed once"
        ),
        Mistake(
            "calendar/range-backwards.yaml",
            6,
            "years[0].holidays[0].off",
            "2026-10-07..2026-10-01",
            "at most 31 days"
        ),
        Mistake(
            "calendar/years-out-of-order.yaml",
            7,
            "years[1].year",
            "2025",
            "more than the one before, 2026"
        ),
    ]

    @Test("A calendar", arguments: calendarMistakes)
    func calendar(mistake: Mistake) throws {
        try mistake.check(problems { _ = try WorkCalendar.load(Shipped.mistake(mistake.file)) })
    }

    static let policyMistakes = [
        Mistake(
            "policy/duty-not-in-the-rules.yaml",
            4,
            "chains[0].duty",
            "D31",
            "a duty of the rule set local-test"
        ),
        Mistake(
            "policy/step-numbers-with-a-gap.yaml",
            7,
            "chains[0].steps[1].number",
            "3",
            "2: counted from 1"
        ),
        Mistake(
            "policy/moments-not-ascending.yaml",
            7,
            "chains[0].steps[1].before-target",
            "3wd",
            "not before that of the step before"
        ),
        Mistake(
            "policy/before-target-after-a-breach.yaml",
            7,
            "chains[0].steps[1].before-target",
            "3wd",
            "not before that of the step before"
        ),
        Mistake(
            "policy/hours-before-the-target.yaml",
            6,
            "chains[0].steps[0].before-target",
            "3h",
            "in days"
        ),
        Mistake(
            "policy/two-moments.yaml",
            6,
            "chains[0].steps[0].after-legal",
            "after-legal",
            "exactly one of"
        ),
        Mistake(
            "policy/no-moment.yaml",
            6,
            "chains[0].steps[0].after-start",
            nil,
            "exactly one of"
        ),
        Mistake(
            "policy/target-without-a-post.yaml",
            6,
            "chains[0].steps[0].targets[0]",
            "department",
            "then / and a post"
        ),
        Mistake("policy/target-twice.yaml", 6, "chains[0].steps[0].targets", "…", "listed once"),
        Mistake(
            "policy/action-nobody-takes.yaml",
            6,
            "chains[0].steps[0].action",
            "punish",
            "propose-interview"
        ),
        Mistake(
            "policy/no-targets.yaml",
            6,
            "chains[0].steps[0].targets",
            "[… 0]",
            "a list of 1 to 8"
        ),
        Mistake("policy/hour-that-does-not-exist.yaml", 2, "hour", "24", "from 0 to 23"),
    ]

    @Test("An escalation policy", arguments: policyMistakes)
    func policy(mistake: Mistake) throws {
        let rules = try RuleSet.load(
            national: Shipped.mistake("rules/national.yaml"),
            overlays: [Shipped.mistake("rules/local.yaml")]
        )
        try mistake.check(
            problems { _ = try EscalationPolicy.load(Shipped.mistake(mistake.file), rules: rules) }
        )
    }
}
