import LianxiCore
import Testing

@testable import LianxiSettings

@Suite("A roster file")
struct RosterTests {
    private func moment(_ text: String, hour: Int) -> Timestamp {
        Timestamp(CivilDate(text) ?? CivilDate(dayNumber: 0), hour: hour)
    }

    @Test("It says what the roster is, holidays before all layers")
    func sound() throws {
        let roster = try Roster.load(Shipped.mistake("roster/sound.yaml"))
        #expect(roster.party == .office && roster.isWellFormed)
        #expect(roster.layers.map(\.id.text) == ["national-day", "working", "nights"])
        #expect(roster.layers[0].until == CivilDate("2026-10-02"))
        #expect(roster.layers[2].hours == DutyHours(from: 18, until: 8))
        #expect(roster.layers[2].rotation == Rotation(.hours, length: 12, hour: 18))
        #expect(roster.layers[2].turns.map { $0.map(\.name) } == [["王某", "李某"]])
    }

    @Test("The shipped roster has somebody on duty at every hour of the year, make-up days too")
    func shipped() throws {
        let sets = try DataSets.load(DaemonSettings.load(Shipped.config("lianxid.yaml")))
        let roster = try #require(sets.rosters.first)
        let gaps = roster.coverage(
            from: moment("2026-01-05", hour: 9),
            to: moment("2026-12-31", hour: 0),
            calendar: sets.calendar
        )
        #expect(gaps == [])
        let madeUp = roster.onDuty(at: moment("2026-10-10", hour: 10), calendar: sets.calendar)
        #expect(madeUp.count == 1)
        let holiday = roster.onDuty(at: moment("2026-10-02", hour: 10), calendar: sets.calendar)
        #expect(holiday.map(\.id.text) == ["deputy", "clerk"])
    }

    static let mistakes = [
        Mistake("roster/turn-of-a-year.yaml", 7, "layers[0].turn", "1y", "1m to 12m"),
        Mistake("roster/turn-of-twenty-five-hours.yaml", 8, "layers[1].turn", "25h", "1h to 24h"),
        Mistake(
            "roster/member-not-among-the-people.yaml",
            7,
            "layers[0].members",
            "zhao",
            "listed under people"
        ),
        Mistake(
            "roster/person-twice-in-a-turn.yaml",
            8,
            "layers[1].members[0]",
            "wang+wang",
            "wang+li"
        ),
        Mistake("roster/person-listed-twice.yaml", 5, "people[1].id", "wang", "nobody else"),
        Mistake(
            "roster/layer-named-like-a-holiday.yaml",
            7,
            "layers[0].id",
            "national-day",
            "nobody else"
        ),
        Mistake("roster/until-before-from.yaml", 8, "layers[1].until", "2025-12-31", "not before"),
        Mistake("roster/hand-over-at-twenty-four.yaml", 8, "layers[1].hand-over", "24", "0 to 23"),
        Mistake("roster/hours-of-no-length.yaml", 8, "layers[1].hours", "8-8", "18-8"),
        Mistake("roster/days-nobody-knows.yaml", 7, "layers[0].days", "workdays", "working-days"),
        Mistake("roster/no-layers.yaml", 1, "layers", nil, "a list of 1 to 32"),
    ]

    @Test("A mistake is told by line and key", arguments: mistakes)
    func mistake(_ it: Mistake) throws {
        try it.check(problems { _ = try Roster.load(Shipped.mistake(it.file)) })
    }
}
