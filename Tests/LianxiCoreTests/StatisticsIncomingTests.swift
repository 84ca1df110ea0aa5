import LianxiCore
import Testing

@Suite("A report counts what came in")
struct StatisticsIncomingTests {
    @Test("Pieces, visits and persons are counted by the day the piece was received")
    func counts() throws {
        var it = Conference.under(on: "2026-08-31")
        _ = it.registered(by: .visit, persons: 4, received: moment("2026-07-31", hour: 23))
        _ = it.registered(by: .visit, persons: 4, received: moment("2026-08-01", hour: 0))
        _ = it.registered(by: .visit, persons: 5, about: "housing", in: "青山镇")
        let joined = it.registered(by: .online, about: "housing", in: "青山镇")
        try it.does(.join(joined, Conference.piece(90, received: it.now)))
        it.go(to: "2026-09-01", hour: 0)
        _ = it.registered(by: .visit, persons: 9)
        let august = it.report("2026-08-01", "2026-08-31")
        let figures: [(Indicator, String)] = [
            (.pieces, "4"), (.batches, "2"), (.persons, "9"), (.collectiveVisits, "1"),
            (.collectivePersons, "5"), (.onlineShare, "1/4"), (.repeatRate, "1/4"),
        ]
        for (indicator, line) in figures { #expect(august[indicator]?.line == line) }
        #expect(august[.channels].lines == ["visit=2(1)", "letter=1(0)", "online=1(0)"])
        #expect(august[.subjects].lines == ["housing=3(0)", "labour=1(1)"])
        #expect(august[.hotspots].lines == ["housing 青山镇=3(0)", "labour 永定街道=1(1)"])
        #expect(august[.places].lines == ["青山镇=3(0)", "永定街道=1(1)"])
        #expect(august[.collective].lines == ["5-10=1"])
        #expect(
            it.report()[.months].lines
                == [
                    "housing 2026-08=3", "labour 2026-07=1", "labour 2026-08=1",
                    "labour 2026-09=1",
                ]
        )
    }

    @Test(
        "A visit together is put into its bracket",
        arguments: [
            (4, nil), (5, "5-10"), (10, "5-10"), (11, "11-20"), (20, "11-20"), (21, "21-50"),
            (50, "21-50"), (51, "51-100"), (100, "51-100"), (101, "over-100"),
        ] as [(Int, String?)]
    )
    func brackets(persons: Int, bracket: String?) {
        var it = Conference.under(on: "2026-08-10")
        _ = it.registered(by: .visit, persons: persons)
        _ = it.registered(by: .letter, persons: 30)
        #expect(it.report()[.collective].map(\.key) == [bracket].compactMap { $0 })
    }

    @Test(
        "A piece is a repeat when it was joined, said so at reception, or was found to be one later"
    )
    func repeats() throws {
        var it = Conference.under(on: "2026-08-10")
        let first = it.registered()
        _ = it.registered(Reception(repeats: first))
        let found = it.registered()
        #expect(it.report()[.repeatRate]?.line == "1/3")
        try it.takes(.relate, of: found, StepDetails(word: "related", link: first))
        #expect(it.report()[.repeatRate]?.line == "1/3")
        try it.takes(.relate, of: found, StepDetails(word: "repeat", link: first))
        #expect(it.report()[.repeatRate]?.line == "2/3")
    }

    @Test(
        "Whole months are compared with whole months, other spans with as many days",
        arguments: [
            ("2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"),
            ("2026-01-01", "2026-01-31", "2025-12-01", "2025-12-31"),
            ("2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31"),
            ("2026-03-02", "2026-03-31", "2026-01-31", "2026-03-01"),
            ("2026-03-10", "2026-03-10", "2026-03-09", "2026-03-09"),
        ]
    )
    func before(from: String, to: String, first: String, last: String) throws {
        let period = try #require(StatisticsPeriod(from: date(from), to: date(to)))
        #expect(period.before == StatisticsPeriod(from: date(first), to: date(last)))
    }

    @Test("A period has a first day, and at most ten years")
    func periods() {
        #expect(StatisticsPeriod(from: date("2026-01-02"), to: date("2026-01-01")) == nil)
        #expect(StatisticsPeriod(from: date("2000-01-01"), to: date("2026-01-01")) == nil)
        #expect(
            StatisticsPeriod(year: 2026, month: 12)
                == StatisticsPeriod(from: date("2026-12-01"), to: date("2026-12-31"))
        )
        #expect(StatisticsPeriod(year: 2026, month: 13) == nil)
    }
}
