import LianxiCore
import Testing

@Suite("Whether a matter may be grave or urgent is asked, and people decide (art. 25)")
struct UrgencyTests {
    /// Why the matter that so many brought on that day is to be looked at.
    private func proposal(
        _ persons: Int,
        on day: String,
        flagged: Bool = false,
        _ rule: UrgencyRule = UrgencyRule()
    ) throws -> UrgencyProposal? {
        var it = Conference(on: day)
        let plain = it.facts(received: it.now)
        let facts = MatterFacts(
            matter: plain.matter,
            matterClass: .claim5,
            purpose: .claim,
            subject: "labour",
            place: "青禾镇",
            isUrgent: flagged,
            piece: Piece(
                number: "信1",
                channel: .letter,
                receivedAt: it.now,
                persons: persons,
                dossier: plain.piece.dossier
            )
        )
        try it.does(.register(facts))
        let matter = try #require(it.docket.matter(facts.matter))
        #expect(matter.facts.isUrgent == flagged, "nothing is flagged by being asked")
        return rule.proposal(for: matter, calendar: it.docket.calendar)
    }

    @Test("S1: 46 persons on Mid-Autumn Day: the holiday speaks for it")
    func midAutumn() throws {
        let found = try #require(try proposal(46, on: "2026-09-25"))
        #expect(found.persons == 46 && found.from == CivilDate("2026-09-25"))
        #expect(found.sentence(.zh).contains("46 人"))
        #expect(found.sentence(.en).contains("People decide"))
    }

    @Test(
        "Three days before a holiday count, an ordinary weekend does not, nor do fewer than five",
        arguments: [
            ("2026-09-28", 5, "2026-10-01"), ("2026-09-27", 5, "2026-09-25"),
            ("2026-10-07", 5, "2026-10-01"), ("2026-09-21", 5, nil), ("2026-10-08", 49, nil),
            ("2026-09-12", 49, nil), ("2026-09-28", 4, nil),
        ] as [(String, Int, String?)]
    )
    func holidays(day: String, persons: Int, from: String?) throws {
        let found = try proposal(persons, on: day)
        #expect(found?.from?.description == from, "\(day)")
        #expect((found == nil) == (from == nil))
    }

    @Test("Fifty speak for themselves on any day; what is flagged already is not asked about")
    func many() throws {
        let found = try #require(try proposal(50, on: "2026-09-14"))
        #expect(found.holiday == nil && found.from == nil)
        #expect(try proposal(50, on: "2026-09-25", flagged: true) == nil)
        var rule = UrgencyRule()
        rule.persons = 30
        #expect(try proposal(30, on: "2026-09-14", rule) != nil)
    }
}
