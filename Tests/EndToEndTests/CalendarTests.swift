import Foundation
import Testing

/// A further year is taken in from a file while the daemon runs.
@Suite("lianxictl calendar", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct CalendarTests {
    /// The shipped calendar with a 2027 made up for this test.
    private func file(in conference: Conference, id: String, more: String) throws -> String {
        let shipped = Programs.checkout.appending(path: "config/calendars/cn-2026.yaml")
        let text =
            try String(contentsOf: shipped, encoding: .utf8)
            .replacingOccurrences(of: "id: cn-2026", with: "id: \(id)") + more
        let place = conference.folder.appending(path: "\(id).yaml")
        try Data(text.utf8).write(to: place)
        return place.path
    }

    private static let madeUp2027 = """

          - year: 2027
            source: made up for a test, no notice
            holidays:
              - { name: 元旦, off: 2027-01-01 }

        """

    @Test("Previewed, adopted, shown; the provisional dates are filled in, and the ledger verifies")
    func furtherYear() throws {
        let conference = try Conference()
        try conference.initialise(["--demo-clock", "2026-12-28/1"])
        try conference.start(["--demo-clock", "2026-12-28/1"])
        let status = try conference.officeJSON(["status"])
        #expect(status["calendar-through"] as? String == "2026-12-31")
        #expect(status["calendar-warning"] as? Bool == true)
        let said = try conference.office(["status"])
        #expect(said.output.contains("3 days left, load the next year"), "\(said.output)")
        try eventually("the log warns") {
            conference.daemon?.text.contains("The work calendar runs out") == true
        }
        let matter = try conference.officeJSON(
            Conference.registering(
                "信1",
                about: "housing",
                ["--received", "2026-12-28", "--petitioner", "甲某", "--claim", "路灯不亮。"]
            )
        )
        #expect(matter["entry"] != nil)
        #expect(try conference.officeJSON(["status"])["provisional-clocks"] as? Int == 1)

        let file = try file(in: conference, id: "cn-2027-test", more: Self.madeUp2027)
        let size = try #require(try conference.officeJSON(["status"])["size"] as? Int)
        let tried = try conference.officeJSON(["calendar", "apply", file, "--dry-run"])
        #expect(tried["clocks"] as? Int == 1 && tried["dated"] as? Int == 1)
        #expect(tried["adopted"] as? Bool == false)
        let move = try #require((tried["moves"] as? [[String: Any]])?.first)
        #expect(move["duty"] as? String == "D02" && move["number"] as? String == "信1")
        #expect((move["before"] as? [String: String])?["legal"] == nil)
        #expect((move["after"] as? [String: String])?["legal"] == "2027-01-12")
        #expect(try conference.officeJSON(["status"])["size"] as? Int == size)
        let text = try conference.office(["calendar", "apply", file, "--dry-run"]).output
        #expect(
            text.contains("1 get dates") && text.contains("provisional → 2027-01-12"),
            "\(text)"
        )

        let adopted = try conference.officeJSON(["calendar", "apply", file])
        #expect(adopted["entry"] as? Int == size)
        let after = try conference.officeJSON(["status"])
        #expect(after["size"] as? Int == size + 2)
        #expect(after["calendar"] as? String == "cn-2027-test")
        #expect(after["calendar-warning"] as? Bool == false)
        #expect(after["provisional-clocks"] as? Int == 0)
        let shown = try conference.office(["calendar", "show", "2027"])
        #expect(shown.output.contains("2027-01-01  off  元旦"), "\(shown.output)")
        #expect(!shown.output.contains("国庆节"), "\(shown.output)")
        #expect(try conference.office(["calendar", "show", "2031"]).code == 1)

        // A restart with the older calendar in the configuration goes on with the newer one.
        conference.stopDaemon()
        try conference.start(["--demo-clock", "2026-12-29/1"])
        #expect(try conference.officeJSON(["status"])["calendar"] as? String == "cn-2027-test")
        _ = try conference.verifiedExport()
    }

    @Test("A file with a mistake, and a changed calendar under a name used before, are refused")
    func refused() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        let broken = try file(in: conference, id: "broken", more: "\n  - year: 2026\n")
        #expect(try conference.office(["calendar", "apply", broken]).code == 3)
        let again = try file(in: conference, id: "cn-2026", more: Self.madeUp2027)
        let refused = try conference.office(["calendar", "apply", again])
        #expect(refused.code == 1)
        #expect(refused.errors.contains("another name"), "\(refused.errors)")
    }
}
