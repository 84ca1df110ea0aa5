/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(seconds: Int64) { self.milliseconds = seconds * 1000 }

    /// Whole seconds since 1970, rounded towards the past.
    package var seconds: Int64 {
        milliseconds >= 0 ? milliseconds / 1000 : -((-milliseconds + 999) / 1000)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package func adding(milliseconds: Int64) -> Self {
        Self(milliseconds: self.milliseconds + milliseconds)
    }
}

/// The offset of the wall clock that the law is read by: China has had UTC+8 without summer time since 1991.
package enum WallClock {
    package static let offsetMilliseconds: Int64 = 8 * 3_600_000
    static let dayMilliseconds: Int64 = 86_400_000
}

extension Timestamp {
    /// The civil date on the wall in China at this moment.
    package var civilDate: CivilDate {
        let local = milliseconds + WallClock.offsetMilliseconds
        let day =
            local >= 0
            ? local / WallClock.dayMilliseconds
            : -((-local + WallClock.dayMilliseconds - 1) / WallClock.dayMilliseconds)
        return CivilDate(dayNumber: Int(day))
    }

    /// The moment the wall clock in China shows `hour`:00 on `date`.
    ///
    /// - Parameters:
    ///   - date: The civil date.
    ///   - hour: 0…24; 24 is the first moment of the next date.
    package init(_ date: CivilDate, hour: Int = 0) {
        self.init(
            milliseconds: Int64(date.dayNumber) * WallClock.dayMilliseconds
                - WallClock.offsetMilliseconds + Int64(hour) * 3_600_000
        )
    }

    /// `2026-09-28 16:05:09` as the wall clock in China shows it.
    package var wallText: String {
        let date = civilDate
        let ofDay = (milliseconds - Timestamp(date).milliseconds) / 1000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(date) \(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))"
    }
}
