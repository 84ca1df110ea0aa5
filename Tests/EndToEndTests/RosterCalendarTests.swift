import Foundation
import LianxiCore
import Testing

/// A roster goes out as a calendar and comes back changed, by `lianxictl`.
@Suite(
    "A roster's calendar, taken in",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(5)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct RosterCalendarTests {
    private let conference: Conference

    init() throws {
        let config = Programs.checkout.appending(path: "config")
        let clock: SteppedClock
        (conference, clock) = try Conference.stepped(changes: [
            "rosters": config.appending(path: "rosters/office.yaml").path
        ])
        try clock.set(to: "2026-09-28", hour: 9)
        try conference.initialise()
        try conference.start()
    }

    /// Somebody's turn from nine to six on that day; a cancelled one where nobody is named.
    private func event(_ uid: String, _ day: String, _ who: String?) -> String {
        let person = who.map { "X-LIANXI-IN:\($0)" } ?? "STATUS:CANCELLED"
        return """
            BEGIN:VEVENT
            UID:\(uid)@test
            DTSTAMP:20260928T010000Z
            DTSTART;TZID=Asia/Shanghai:\(day)T090000
            DTEND;TZID=Asia/Shanghai:\(day)T180000
            \(person)
            SUMMARY:值班
            END:VEVENT
            """
    }

    private func take(_ events: [String]) throws -> Finished {
        let lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test"] + events
        return try take((lines + ["END:VCALENDAR", ""]).joined(separator: "\n"))
    }

    private func take(_ text: String) throws -> Finished {
        let file = conference.folder.appending(path: "in.ics")
        try Data(text.utf8).write(to: file)
        return try conference.office(["roster", "ical", "office", "--import", file.path])
    }

    /// Who is on duty at nine that day.
    private func onDuty(_ day: String) throws -> [String] {
        let roster = try conference.officeJSON(["roster", "show", "office"])
        let shifts = roster["shifts"] as? [[String: Any]] ?? []
        let nine = Timestamp(try #require(CivilDate(day)), hour: 9).milliseconds
        let shift = shifts.first {
            ($0["from"] as? Int64 ?? .max) <= nine && nine < ($0["until"] as? Int64 ?? 0)
        }
        return (shift?["on-duty"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test("It is told which event was refused, and what stands before it")
    func refused() async throws {
        try await offPool {
            let done = try take([
                event("1", "20261001", "clerk"), event("2", "20260901", "deputy"),
            ])
            #expect(done.code == 1)
            #expect(done.errors.contains("event 2 (from 2026-09-01 09:00) is not recorded"))
            #expect(done.errors.contains("The 1 before it stand"), "\(done.errors)")
            #expect(try onDuty("2026-10-01") == ["deputy", "coordinator", "clerk"])
        }
    }

    @Test(
        "The same file again changes nothing; a changed event replaces, a cancelled one is taken back"
    )
    func again() async throws {
        try await offPool {
            let plain = try onDuty("2026-10-01")
            let events = [event("1", "20261001", "clerk"), event("2", "20261002", "duty-officer")]
            let first = try take(events)
            #expect(first.output == "2 recorded, 0 unchanged.\n", "\(first.output)\(first.errors)")
            let size = try conference.officeJSON(["status"])["size"] as? Int
            #expect(try take(events).output == "0 recorded, 2 unchanged.\n")
            #expect(try conference.officeJSON(["status"])["size"] as? Int == size)
            // Moved to the next day under its UID: it is no longer on the first.
            let moved = try take([event("1", "20261003", "clerk"), events[1]])
            #expect(moved.output == "1 recorded, 1 unchanged.\n", "\(moved.errors)")
            #expect(try onDuty("2026-10-01") == plain)
            #expect(try onDuty("2026-10-03").contains("clerk"))
            let cancelled = [event("1", "20261003", nil), event("3", "20261003", nil)]
            #expect(try take(cancelled).output == "1 recorded, 1 unchanged.\n")
            #expect(try !onDuty("2026-10-03").contains("clerk"))
            // What the file does not name stays.
            #expect(try onDuty("2026-10-02").contains("duty-officer"))
            conference.killDaemon()
            try conference.start()
            #expect(try onDuty("2026-10-02").contains("duty-officer"))
            _ = try conference.verifiedExport()
        }
    }

    @Test("A roster written as a calendar and taken in as it is changes nothing")
    func own() async throws {
        try await offPool {
            let out = try conference.office(["roster", "ical", "office", "--days", "20"])
            let alone = out.output.components(separatedBy: "BEGIN:VEVENT")
                .filter { $0.contains("X-LIANXI-IN") }
            try #require(!alone.isEmpty, "\(out.output)")
            let text =
                "BEGIN:VCALENDAR\r\n"
                + alone.map { "BEGIN:VEVENT" + $0.replacing("END:VCALENDAR\r\n", with: "") }
                .joined() + "END:VCALENDAR\r\n"
            let done = try take(text)
            #expect(done.output == "0 recorded, \(alone.count) unchanged.\n", "\(done.errors)")
        }
    }
}
