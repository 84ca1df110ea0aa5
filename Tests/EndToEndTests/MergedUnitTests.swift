import Foundation
import LianxiCore
import Testing

/// S10 of the domain, a unit merged into another, by the programs people use, under a clock that is set.
@Suite(
    "S10 with real programs: a unit is merged into another",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(5)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct MergedUnitTests {
    private static let successor = "区住房和城乡建设局"
    private let conference: Conference
    private let clock: SteppedClock

    init() throws {
        let config = Programs.checkout.appending(path: "config")
        (conference, clock) = try Conference.stepped(changes: [
            "forms": config.appending(path: "forms/forms.yaml").path
        ])
    }

    private func go(to day: String, hour: Int = 9) throws {
        try clock.set(to: day, hour: hour)
    }

    /// Both units, and a matter the first has accepted, with two documents about it.
    private func found() throws -> [String] {
        try go(to: "2026-03-02")
        try conference.initialise()
        try conference.start()
        for (unit, name) in [("urban", "区城市管理局"), ("housing", Self.successor)] {
            try conference.enrol(unit, name: name, officer: "zhao", isWitness: false)
        }
        try conference.officeJSON(Conference.registering("信10"))
        try conference.officeJSON(["dispatch", "信10", "--lead", "urban", "--forwarded"])
        try conference.agent("urban", ["inbox"])
        try go(to: "2026-03-10")
        try conference.agent("urban", ["accept", "1", "--text", "受理"])
        return try (0..<2).map { _ in
            let drafted = try conference.officeJSON([
                "document", "draft", "--kind", "improvement", "--matter", "信10", "--to", "urban",
                "--period", "30d", "--body", "请改进。",
            ])
            let id = try #require(drafted["document"] as? String)
            let issued = try conference.officeJSON(["document", "issue", id])
            return try #require(issued["number"] as? String)
        }
    }

    /// Who owes what is due, by what people call it; the documents' answers by their numbers.
    private func owed() throws -> [String: String] {
        let rows = try conference.officeJSON(["due", "--days", "120"])["due"] as? [[String: Any]]
        return (rows ?? []).reduce(into: [:]) { owed, row in
            let clock = row["clock"] as? [String: Any]
            let name = row["document-number"] as? String ?? clock?["duty"] as? String ?? ""
            owed[name] = "\(row["owner"] ?? "") \(row["legal"] ?? "")"
        }
    }

    @Test("Dates stay, both sign, past acts are the former unit's, and people read who has it now")
    func merged() async throws {
        try await offPool {
            let documents = try found()
            let before = try owed()
            #expect(Set(documents).count == 2)
            for number in documents { #expect(before[number] == "urban 2026-04-09") }
            #expect(before["D16"] == "urban 2026-05-09", "\(before)")
            let list = try conference.office(["due", "--days", "120"]).output
            for number in documents { #expect(list.contains("信10 \(number)"), "\(list)") }

            try conference.officeJSON([
                "reorganise", "--change", "merged", "--from", "urban", "--to", "housing", "--on",
                "2026-04-01", "--document", "编办1号",
            ])
            try go(to: "2026-04-01")
            let after = try owed()
            for (name, owed) in before where name != "D02" {
                #expect(after[name] == owed.replacing("urban", with: "housing"), "\(name)")
            }
            try signOver()
            try shown()
            conference.killDaemon()
            try conference.start()
            _ = try conference.verifiedExport()
        }
    }

    /// Each is told in its own words who the other is, and signs.
    private func signOver() throws {
        let left = try conference.tryAgent("urban", ["inbox"], in: "zh").output
        #expect(left.contains("已移出→\(Self.successor)"), "\(left)")
        try conference.agent("urban", ["hand-over", "1"])
        let inbox = try conference.agent("housing", ["inbox", "--output", "json"]).json()
        let kept = try #require((inbox["assignments"] as? [[String: Any]])?.first)
        let number = try #require(kept["number"] as? Int)
        #expect(kept["state"] as? String == "accepted")
        let page = try conference.tryAgent(
            "housing",
            ["show", "\(number)", "--no-dossier"],
            in: "zh"
        ).output
        #expect(page.contains("（\(Self.successor)）"), "\(page)")
        #expect(page.contains("信10 移交承接单位"), "\(page)")
        #expect(!page.contains("housing") && !page.contains("urban"), "\(page)")
        try conference.agent("housing", ["hand-over", "\(number)"])
    }

    private func shown() throws {
        let steps = try #require(
            try conference.officeJSON(["show", "信10"])["steps"] as? [[String: Any]]
        )
        let told = steps.map { "\($0["step"] ?? "") \($0["department"] ?? "-")" }
        #expect(
            told == [
                "accept urban", "release urban", "rebind -", "hand-over urban", "hand-over -",
            ]
        )
    }
}
