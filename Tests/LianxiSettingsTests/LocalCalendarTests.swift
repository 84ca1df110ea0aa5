import LianxiCore
import Testing

@testable import LianxiSettings

@Suite("A local calendar adds to the notices and never changes them")
struct LocalCalendarTests {
    private static let base = Shipped.mistake("local-calendar/base.yaml")

    @Test("Its holidays are merged under its own id, each with its paper")
    func merged() throws {
        let calendar = try WorkCalendar.load(
            Self.base,
            local: Shipped.mistake("local-calendar/sound.yaml")
        )
        #expect(calendar.id.text == "county-2026")
        let year = try #require(calendar.years.first)
        #expect(year.daysOff.count == 7 && year.source == "国办发明电〔2025〕7号")
        #expect(year.names.map(\.name) == ["国庆节"])
        #expect(year.local.map(\.source) == ["示例"])
        let kinds = ["2026-07-13", "2026-07-14", "2026-07-18", "2026-10-01", "2026-10-10"]
            .compactMap { CivilDate($0) }.map { calendar.kind(of: $0) }
        #expect(kinds == [.localDayOff, .localDayOff, .localMakeUp, .dayOff, .makeUp])
    }

    @Test("The shipped example loads beside the shipped calendar")
    func example() throws {
        let calendar = try WorkCalendar.load(
            Shipped.config("calendars/cn-2026.yaml"),
            local: Shipped.config("calendars/local-example.yaml")
        )
        #expect(calendar.years.map(\.local.count) == [0, 0, 1])
    }

    static let mistakes = [
        Mistake("local-calendar/extends-another.yaml", 2, "extends", "cn-2025", "cn-test"),
        Mistake("local-calendar/id-of-the-notices.yaml", 1, "id", "cn-test", "other than cn-test"),
        Mistake(
            "local-calendar/date-the-notice-names.yaml",
            4,
            "holidays[0].off",
            "2026-10-10",
            "notice does not name"
        ),
        Mistake(
            "local-calendar/year-not-loaded.yaml",
            4,
            "holidays[0].off",
            "2027-07-13",
            "a year that cn-test holds"
        ),
        Mistake("local-calendar/without-a-paper.yaml", 4, "holidays[0].source", nil, "a text"),
        Mistake(
            "local-calendar/make-up-day-on-a-weekday.yaml",
            4,
            "holidays[0].work",
            "2026-07-17",
            "Saturday or Sunday"
        ),
        Mistake(
            "local-calendar/date-listed-twice.yaml",
            5,
            "holidays[1].off",
            "2026-07-14",
            "listed once"
        ),
    ]

    @Test("A mistake in it is told", arguments: mistakes)
    func told(mistake: Mistake) throws {
        try mistake.check(
            problems { _ = try WorkCalendar.load(Self.base, local: Shipped.mistake(mistake.file)) }
        )
    }
}
