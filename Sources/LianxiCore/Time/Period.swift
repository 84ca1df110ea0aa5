/// A legal length of time.
///
/// The law speaks of 日 and 工作日; hours exist only for local policy.
package enum Period: Hashable, Sendable, CustomStringConvertible {
    case calendarDays(Int)
    case workingDays(Int)
    case hours(Int)

    /// Reads `15d`, `5wd` or `4h`: 1 to 999, no sign, no leading zero; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        let digits = bytes.prefix(while: isDigit)
        guard (1...3).contains(digits.count), digits.first != UInt8(ascii: "0") else { return nil }
        let count = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        switch String(decoding: bytes.dropFirst(digits.count), as: UTF8.self) {
        case "d": self = .calendarDays(count)
        case "wd": self = .workingDays(count)
        case "h": self = .hours(count)
        default: return nil
        }
    }

    package var description: String {
        switch self {
        case .calendarDays(let count): "\(count)d"
        case .workingDays(let count): "\(count)wd"
        case .hours(let count): "\(count)h"
        }
    }
}

/// The three dates of one clock, computed once when it starts.
///
/// `nil` means that a year is needed whose calendar is not loaded: the date is provisional and is
/// never guessed. `raw` of a period in natural days is always known.
package struct DueDates: Hashable, Sendable {
    /// Start plus the period, the first day not counted.
    package let raw: CivilDate?
    /// `raw` rolled forward to the next working day: after it, the duty is breached.
    package let legal: CivilDate?
    /// `raw` rolled back to the working day before: what a department is asked to meet.
    package let target: CivilDate?
    /// The calendar these were read from.
    package let calendar: DataSetID

    package init(raw: CivilDate?, legal: CivilDate?, target: CivilDate?, calendar: DataSetID) {
        self.raw = raw
        self.legal = legal
        self.target = target
        self.calendar = calendar
    }

    package var isProvisional: Bool { raw == nil || legal == nil || target == nil }
}
