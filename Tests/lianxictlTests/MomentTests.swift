import LianxiCore
import Testing

@testable import lianxictl

@Suite("A moment as people type it")
struct MomentTests {
    @Test("A date alone is its first minute; an hour and minute are of the office's wall")
    func reads() throws {
        let day = try #require(Moment("2026-09-28"))
        #expect(day.timestamp.wallText == "2026-09-28 00:00:00")
        let minute = try #require(Moment("2026-09-28T09:30"))
        #expect(minute.timestamp.wallText == "2026-09-28 09:30:00")
        #expect(Moment("2026-09-28T23:59")?.minute == 1439)
    }

    @Test(
        "What is no moment is none",
        arguments: [
            "", "2026-02-30", "2026-9-1", "2026-09-28T", "2026-09-28T9:30", "2026-09-28T24:00",
            "2026-09-28T09:60", "2026-09-28T09:30:00", "2026-09-28T+9:30", "2026-09-28 09:30",
            "T09:30", "2026-09-28T09:30T",
        ]
    )
    func refuses(_ text: String) {
        #expect(Moment(text) == nil)
    }
}
