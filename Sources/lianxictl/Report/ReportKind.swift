import ArgumentParser
import LianxiCore

/// Which report.
enum ReportKind: String, CaseIterable, ExpressibleByArgument {
    /// The circular (通报) of a month, for the member units.
    case monthly
    /// The annual report of art. 41, for those above.
    case annual

    /// The days that `2026-09` or `2026` names; `nil` for anything else.
    func period(_ text: String) -> StatisticsPeriod? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        func number(_ text: Substring, _ digits: Int) -> Int? {
            let isDigits = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            return text.utf8.count == digits && isDigits ? Int(text) : nil
        }
        switch self {
        case .annual:
            guard parts.count == 1, let year = number(parts[0], 4) else { return nil }
            return StatisticsPeriod(year: year)
        case .monthly:
            guard parts.count == 2, let year = number(parts[0], 4), let month = number(parts[1], 2)
            else { return nil }
            return StatisticsPeriod(year: year, month: month)
        }
    }

    var audience: StatisticsAudience { self == .monthly ? .members : .office }
}

/// How a report is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv, html
}

extension StatisticsAudience: ExpressibleByArgument {}
