import Foundation
import LianxiCore
import LianxiLedger
import LianxiZeroMQ
import Testing

/// S9 of the domain, the silent department, by real programs on real sockets under a clock that is set day by day.
@Suite(
    "S9 with real programs: a silent department",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct SilentUnitDrillTests {
    private static let number = "信9"
    private let conference: Conference
    private let clock: SteppedClock

    init() throws {
        (conference, clock) = try Conference.stepped()
    }

    // MARK: The story

    /// The hours at which somebody is to be told, day by day, and what is told then: to whom, of what, which post.
    private static let table: [(at: String, told: [String])] = [
        ("2026-08-11 09", ["land P02 remind handler"]),
        ("2026-08-12 09", ["land P02 urge section-head"]),
        (
            "2026-08-14 09",
            [
                "land D10 remind handler", "land P02 urge leader-in-charge",
                "land P02 urge section-head", "office P02 urge duty-clerk",
            ]
        ),
        (
            "2026-08-19 09",
            ["land P02 supervise leader-in-charge", "leaders P02 supervise leader-in-charge"]
        ),
        ("2026-08-20 09", ["land D09 remind handler"]),
        ("2026-08-24 09", ["land D09 urge handler", "land D09 urge leader-in-charge"]),
        ("2026-08-25 00", ["land D09 urge handler yellow", "land D09 urge section-head yellow"]),
        (
            "2026-08-26 00",
            ["land D09 urge leader-in-charge red", "office D09 urge duty-clerk red"]
        ),
        (
            "2026-08-26 09",
            ["land D09 supervise leader-in-charge", "office D09 supervise section-head"]
        ),
        ("2026-09-01 09", ["land P06 remind handler"]),
        (
            "2026-09-03 00",
            ["land P06 urge leader-in-charge red", "office P06 urge duty-clerk red"]
        ),
        (
            "2026-09-03 09",
            ["leaders P06 propose-interview convenor", "office P06 propose-interview director"]
        ),
        ("2026-09-04 09", ["land D04 remind handler"]),
        (
            "2026-09-08 09",
            [
                "land D04 urge section-head", "leaders D09 urge leader-in-charge",
                "office D09 urge director",
            ]
        ),
        ("2026-09-09 00", ["land D04 urge handler yellow", "land D04 urge section-head yellow"]),
        ("2026-09-09 09", ["land P05 remind handler"]),
        (
            "2026-09-10 00",
            ["land D04 urge leader-in-charge red", "office D04 urge duty-clerk red"]
        ),
        (
            "2026-09-10 09",
            [
                "land D04 supervise leader-in-charge", "office D04 list-for-conference director",
                "office D04 supervise section-head",
            ]
        ),
    ]

    /// Sets the clock and has somebody ask for something: what is due comes first, whatever is asked.
    private func go(to day: String) throws {
        let parts = day.split(separator: " ")
        let date = try #require(CivilDate(String(parts[0])))
        let hour = try #require(Int(parts[1]))
        try clock.set(to: Timestamp(date, hour: hour).adding(milliseconds: 1000))
        let asked = try conference.office([
            "dispatch", Self.number, "--lead", "land", "--forwarded",
        ])
        #expect(asked.code == 1, "handed to it already: \(asked.output)\(asked.errors)")
    }

    /// Founds the conference and hands the matter to the unit, which takes delivery and is silent.
    private func found() throws {
        let day = try #require(CivilDate("2026-08-10"))
        try clock.set(to: Timestamp(day, hour: 8))
        try conference.initialise()
        try conference.start()
        try conference.enrol("land", name: "区自然资源局", officer: "chen", isWitness: false)
        for (person, name, post) in [
            ("chen-ming", "陈明", "handler"), ("li-hua", "李华", "section-head"),
            ("zhou-ping", "周平", "leader-in-charge"),
        ] {
            try conference.officeJSON([
                "post", "appoint", "--party", "land", "--post", post, "--person", person,
                "--name", name, "--on", "2026-08-01",
            ])
        }
        try clock.set(to: Timestamp(day, hour: 9))
        try conference.officeJSON(Conference.registering(Self.number, about: "land"))
        try conference.officeJSON([
            "dispatch", Self.number, "--lead", "land", "--assigned", "30d",
        ])
        let inbox = try conference.agent("land", ["inbox", "--output", "json"]).json()
        let kept = (inbox["assignments"] as? [[String: Any]])?.first
        #expect(kept?["number"] as? Int == 1)
    }

    private func supervise() throws {
        let day = try #require(CivilDate("2026-08-26"))
        try clock.set(to: Timestamp(day, hour: 10))
        try conference.officeJSON([
            "supervise", Self.number, "--department", "land", "--word", "delay",
            "--document", "武信督〔2026〕3号", "--note", "限期答复，并提出改进工作的建议",
        ])
    }

    /// All escalations the ledger holds, with their entries, in order.
    private func escalations() async throws -> [(entry: Entry, it: Escalated)] {
        let office = try await DrillOffice(conference)
        let entries = try await office.ledger().map { try EntryCodec.decode($0) }
        await office.transport.close()
        return entries.compactMap { entry in
            guard case .escalated(let it) = entry.event else { return nil }
            return (entry, it)
        }
    }

    /// Has the whole ledger exported and verified: as it starts, a daemon signs all there is.
    private func verify() async throws {
        try await offPool {
            let size = try conference.officeJSON(["status"])["size"] as? Int
            conference.killDaemon()
            try conference.start()
            let found = try conference.verifiedExport()
            #expect(found["size"] as? Int == size && size != nil, "\(found)")
        }
    }

    private func line(_ it: Escalated) -> String {
        let card = it.card.map { " \($0.rawValue)" } ?? ""
        return "\(it.recipient) \(it.clock.duty) \(it.action.rawValue) \(it.post)\(card)"
    }

    // MARK: Tests

    @Test(
        "Day by day everyone hears what the table says, on time, and each omission names who held the posts"
    )
    func table() async throws {
        try await offPool {
            try found()
            for (at, _) in Self.table {
                try go(to: at)
                if at == "2026-08-26 09" { try supervise() }
            }
        }
        let fired = try await escalations()
        var days: [String: [String]] = [:]
        for (entry, it) in fired {
            let text = entry.at.wallText
            let hour = "\(text.prefix(10)) \(text.dropFirst(11).prefix(2))"
            days[hour, default: []].append(line(it))
            #expect(!it.isLate, "\(hour) \(line(it))")
        }
        for (at, told) in Self.table { #expect(days[at]?.sorted() == told.sorted(), "\(at)") }
        #expect(Set(days.keys) == Set(Self.table.map(\.at)))
        let red = fired.map(\.it).filter { $0.card == .red && $0.clock.duty == .notice }
        #expect(red.count == 2)
        for it in red {
            let persons = it.responsible.map { "\($0.post) \($0.person.name)" }
            #expect(persons == ["handler 陈明", "leader-in-charge 周平", "section-head 李华"])
        }
        try await verify()
    }

    @Test(
        "An empty answer is sent back with a shorter date that climbs like the first, and 08-25 is not reset"
    )
    func again() async throws {
        try await offPool {
            try found()
            try go(to: "2026-08-26 09")
            try supervise()
            try go(to: "2026-09-03 10")
            try conference.agent("land", ["answer", "1", "--text", "正在办理"])
            let day = try #require(CivilDate("2026-09-04"))
            try clock.set(to: Timestamp(day, hour: 10))
            try conference.officeJSON([
                "supervise", Self.number, "refuse", "--department", "land", "--period", "3wd",
                "--note", "空泛",
            ])
            let clocks =
                try conference.officeJSON(["show", Self.number])["clocks"] as? [[String: Any]]
            func legal(_ duty: String) -> String? {
                clocks?.last { $0["duty"] as? String == duty }?["legal"] as? String
            }
            #expect(legal("P06") == "2026-09-09" && legal("D09") == "2026-08-25")
            try go(to: "2026-09-10 09")
        }
        let told = try await escalations().filter {
            $0.entry.at.wallText.hasPrefix("2026-09-10 09")
        }
        .map { line($0.it) }
        #expect(told.contains("leaders P06 propose-interview convenor"), "\(told)")
        try await verify()
    }

    /// A word of the office about the reminders of one clock, which ends with that code.
    private func word(
        _ at: String,
        _ action: String,
        _ duty: String,
        _ more: [String],
        ends code: Int32 = 0
    ) throws {
        let parts = at.split(separator: " ")
        let day = try #require(CivilDate(String(parts[0])))
        try clock.set(to: Timestamp(day, hour: try #require(Int(parts[1]))))
        let words = ["escalation", Self.number, action, "--department", "land", "--word", duty]
        let done = try conference.office(words + more)
        #expect(done.code == code, "\(at) \(action) \(duty): \(done.output)\(done.errors)")
    }

    @Test(
        "Attended to, put off, held, stopped and at once: each needs its reason, and none outlives the law's date"
    )
    func attention() async throws {
        try await offPool {
            try found()
            try go(to: "2026-08-11 09")
            let person = ["--person", "chen-ming"]
            try go(to: "2026-08-12 09")
            try word("2026-08-13 10", "now", "p02", [], ends: 2)
            try word("2026-08-13 10", "now", "p02", ["--note", "请直接催"])
            // What is left of it is statutory, and that nobody puts off.
            try word("2026-08-13 11", "stop", "p02", ["--note", "已面商"], ends: 1)
            try go(to: "2026-08-19 09")
            let until = ["--note", "等材料", "--on"]
            let snooze = person + until
            try word("2026-08-19 10", "attend", "d09", person)
            try go(to: "2026-08-20 09")
            try go(to: "2026-08-21 09")
            try word("2026-08-21 10", "snooze", "d09", snooze + ["2026-08-25"], ends: 1)
            try word("2026-08-21 10", "snooze", "d09", snooze + ["2026-08-24"])
            try go(to: "2026-08-25 00")
            try word("2026-08-27 10", "hold", "d04", ["--note", "等会议议定"])
            try word("2026-08-27 11", "stop", "p05", ["--note", "已面商"])
            try go(to: "2026-09-04 09")
            try word("2026-09-07 10", "resume", "d04", [])
            try go(to: "2026-09-08 09")
        }
        let fired = try await escalations().map { entry, it in
            (String(entry.at.wallText.prefix(13)), line(it))
        }
        func told(_ hour: String) -> [String] { fired.filter { $0.0 == hour }.map(\.1).sorted() }
        #expect(told("2026-08-12 09") == ["land P02 urge section-head"])
        #expect(
            told("2026-08-13 10") == [
                "land P02 urge leader-in-charge", "land P02 urge section-head",
                "office P02 urge duty-clerk",
            ]
        )
        let statutory = [
            "land P02 supervise leader-in-charge", "leaders P02 supervise leader-in-charge",
        ]
        #expect(Set(statutory).isSubset(of: told("2026-08-19 09")))
        // It waits for the lease of two working days, and comes when nothing was done in it.
        #expect(told("2026-08-20 09").isEmpty)
        #expect(told("2026-08-21 09") == ["land D09 remind handler"])
        let cards = ["land D09 urge handler yellow", "land D09 urge section-head yellow"]
        #expect(Set(cards).isSubset(of: told("2026-08-25 00")), "\(told("2026-08-25 00"))")
        #expect(!fired.contains { $0.1.contains(" P05 ") })
        let held = fired.filter { $0.1.contains(" D04 ") }.map(\.0)
        #expect(held.allSatisfy { $0 > "2026-09-07" } && !held.isEmpty, "\(held)")
        try await verify()
    }
}
