import LianxiCore

/// A date on the wall of the office, with or without an hour, as people type it.
struct Moment: Equatable {
    let date: CivilDate
    /// Minutes of the day, 0…1439; 0 when none was given.
    let minute: Int

    /// Reads `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard let day = parts.first, let date = CivilDate(day), parts.count <= 2 else { return nil }
        self.date = date
        guard parts.count == 2 else {
            minute = 0
            return
        }
        let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 2, let hour = Self.twoDigits(clock[0], below: 24),
            let minute = Self.twoDigits(clock[1], below: 60)
        else { return nil }
        self.minute = hour * 60 + minute
    }

    var timestamp: Timestamp { Timestamp(date).adding(milliseconds: Int64(minute) * 60_000) }

    private static func twoDigits(_ text: Substring, below limit: Int) -> Int? {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text), number < limit
        else { return nil }
        return number
    }
}
