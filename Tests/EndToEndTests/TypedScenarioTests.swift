import Foundation
import LianxiCore
import Testing

/// Scenarios of the domain as people type them, under a clock that is set before each line.
@Suite(
    "Scenarios of the domain, typed",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(5)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct TypedScenarioTests {
    let conference: Conference
    private let clock: SteppedClock

    init() throws {
        let rules = Programs.checkout.appending(path: "config/rules").path
        (conference, clock) = try Conference.stepped(changes: [
            "rules": "\n  national: \(rules)/national-2022.yaml\n  local: \(rules)/local.yaml"
                + "\n  related: \(rules)/related.yaml"
        ])
    }

    func found(on day: String) throws {
        try go(to: day, "08")
        try conference.initialise()
        try conference.start()
        for unit in ["rsj", "zjj"] {
            let place = conference.place(unit)
            try conference.agent(
                unit,
                [
                    "enrol", "--party", unit, "--name", unit, "--officer", "chen", "--head",
                    "chen", "--no-witness",
                ]
            )
            try conference.admit(unit)
            try conference.agent(unit, ["enrol", "--reply", "\(place)/reply.json"])
        }
    }

    func go(to day: String, _ hour: String) throws {
        let date = try #require(CivilDate(day))
        try clock.set(to: Timestamp(date, hour: try #require(Int(hour))))
    }

    /// Types the lines: day, hour, who (`office` or a unit), and the words; one that begins with `!` is refused.
    func type(_ lines: String) throws {
        for line in lines.split(separator: "\n").map({ $0.split(separator: " ").map(String.init) })
        {
            let isRefused = line[0].hasPrefix("!")
            try go(to: String(line[0].drop { $0 == "!" }), line[1])
            let words = Array(line[3...])
            let done =
                line[2] == "office"
                ? try conference.office(words) : try conference.tryAgent(line[2], words)
            #expect(done.code == (isRefused ? 1 : 0), "\(line): \(done.output)\(done.errors)")
        }
    }

    /// The newest clock of the duty: raw, legal and target date, and how it stands.
    func dates(_ duty: String, of number: String) throws -> String {
        let clocks =
            try conference.officeJSON(["show", number])["clocks"] as? [[String: Any]] ?? []
        let row = clocks.last { $0["duty"] as? String == duty } ?? [:]
        return ["raw", "legal", "target", "state"].map { row[$0] as? String ?? "-" }
            .joined(separator: " ")
    }

    static func register(_ number: String, _ more: String = "") -> String {
        "office register --number \(number) --channel letter --class claim-6 --purpose claim "
            + "--subject construction --place 青禾镇 --yes \(more)"
    }

    @Test("S3 and S7: extended once, served, reviewed, re-reviewed with a hearing")
    func extendedAndReviewed() async throws {
        try await offPool {
            try found(on: "2026-03-02")
            try type(
                """
                2026-03-02 09 \(Self.register("信3"))
                2026-03-02 09 office dispatch 信3 --lead zjj --forwarded
                2026-03-02 09 zjj inbox
                2026-03-02 10 zjj accept 1 --text 受理
                """
            )
            #expect(try dates("D16", of: "信3") == "2026-05-01 2026-05-06 2026-04-30 running")
            try type(
                """
                !2026-04-27 10 zjj extend 1 --days 31 --text 复杂
                2026-04-27 10 zjj extend 1 --days 30 --text 复杂
                2026-04-29 10 zjj extend 1 --approve --days 30
                2026-04-30 10 zjj extend 1 --told --text 已告知
                !2026-04-30 11 zjj extend 1 --days 5 --text 再延
                """
            )
            #expect(try dates("D17", of: "信3") == "2026-05-31 2026-06-01 2026-05-29 running")
            try type(
                """
                2026-05-28 10 zjj opine 1 --result supported --document 建字1号 --text 意见
                2026-06-20 10 zjj serve 1 --by post --on 2026-06-20
                2026-07-20 15 office review 信3 request --word review --on 2026-07-20
                """
            )
            #expect(try dates("D17", of: "信3").hasSuffix("settled"))
            #expect(try dates("D19", of: "信3") == "2026-08-19 2026-08-19 2026-08-19 running")
            try type(
                """
                2026-08-19 10 office review 信3 decide --word upheld --on 2026-08-19 --document 复1号
                2026-08-19 11 office review 信3 serve --word post --on 2026-08-19
                2026-09-18 10 office review 信3 request --word rereview --on 2026-09-18
                """
            )
            #expect(try dates("D21", of: "信3") == "2026-10-18 2026-10-19 2026-10-16 running")
            try type(
                "2026-10-12 17 office review 信3 hearing --word rereview --on 2026-09-28 "
                    + "--until 2026-10-12 --note 听证"
            )
            #expect(try dates("D21", of: "信3") == "2026-11-02 2026-11-02 2026-11-02 running")
        }
    }

    @Test("S2 and S5: twice \"not us\", decided above; and an urgent matter in the holiday between")
    func disputedAndUrgent() async throws {
        try await offPool {
            try found(on: "2026-09-17")
            try type(
                """
                2026-09-17 09 \(Self.register("信2"))
                2026-09-20 09 office dispatch 信2 --lead rsj --forwarded
                2026-09-20 09 rsj inbox
                2026-09-23 10 rsj object 1 --reason 不属本局
                2026-09-24 10 office object 信2 rsj uphold --reason 属实
                2026-09-24 11 office dispatch 信2 --lead zjj --forwarded
                2026-09-24 11 zjj inbox
                2026-10-02 09 \(Self.register("访5", "--urgent --persons 90"))
                """
            )
            #expect(try dates("D10", of: "信2") == "2026-10-09 2026-10-09 2026-10-09 running")
            #expect(try dates("D02", of: "访5") == "2026-10-17 2026-10-19 2026-10-16 running")
            // In the holiday, and within the day.
            #expect(try dates("D15", of: "访5") == "2026-10-02 2026-10-02 2026-10-02 running")
            let levels = ["own-level", "conference-office", "superior-bureau", "national-bureau"]
            try type(
                levels.map { "2026-10-02 10 office urgent 访5 report --word \($0) --person 张值班" }
                    .joined(separator: "\n")
            )
            for duty in ["D14", "D15"] { #expect(try dates(duty, of: "访5").hasSuffix("settled")) }
            try type(
                """
                2026-10-09 16 zjj object 1 --reason 不属本局
                2026-10-09 17 office dispute 信2 open --department zjj --word all-refuse
                2026-10-09 17 office dispute 信2 refer --word superior
                2026-10-13 09 office dispute 信2 decide --word superior --party zjj --note 由住建局受理
                2026-10-13 10 zjj notify 1 --text 已告知
                """
            )
            let sheet = try conference.office(["show", "信2"]).output
            #expect(sheet.contains("decide the dispute") && sheet.contains("late"), "\(sheet)")
            #expect(try dates("D09", of: "信2") == "2026-10-09 2026-10-09 2026-10-09 settled")
            conference.killDaemon()
            try conference.start()
            _ = try conference.verifiedExport()
        }
    }
}
