import Foundation
import LianxiCore
import LianxiLedger
import LianxiZeroMQ
import Testing

/// A unit whose agent is gone, seen by real programs; the daemon's clock goes on by days meanwhile.
///
/// The daemon looks once a minute, and climbs by one at each look: what waits here waits for that.
@Suite(
    "A unit that is dark in working hours",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct DarkUnitTests {
    private let conference: Conference
    private let clock: SteppedClock
    /// More than a whole working day is over by then, whenever this is run.
    private let later: Timestamp

    init() throws {
        let today = Timestamp.now.civilDate
        let tuesday = today.adding(days: 9 - today.weekday)
        later = Timestamp(tuesday, hour: 11)
        (conference, clock) = try Conference.stepped(changes: [
            "presence": "\n  dark-after: 2h\n  leaders-after: 8h\n"
                + "  hours: [\"09:00-12:00\", \"14:00-18:00\"]"
        ])
        // Weeks without a holiday, in whatever year this is run.
        let years = [today.year, today.year + 1].map {
            "  - {year: \($0), source: test, holidays: [{name: 建军节, off: \($0)-08-01}]}\n"
        }
        let calendar = conference.folder.appending(path: "calendar.yaml")
        try Data("id: test\nyears:\n\(years.joined())".utf8).write(to: calendar)
        try conference.change("calendar", to: calendar.path)
    }

    /// The party's notifier, which writes to one person, by the machine's clock.
    private func notify(_ party: String, _ relay: FakeRelay) throws {
        let folder = URL(filePath: conference.place(party))
        let keys = folder.appending(path: "keys")
        try FileManager.default.createDirectory(at: keys, withIntermediateDirectories: true)
        let own = conference.data.appending(path: "keys/\(party)")
        for (from, to) in [("enrolment.json", folder), ("curve.key", keys)] {
            try FileManager.default.copyItem(
                at: own.appending(path: from),
                to: to.appending(path: from)
            )
        }
        let settings = """
            party: \(party)
            officer: nobody
            notify:
              from: lianxi@test.example
              relay: 127.0.0.1:\(relay.port)
              digest-seconds: 0

            """
        try Data(settings.utf8).write(to: folder.appending(path: "agent.yaml"))
        try conference.writeContacts(to: folder, mail: "\(party)@test.example")
        try conference.startAgent(party)
    }

    private func mails(_ relay: FakeRelay, to party: String) -> [String] {
        relay.mails.filter { $0.header("To") == "<\(party)@test.example>" }
            .map { "\($0.header("Subject")) \($0.mailBody)" }
    }

    /// Whether the office sees the unit as dark.
    private func isDark() throws -> Bool {
        let feeds = try conference.officeJSON(["status"])["feeds"] as? [[String: Any]] ?? []
        return feeds.contains { $0["party"] as? String == "housing" && $0["dark"] != nil }
    }

    /// What the ledger says of it: to whom, and whether it is dark.
    private func told() async throws -> [String] {
        let office = try await DrillOffice(conference)
        let entries = try await office.ledger().map { try EntryCodec.decode($0) }
        await office.transport.close()
        return entries.compactMap { entry in
            guard case .presenceChanged(let it) = entry.event else { return nil }
            return "\(it.recipient) \(it.isDark ? "dark" : "back")"
        }
    }

    @Test(
        "It is told to the office by mail, climbs to the leaders, and both hear that it is back"
    )
    func climbs() async throws {
        let relay = try FakeRelay()
        try await offPool {
            try conference.initialise()
            try conference.start()
            try conference.enrol("housing", name: "测试住建局", officer: "zhang", isWitness: false)
            for party in ["office", "leaders"] { try notify(party, relay) }
            try conference.startAgent("housing")
            for party in ["office", "leaders", "housing"] {
                try eventually("\(party) is there") {
                    let log = conference.folder.appending(path: "\(party).log")
                    return try String(contentsOf: log, encoding: .utf8)
                        .contains("greeted the daemon")
                }
            }
            conference.killAgent("housing")
            try clock.set(to: later)
            try eventually(within: 200, "the office is told by mail") {
                mails(relay, to: "office").count == 1
            }
            let first = mails(relay, to: "office")[0]
            #expect(first.hasPrefix("【联席】单位工作时间失联") && first.contains("测试住建局"), "\(first)")
            #expect(try isDark())
            try eventually(within: 200, "the leaders are told by mail") {
                mails(relay, to: "leaders").count == 1
            }
            #expect(mails(relay, to: "leaders")[0].contains("测试住建局"))
            try conference.startAgent("housing")
            try eventually(within: 200, "both are told that it is back") {
                mails(relay, to: "leaders").count == 2 && mails(relay, to: "office").count == 2
            }
            #expect(mails(relay, to: "leaders")[1].contains("恢复联系"))
            #expect(try !isDark())
        }
        #expect(
            try await told() == ["office dark", "leaders dark", "office back", "leaders back"]
        )
        try await offPool {
            _ = try conference.verifiedExport()
            conference.end()
        }
        relay.close()
    }
}
