package import LianxiCore

/// Rosters as iCalendar (RFC 5545), for people's own calendars, and back.
package enum ICalendar {
    /// The one zone written and read, besides UTC.
    static let zone = "Asia/Shanghai"

    /// Writes shifts as a calendar.
    ///
    /// The same shifts give the same bytes; a shift keeps its UID when who takes it changes.
    ///
    /// - Parameters:
    ///   - roster: Whose shifts they are.
    ///   - shifts: As ``DutyPlan/shifts(from:to:calendar:)`` gives them; those without persons are left out.
    ///   - adoption: When the roster was adopted, which the events are stamped with.
    /// - Returns: Text with CRLF, its lines folded at 75 bytes.
    package static func text(
        of roster: Roster,
        shifts: [Shift],
        adoption: Timestamp
    ) -> String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lianxi//Roster//ZH",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:\(escaped(roster.name))",
            "BEGIN:VTIMEZONE", "TZID:\(zone)", "BEGIN:STANDARD", "DTSTART:19700101T000000",
            "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD",
            "END:VTIMEZONE",
        ]
        for shift in shifts where !shift.persons.isEmpty {
            let names = shift.persons.map(\.name).joined(separator: "、")
            lines += [
                "BEGIN:VEVENT", "UID:\(roster.id)-\(utc(shift.from))@lianxi",
                "DTSTAMP:\(utc(adoption))", "DTSTART;TZID=\(zone):\(local(shift.from))",
                "DTEND;TZID=\(zone):\(local(shift.until))", "SUMMARY:\(escaped("值班 \(names)"))",
                "DESCRIPTION:\(escaped(description(of: shift, roster)))",
            ]
            if shift.persons.count == 1 { lines.append("X-LIANXI-IN:\(shift.persons[0].id)") }
            lines += ["TRANSP:OPAQUE", "END:VEVENT"]
        }
        lines.append("END:VCALENDAR")
        return lines.map { folded($0) + "\r\n" }.joined()
    }

    private static func description(of shift: Shift, _ roster: Roster) -> String {
        let layer = shift.layer.map { " · \($0)" } ?? ""
        return "\(roster.name)\(layer)"
    }

    /// Parts a line at 75 bytes, never within a character (RFC 5545, 3.1).
    static func folded(_ line: String) -> String {
        var text = ""
        var room = 75
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if size > room {
                text += "\r\n "
                room = 74
            }
            text.unicodeScalars.append(scalar)
            room -= size
        }
        return text
    }

    /// A text value (RFC 5545, 3.3.11).
    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "\\", ";", ",": "\\\(character)"
            case "\n": "\\n"
            default: "\(character)"
            }
        }.joined()
    }

    /// `20261001T010000Z`.
    private static func utc(_ moment: Timestamp) -> String {
        local(moment.adding(milliseconds: -WallClock.offsetMilliseconds)) + "Z"
    }

    /// `20261001T090000` as the wall clock in China shows it.
    private static func local(_ moment: Timestamp) -> String {
        let text = moment.wallText.filter { $0 != "-" && $0 != ":" }
        return String(text.map { $0 == " " ? "T" : $0 })
    }
}
