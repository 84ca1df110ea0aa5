import Foundation
import LianxiCore
import Testing

/// The duty desk over a change of shifts, as people type it: who should lead, who will hear of it, who takes over.
@Suite(
    "The duty desk",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(5)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct DutyDeskTests {
    private let conference: Conference
    private let clock: SteppedClock

    init() throws {
        let config = Programs.checkout.appending(path: "config")
        (conference, clock) = try Conference.stepped(changes: [
            "rosters": config.appending(path: "rosters/office.yaml").path
        ])
        try clock.set(to: "2026-09-28", hour: 10)
        // By the sample roster duty-officer has the week, and hands over to deputy and coordinator on 1 October.
        try conference.initialise(officers: ["coordinator", "duty-officer", "deputy"])
        try conference.start()
        for unit in ["housing", "land"] {
            try conference.enrol(unit, name: "测试\(unit)局", officer: "zhang", isWitness: false)
        }
    }

    private func catalogue(_ id: String, lead: String, expected: String) throws -> String {
        let file = conference.folder.appending(path: "\(id).yaml")
        let text = """
            id: \(id)
            rules:
              - { id: building, subject: [construction], lead: \(lead), assist: [land] }
            tests:
              - { subject: construction, place: 青禾镇, lead: \(expected), assist: [land] }
            """
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Needs neither daemon nor settings.
    private func check(_ catalogue: String) throws -> Finished {
        try run("lianxictl", ["route", "check", catalogue, "--lang", "en"])
    }

    /// Verified from a checkpoint of a start, for under this clock none comes of itself.
    private func verify() throws {
        try restart()
        // Both units came without an invitation, which an auditor is told.
        let remarks = try conference.verifiedExport()["remarks"] as? [[String: Any]] ?? []
        #expect(remarks.map { $0["kind"] as? String } == ["enrolled-by-one", "enrolled-by-one"])
        #expect(remarks.map { $0["party"] as? String } == ["housing", "land"])
    }

    private func restart() throws {
        conference.stopDaemon()
        try conference.start()
    }

    private func register(_ number: String, subject: String = "construction") throws {
        try conference.officeJSON(
            Conference.registering(number, about: subject, ["--petitioner", "甲某"])
        )
    }

    /// A command that is refused, and what is said.
    private func refused(_ words: [String]) throws -> String {
        let done = try conference.office(words)
        #expect(done.code != 0, "\(words): \(done.output)")
        return done.output + done.errors
    }

    @Test("A catalogue whose test fails is not adopted; one that passes proposes, and is counted")
    func routes() async throws {
        try await offPool {
            let wrong = try catalogue("wrong", lead: "housing", expected: "land")
            let failed = try check(wrong)
            #expect(failed.code != 0 && failed.errors.contains("wrong.yaml:5"), "\(failed)")
            _ = try refused(["route", "adopt", wrong])
            let stranger = try catalogue("stranger", lead: "fire", expected: "fire")
            #expect(try refused(["route", "adopt", stranger]).contains("fire"))
            let question = ["route", "--subject", "construction", "--place", "青禾镇"]
            #expect(try refused(question).contains("No rule fits"))

            let right = try catalogue("right", lead: "housing", expected: "housing")
            let checked = try check(right)
            #expect(checked.code == 0 && checked.output.contains("1 rules"), "\(checked)")
            try conference.officeJSON(["route", "adopt", right])
            for number in ["信1", "信2"] { try register(number) }
            try register("信3", subject: "other")
            let none = try refused(["dispatch", "信3", "--by-route", "--forwarded"])
            #expect(none.contains("no rule fits"), "\(none)")
            let done = try conference.office(["dispatch", "信1", "--by-route", "--forwarded"])
            #expect(done.code == 0, "\(done)")
            #expect(done.errors.contains("Proposed to lead: housing; to assist: land"), "\(done)")
            let proposed = try conference.office(["route", "--matter", "信2"], in: "zh")
            #expect(proposed.output.contains("建议主办 测试housing局，协办 测试land局"), "\(proposed)")
            try conference.officeJSON(["dispatch", "信2", "--lead", "land", "--forwarded"])
            let statistics = ["route", "statistics", "--from", "2026-09-01"]
            let count = try conference.office(statistics)
            #expect(count.output.contains(#/building +2 +1 +0 +0 +0 +land 1/#), "\(count.output)")
            let named = try conference.office(statistics, in: "zh")
            #expect(named.output.contains("测试land局 1"), "\(named.output)")
            try verify()
        }
    }

    /// What fired of a matter, as an auditor reads it: duty, step and moment.
    private func fired(_ number: String) throws -> Set<[String]> {
        let export = conference.folder.appending(path: "export").path
        let made = try conference.office(["ledger", "export", export])
        #expect(made.code == 0, "\(made)")
        let key = conference.data.appending(path: "ledger.vkey").path
        let chain = try run(
            "lianxi-audit",
            ["chain", export, number, "--key", key, "--output", "json"]
        )
        let clocks = try chain.json()["clocks"] as? [[String: Any]] ?? []
        return Set(
            clocks.flatMap { clock in
                (clock["escalations"] as? [[String: Any]] ?? []).map {
                    line($0.merging(["duty": clock["duty"] ?? "", "at": $0["due"] ?? ""]) { $1 })
                }
            }
        )
    }

    /// As both tell a step.
    private func line(_ row: [String: Any]) -> [String] {
        ["duty", "step", "at"].map { "\(row[$0] ?? "")" }
    }

    @Test("What a dry run says will be told is what is told when nobody does anything")
    func dryRun() async throws {
        try await offPool {
            try register("信1")
            try conference.officeJSON(["dispatch", "信1", "--lead", "housing", "--forwarded"])
            let asked = ["policy", "dry-run", "--matter", "信1", "--until", "2026-10-12"]
            let rows =
                try conference.officeJSON(asked)["forecast"] as? [[String: Any]] ?? []
            #expect(rows.count > 2, "\(rows)")
            #expect(rows.allSatisfy { ($0["reached"] as? [Any])?.isEmpty == false }, "\(rows)")
            try clock.set(to: "2026-10-12", hour: 23)
            // The first start records what is due, the second has it signed.
            for _ in 1...2 { try restart() }
            let told = try fired("信1")
            #expect(told == Set(rows.map(line)))
            let offline = try conference.office([
                "policy", "dry-run", "--duty", "D15", "--from", "2026-09-28T10:00",
            ])
            #expect(offline.code == 0 && offline.output.contains("D15"), "\(offline)")
        }
    }

    @Test("A shift is handed over by a sheet that both who change sign, and by nobody else")
    func handOver() async throws {
        try await offPool {
            try register("信1")
            try conference.officeJSON(["dispatch", "信1", "--lead", "housing", "--forwarded"])
            try clock.set(to: "2026-10-01", hour: 8)
            let folder = conference.folder
            let (sheet, page) = (
                folder.appending(path: "sheet.json").path, folder.appending(path: "sheet.html")
            )
            let made = try conference.officeJSON([
                "roster", "hand-over", "office", "--days", "20", "--save", sheet, "--html",
                page.path,
            ])
            #expect("\(made)".contains("信1"), "\(made)")
            #expect(try String(contentsOf: page, encoding: .utf8).contains("信1"))

            func sign(_ side: String, _ officer: String) -> [String] {
                ["roster", "sign", sheet, "--side", side, "--officer", officer]
            }
            _ = try refused(sign("outgoing", "deputy"))
            _ = try refused(sign("incoming", "duty-officer"))
            #expect(try conference.office(sign("outgoing", "duty-officer")).code == 0)
            let half = try conference.office(["roster", "show", "office", "--days", "1"])
            #expect(half.output.contains("not handed over"), "\(half.output)")
            // Another sheet of the same change is not the one that was signed.
            let other = folder.appending(path: "other.json").path
            try conference.officeJSON([
                "roster", "hand-over", "office", "--days", "1", "--save", other,
            ])
            var wrong = sign("incoming", "deputy")
            wrong[2] = other
            _ = try refused(wrong)
            #expect(try conference.office(sign("incoming", "deputy")).code == 0)
            let whole = try conference.office(["roster", "show", "office", "--days", "1"])
            #expect(whole.output.contains("handed over"), "\(whole.output)")
            #expect(!whole.output.contains("not handed over"), "\(whole.output)")
            try verify()
        }
    }
}
