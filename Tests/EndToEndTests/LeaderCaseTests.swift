import Foundation
import LianxiCore
import Testing

/// A hard matter a leader takes on, from a visit to its end, as people type it.
@Suite(
    "A leader's case",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(5)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct LeaderCaseTests {
    private let conference: Conference
    private let clock: SteppedClock

    init() throws {
        (conference, clock) = try Conference.stepped()
    }

    private func go(to day: String) throws {
        try clock.set(to: day, hour: 10)
    }

    private func leader(_ words: [String]) throws -> [String: Any] {
        try conference.officeJSON(["leader"] + words)
    }

    private func refused(_ words: [String]) throws {
        let done = try conference.office(["leader"] + words)
        #expect(done.code == 1, "\(words): \(done.output)\(done.errors)")
    }

    private func found() throws {
        try go(to: "2026-03-02")
        try conference.initialise()
        try conference.start()
        for unit in ["housing", "labour"] {
            try conference.enrol(unit, name: "\(unit)局", officer: "zhang", isWitness: false)
        }
        try conference.officeJSON(Conference.registering("信1", ["--petitioner", "甲某"]))
        try conference.officeJSON(["dispatch", "信1", "--lead", "housing", "--forwarded"])
        try conference.agent("housing", ["inbox"])
    }

    private func theCase() throws -> [String: Any] {
        let all = try leader(["list", "--from", "2026-01-01", "--to", "2026-12-31"])
        return try #require((all["cases"] as? [[String: Any]])?.first, "\(all)")
    }

    @Test(
        "Taken on at a visit, with plan and milestones, passed on, resolved; the unit stays responsible"
    )
    func whole() async throws {
        try await offPool {
            try found()
            let went = try leader([
                "went", "--kind", "on-site", "--person", "王区长", "--on", "2026-03-02", "--place",
                "青禾镇", "--matter", "信1", "--promise", "三个月内拿出办法",
            ])
            let visit = try #require(went["visit"] as? String)
            let taken = try leader([
                "take", "--person", "王区长", "--matter", "信1", "--plan", "一案一专班", "--group",
                "housing", "--group", "labour", "--visit", visit,
            ])
            let id = try #require(taken["case"] as? String)
            _ = try leader([
                "step", "信1", "--kind", "milestone", "--on", "2026-03-20", "--text", "查清成因",
            ])
            _ = try leader([
                "step", id, "--kind", "milestone", "--on", "2026-04-10", "--text", "签约",
            ])
            try go(to: "2026-03-18")
            _ = try leader(["step", "信1", "--kind", "reach", "--number", "1"])
            try refused(["step", "信1", "--kind", "reach", "--number", "1"])
            _ = try leader(["step", "信1", "--kind", "progress", "--text", "已约谈开发商"])
            _ = try leader([
                "step", "信1", "--kind", "pass", "--person", "李区长", "--party", "leaders", "--text",
                "分工调整",
            ])
            try go(to: "2026-04-20")
            // The second milestone is missed, and is seen to be.
            var row = try theCase()
            let milestones = row["milestones"] as? [[String: Any]] ?? []
            #expect(milestones.map { $0["missed"] as? Bool } == [false, true])
            #expect(milestones.map { $0["text"] as? String } == ["查清成因", "签约"])
            #expect(row["person"] as? String == "李区长" && row["result"] == nil)
            #expect(row["matter-numbers"] as? [String] == ["信1"])
            let listed = try conference.office(["leader", "list", "--from", "2026-01-01"]).output
            #expect(listed.hasPrefix("1 cases, 0 resolved, 1 milestones missed"), "\(listed)")
            #expect(row["group"] as? [String] == ["housing", "labour"])
            _ = try leader([
                "step", "信1", "--kind", "close", "--word", "resolved", "--text", "已化解",
            ])
            try refused(["step", "信1", "--kind", "progress", "--text", "再议"])
            row = try theCase()
            #expect(row["result"] as? String == "resolved")
            try shown()
            conference.killDaemon()
            try conference.start()
            let verdict = try conference.verifiedExport()
            #expect((verdict["findings"] as? [Any] ?? []).isEmpty, "\(verdict)")
        }
    }

    /// What people read of it, and that the unit owes what it owed.
    private func shown() throws {
        let list = try conference.office(["leader", "list", "--from", "2026-01-01"]).output
        #expect(list.hasPrefix("1 cases, 1 resolved, 0 milestones missed"), "\(list)")
        #expect(list.contains("三个月内拿出办法"), "\(list)")
        let sheet = try conference.office(["show", "信1"]).output
        #expect(sheet.contains("李区长") && sheet.contains("一案一专班"), "\(sheet)")
        let matter = try conference.officeJSON(["show", "信1"])
        let rows = matter["assignments"] as? [[String: Any]] ?? []
        #expect(rows.compactMap { $0["department"] as? String } == ["housing"])
        let owners = (matter["clocks"] as? [[String: Any]] ?? [])
            .filter { $0["state"] as? String == "running" }.compactMap { $0["owner"] as? String }
        #expect(Set(owners).isSubset(of: ["housing"]) && !owners.isEmpty, "\(owners)")
    }
}
