import LianxiCore
import Testing

@testable import LianxiSettings

@Suite("Rosters as iCalendar")
struct ICalendarTests {
    private func roster() throws -> Roster { try Roster.load(Shipped.mistake("roster/sound.yaml")) }

    private func moment(_ text: String, hour: Int = 9) -> Timestamp {
        Timestamp(CivilDate(text) ?? CivilDate(dayNumber: 0), hour: hour)
    }

    private func text(_ roster: Roster, adopted: String = "2026-09-01") -> String {
        let calendar = WorkCalendar(id: DataSetID(fixed: "none"), years: [])
        let shifts = roster.shifts(
            from: moment("2026-10-01"),
            to: moment("2026-10-04"),
            calendar: calendar
        )
        return ICalendar.text(of: roster, shifts: shifts, adoption: moment(adopted))
    }

    @Test("Lines end with CR LF and have at most 75 bytes; a shift has its zone and its name")
    func written() throws {
        let text = text(try roster())
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
        #expect(text.contains("BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n"))
        #expect(text.contains("UID:office-20261001T010000Z@lianxi\r\n"))
        #expect(text.contains("DTSTART;TZID=Asia/Shanghai:20261001T090000\r\n"))
        #expect(text.contains("DTEND;TZID=Asia/Shanghai:20261002T090000\r\n"))
        #expect(text.contains("SUMMARY:值班 李某\r\n"))
        #expect(lines.count { $0 == "BEGIN:VEVENT" } == 3)
    }

    @Test("A long line is parted between characters, and reads as it was")
    func folded() {
        let line = "DESCRIPTION:" + String(repeating: "值班，", count: 60)
        let folded = ICalendar.folded(line)
        let parts = folded.split(separator: "\r\n")
        #expect(parts.count > 5 && parts.allSatisfy { $0.utf8.count <= 75 })
        #expect(parts.dropFirst().allSatisfy { $0.first == " " })
        #expect(folded.replacing("\r\n ", with: "") == line)
    }

    @Test("A shift keeps its UID when the roster is adopted anew with another person")
    func stable() throws {
        let roster = try roster()
        let other = Roster(
            id: roster.id,
            party: roster.party,
            name: roster.name,
            layers: [roster.layers[0]].map { layer in
                RosterLayer(
                    id: layer.id,
                    rotation: layer.rotation,
                    from: layer.from,
                    until: layer.until,
                    turns: layer.turns.reversed()
                )
            }
        )
        func uids(_ text: String) -> [Substring] {
            text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") }
        }
        #expect(uids(text(roster)).prefix(2) == uids(text(other, adopted: "2026-09-02")).prefix(2))
        #expect(text(roster) == text(roster))
    }

    @Test("Events become overrides: who stands in for whom, who comes in addition")
    func read() throws {
        let events = try ICalendar.events(in: Shipped.mistake("ical/sound.ics"), of: roster())
        let wang = Person(id: OfficerID(fixed: "wang"), name: "王某")
        let li = Person(id: OfficerID(fixed: "li"), name: "李某")
        #expect(
            events.map(\.override) == [
                RosterOverride(
                    change: .replace(li.id, by: wang),
                    from: moment("2026-10-01"),
                    until: moment("2026-10-02"),
                    reason: "iCalendar",
                    event: events[0].id
                ),
                RosterOverride(
                    change: .add(li),
                    from: moment("2026-10-03", hour: 0),
                    until: moment("2026-10-04", hour: 0),
                    reason: "iCalendar",
                    event: events[1].id
                ),
            ]
        )
    }

    @Test("An event is known by its UID, else by what it says; a cancelled one says no more")
    func known() throws {
        let roster = try roster()
        let sound = try ICalendar.events(in: Shipped.mistake("ical/sound.ics"), of: roster)
        let changed = try ICalendar.events(in: Shipped.mistake("ical/changed.ics"), of: roster)
        #expect(changed.map(\.id) == sound.map(\.id))
        #expect(changed[0].override != sound[0].override && changed[0].override != nil)
        #expect(changed[1].override == nil && changed[1].from == sound[1].from)
        let bare = try ICalendar.events(in: Shipped.mistake("ical/no-uid.ics"), of: roster)
        #expect(Set(bare.map(\.id)).count == 2)
        #expect(
            try ICalendar.events(in: Shipped.mistake("ical/no-uid.ics"), of: roster) == bare
        )
    }

    static let mistakes = [
        Mistake("ical/person-nobody-knows.ics", 7, "SUMMARY", "赵某", "of the roster office"),
        Mistake("ical/rule-of-recurrence.ics", 4, "RRULE", "FREQ=WEEKLY", "an event of its own"),
        Mistake(
            "ical/zone-of-another-country.ics",
            5,
            "DTSTART",
            "20261001T090000",
            "Asia/Shanghai"
        ),
        Mistake("ical/same-uid-twice.ics", 10, "UID", "1@example", "a UID for each"),
        Mistake("ical/no-end.ics", 3, "DTEND", nil, "DTSTART and DTEND"),
        Mistake("ical/end-before-start.ics", 7, "SUMMARY", "DTEND", "after DTSTART"),
        Mistake("ical/hour-twenty-five.ics", 5, "DTSTART", "20261001T250000", "a moment"),
        Mistake("ical/line-without-a-colon.ics", 2, "", "VERSION", "NAME:VALUE"),
        Mistake("ical/calendar-left-open.ics", nil, "", "END:VCALENDAR", "an END for each"),
    ]

    @Test("A mistake is told by its line", arguments: mistakes)
    func mistake(_ it: Mistake) throws {
        let roster = try roster()
        try it.check(
            problems { _ = try ICalendar.events(in: Shipped.mistake(it.file), of: roster) }
        )
    }
}
