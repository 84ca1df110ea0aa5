import ArgumentParser
import LianxiCore

/// How many days of a roster to look at: 1 to ``DutyPlan/mostDays``.
struct RosterDays: CustomStringConvertible {
    static let help: ArgumentHelp = "How many days: 1 to \(DutyPlan.mostDays)."

    let count: Int

    /// - Parameter count: Within the bounds.
    init(_ count: Int) { self.count = count }

    /// Reads what was typed.
    ///
    /// - Throws: `ValidationError` beyond the bounds.
    @Sendable
    init(parsing text: String) throws {
        guard let count = Int(text), (1...DutyPlan.mostDays).contains(count) else {
            throw ValidationError("--days: 1 to \(DutyPlan.mostDays)")
        }
        self.count = count
    }

    var description: String { "\(count)" }

    /// The end of so many days from the moment on.
    func end(from start: Timestamp) -> Timestamp {
        start.adding(milliseconds: Int64(count) * 86_400_000)
    }
}
