import Foundation
import LianxiCore
import Testing

/// A report about a unit and its people, with the real programs at their most talkative.
///
/// From its registration over silence to its end, nothing they write for operators names it. Art. 30(3).
@Suite(
    "A sealed matter and what programs write",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10))
)
struct SealedStoryTests {
    private static let number = "密2026-7"
    private static let accused = "赵得利副局长"
    private static let claim = "\(accused)收受钱款，其妻钱某代收"
    private static let petitioner = "孙知情"
    private static let units = ["housing", "discipline", "supervision"]
    private static let dispatch = ["dispatch", number, "--forwarded", "--lead"]

    private let conference: Conference
    private let manager: FakeManager

    init() throws {
        conference = try Conference(changes: ["log": "\n  level: trace"])
        manager = try FakeManager(in: conference.folder)
    }

    /// What starts a program under the manager, and under a clock where there is one.
    private func launcher(_ clock: SteppedClock? = nil) -> [String] {
        (clock?.launcher ?? ["/usr/bin/env"]) + ["NOTIFY_SOCKET=\(manager.path)"]
    }

    private func found() throws {
        try conference.initialise()
        try conference.start(under: launcher())
        for unit in Self.units {
            try conference.enrol(
                unit,
                name: "\(unit)局",
                officer: "zhang",
                reports: unit != "housing"
            )
            try Data("party: \(unit)\nofficer: zhang\nlog:\n  level: trace\n".utf8).write(
                to: URL(filePath: conference.place(unit)).appending(path: "agent.yaml")
            )
            try conference.startAgent(unit, under: launcher())
        }
    }

    /// The feed number of the assignment, once the unit's agent has it.
    private func received(by unit: String) throws -> [String: Any] {
        var found: [String: Any]?
        try eventually("\(unit) has it") {
            let shown = try conference.agent(unit, ["inbox", "--output", "json"]).json()
            found = (shown["assignments"] as? [[String: Any]])?.last
            return found != nil
        }
        return try #require(found)
    }

    /// All that was written for operators so far: logs, and what the service manager was told.
    private func written() throws -> String {
        let logs = try
            ([conference.daemonLog]
            + Self.units.map { conference.folder.appending(path: "\($0).log") })
            .map { try String(contentsOf: $0, encoding: .utf8) }
        return (logs + [manager.told]).joined(separator: "\n")
    }

    /// How the daemon, the office's tools and an agent answer the question for their health.
    private func health() throws -> String {
        let asked = [
            try conference.office(["status"]), try conference.office(["doctor"]),
            try run("lianxid", ["doctor", "--config", conference.configuration]),
            try conference.tryAgent("housing", ["ledger"]),
            try conference.tryAgent("housing", ["inbox"]),
            try conference.tryAgent("housing", ["conference"]),
            try conference.tryAgent("housing", ["document"]),
        ]
        return asked.map { $0.output + $0.errors }.joined(separator: "\n")
    }

    private func check(_ text: String, for words: [String], _ what: String) {
        for word in words {
            let lines = text.split(separator: "\n").filter { $0.contains(word) }
            #expect(lines.isEmpty, "\(what) names \(word): \(lines.prefix(3))")
        }
    }

    @Test(
        "No log line, status, health answer or error names it, its people, or for its sake the unit"
    )
    func whole() async throws {
        try await offPool {
            try found()
            let before = try written().count
            let registered = try conference.officeJSON([
                "register", "--number", Self.number, "--channel", "letter", "--class", "informant",
                "--purpose", "report", "--subject", "construction", "--place", "青禾镇",
                "--petitioner", Self.petitioner, "--claim", Self.claim, "--excluded", "housing",
                "--yes",
            ])
            let matter = try #require(registered["matter"] as? String)
            let refused = try conference.office(Self.dispatch + ["housing"])
            #expect(refused.code == 1 && !refused.errors.contains(matter), "\(refused.errors)")
            let made = try conference.officeJSON(Self.dispatch + ["discipline"])
            let assignment = try #require((made["assignments"] as? [String])?.first)
            let secrets = [matter, assignment, Self.number, Self.accused, "钱某", Self.petitioner]

            let kept = try received(by: "discipline")
            let item = "\(try #require(kept["number"] as? Int))"
            try conference.agent("discipline", ["show", item])
            // Its unit objects, and is no longer shown it; another takes it.
            try conference.agent("discipline", ["object", item, "--reason", "属监督部门管辖"])
            let upheld = ["object", Self.number, "discipline", "uphold", "--reason", "属实"]
            try conference.officeJSON(upheld)
            try eventually("the unit heard that it is not its own any more") {
                let shown = try conference.agent(
                    "discipline",
                    ["inbox", "--all", "--output", "json"]
                ).json()
                let rows = shown["assignments"] as? [[String: Any]] ?? []
                return rows.last?["state"] as? String == "returned"
            }
            try conference.officeJSON(Self.dispatch + ["supervision"])
            let taken = "\(try #require(try received(by: "supervision")["number"] as? Int))"
            try conference.agent("supervision", ["sign", taken])
            try conference.officeJSON([
                "stand-aside", Self.number, "--person", "li", "--note", "亲属",
            ])
            // The accused unit asks for what it may not know of.
            for wish in [["show", "9"], ["sign", "9"], ["fetch", "9"], ["document", "9"]] {
                let done = try conference.tryAgent("housing", wish)
                #expect(done.code != 0)
                check(done.output + done.errors, for: secrets, "\(wish)")
            }
            check(try health(), for: secrets, "a health answer")

            // Killed and started again with all that fell due meanwhile.
            conference.killDaemon()
            if SteppedClock.isPossible {
                let clock = try SteppedClock(in: conference.folder)
                try clock.step(seconds: 40 * 86_400)
                try conference.start(under: launcher(clock))
                try eventually("its silence has climbed") {
                    let due = try conference.officeJSON([
                        "due", "--days", "50", "--department", "supervision",
                    ])
                    let lines = due["due"] as? [[String: Any]] ?? []
                    return lines.contains { ($0["fired"] as? Int ?? 0) > 0 }
                }
            } else {
                try conference.start(under: launcher())
            }
            check(try health(), for: secrets, "a health answer")
            conference.stopDaemon()
            let all = try written()
            manager.close()
            #expect(all.contains("STATUS="), "the service manager was told something")
            check(all, for: secrets, "a log")
            // The accused unit is named where it connects and nowhere else.
            let since = all.dropFirst(before).split(separator: "\n").filter {
                $0.contains("housing") && !$0.contains("connect") && !$0.contains("ready")
            }
            #expect(since.isEmpty, "\(since.prefix(3))")
        }
    }
}
