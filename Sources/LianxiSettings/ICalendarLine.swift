import LianxiCore

/// One content line of a calendar (RFC 5545, 3.1), its folded parts put together.
struct ICalendarLine {
    /// From 1, where the line begins in the file.
    let number: Int
    /// In capitals.
    let name: String
    /// By name in capitals; without the quotes.
    let parameters: [String: String]
    let value: String

    /// Puts folded lines together and reads each.
    ///
    /// Reports lines that are too long, or have no value.
    static func lines(of text: String, _ findings: Findings) -> [Self] {
        var parts: [(number: Int, text: String)] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (place, line) in lines.enumerated() {
            if line.first == " " || line.first == "\t", !parts.isEmpty {
                parts[parts.count - 1].text += line.dropFirst()
            } else if !line.isEmpty {
                parts.append((place + 1, String(line)))
            }
        }
        return parts.compactMap { part in
            if part.text.utf8.count <= ICalendar.longestLine,
                let line = Self(part.text, number: part.number)
            {
                return line
            }
            findings.report(
                .wrong,
                at: Place(line: part.number, column: 1),
                key: "",
                value: String(part.text.prefix(40)),
                expected: Wording(
                    "“名称:值”，至多 \(ICalendar.longestLine) 字节",
                    "NAME:VALUE of at most \(ICalendar.longestLine) bytes"
                )
            )
            return nil
        }
    }

    /// Reads `NAME;PARAMETER=VALUE:VALUE`; `nil` where there is no colon outside quotes.
    private init?(_ text: String, number: Int) {
        var isQuoted = false
        var colon: String.Index?
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if text[index] == ":", !isQuoted {
                colon = index
                break
            }
        }
        guard let colon else { return nil }
        let head = text[..<colon].split(separator: ";")
        guard let name = head.first else { return nil }
        self.number = number
        self.name = name.uppercased()
        value = String(text[text.index(after: colon)...])
        parameters = head.dropFirst().reduce(into: [:]) { all, part in
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return }
            all[pair[0].uppercased()] = pair[1].filter { $0 != "\"" }
        }
    }

    /// The value as a text (RFC 5545, 3.3.11), without blanks at its ends.
    var text: String {
        var text = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                text.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character)
            }
        }
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        return String(trimmed.reversed())
    }

    /// The value as a moment: a date, or a time in UTC, in our zone or in none.
    var moment: Timestamp? {
        if let zone = parameters["TZID"], zone != ICalendar.zone { return nil }
        let isUTC = value.hasSuffix("Z")
        let digits = isUTC ? String(value.dropLast()) : value
        let parts = digits.split(separator: "T", omittingEmptySubsequences: false)
        guard let day = parts.first, day.utf8.count == 8, parts.count <= 2,
            let date = CivilDate("\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))")
        else { return nil }
        if parts.count == 1 { return isUTC ? nil : Timestamp(date) }
        let clock = parts[1]
        let fields = [clock.prefix(2), clock.dropFirst(2).prefix(2), clock.suffix(2)]
            .compactMap { field in
                field.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(field) : nil
            }
        guard clock.utf8.count == 6, fields.count == 3, fields[0] < 24, fields[1] < 60,
            fields[2] < 60
        else { return nil }
        let local = Timestamp(date).adding(
            milliseconds: (fields[0] * 3600 + fields[1] * 60 + fields[2]) * 1000
        )
        return isUTC ? local.adding(milliseconds: WallClock.offsetMilliseconds) : local
    }
}
