import LianxiCore
import Testing

@testable import lianxictl

@Suite("How many days of a roster are looked at")
struct RosterDaysTests {
    @Test("One to four hundred are taken")
    func taken() throws {
        #expect(try RosterDays(parsing: "1").count == 1)
        #expect(try RosterDays(parsing: "\(DutyPlan.mostDays)").count == DutyPlan.mostDays)
        let start = Timestamp(seconds: 1000)
        #expect(RosterDays(2).end(from: start) == start.adding(milliseconds: 2 * 86_400_000))
    }

    @Test("All else is refused with the bounds", arguments: ["0", "401", "-3", "a week", ""])
    func refused(text: String) {
        let error = #expect(throws: (any Error).self) { try RosterDays(parsing: text) }
        #expect(error.map { "\($0)".contains("1 to 400") } == true)
    }
}
