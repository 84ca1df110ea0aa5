import LianxiCore
import Testing

@Suite("Local periods beside the statute's")
struct LocalPeriodTests {
    /// The sample rules with stricter periods for D10 and D16.
    private static let stricter = RuleSet(
        id: dataSet("local"),
        duties: RuleSet.sample.duties.map { duty in
            switch duty.id {
            case .objection: duty.tightened(to: period("3wd"), source: "省条例")
            case .conclusion: duty.tightened(to: period("45d"), source: "省条例")
            default: duty
            }
        },
        options: [.legalReviewBeforeOpinion]
    )

    @Test("A clock is started with the stricter local period, and the statute's stays known")
    func effective() throws {
        var it = Conference(on: "2026-09-28")
        try it.does(.adoptRuleSet(Self.stricter), by: nil)
        let order = it.order()
        try it.receives(order)
        #expect(it.dates(.objection, of: order) == "2026-10-08 2026-10-08 2026-10-08")
        #expect(it.dates(.notice, of: order) == "2026-10-13 2026-10-13 2026-10-13")
        #expect(Self.stricter.duty(.objection)?.period == .workingDays(5))
        #expect(Self.stricter.duty(.notice)?.effectivePeriod == .calendarDays(15))
        #expect(Self.stricter.has(.legalReviewBeforeOpinion))
        #expect(!Self.stricter.has(.simplifiedHandling))
    }

    @Test("A calendar that arrives later dates the clock by the local period too")
    func redated() throws {
        var it = Conference(on: "2026-11-20")
        try it.does(.adoptRuleSet(Self.stricter), by: nil)
        let order = it.order()
        try it.acts(.accept, on: order)
        #expect(it.dates(.conclusion, of: order) == "2027-01-04 ? ?")
        try it.does(.adoptCalendar(.of2027))
        #expect(it.dates(.conclusion, of: order) == "2027-01-04 2027-01-04 2027-01-04")
    }

    private static let periods = [
        "1d", "2d", "5d", "10d", "15d", "1wd", "3wd", "5wd", "10wd", "2h", "24h", "48h", "120h",
        "121h", "360h",
    ].map(period)

    @Test(
        "A period said never to be longer never ends later, whenever it starts",
        arguments: periods
    )
    func neverLonger(own: Period) {
        for limit in Self.periods where own.isNeverLonger(than: limit) {
            for day in Array(25..<60) + Array(240..<285) {
                for hour in [0, 23] {
                    let start = Timestamp(date("2026-01-05").adding(days: day), hour: hour)
                    let ours = own.dueDates(from: start, in: .of2026)
                    let theirs = limit.dueDates(from: start, in: .of2026)
                    guard let our = ours.legal, let their = theirs.legal, our <= their else {
                        Issue.record("\(own), \(limit) from \(start)")
                        return
                    }
                }
            }
        }
    }

    @Test(
        "Working days are not shown to be within natural days, nor days within hours",
        arguments: [
            ("5wd", "15d"), ("1wd", "999d"), ("1d", "999h"), ("1wd", "999h"), ("16d", "15d"),
            ("6wd", "5wd"), ("6d", "5wd"), ("25h", "1d"), ("3h", "2h"),
        ]
    )
    func notShown(own: String, limit: String) {
        #expect(!period(own).isNeverLonger(than: period(limit)))
    }

    @Test("Duties of other instruments are external, but simplified handling is owed here")
    func external() {
        #expect(DutyID.labourInspection.isRelated && DutyID.labourInspection.isExternal)
        #expect(DutyID.simplified.isRelated && !DutyID.simplified.isExternal)
        #expect(!DutyID.notice.isRelated && !DutyID.notice.isExternal)
        #expect(!DutyID.delivery.isExternal)
        #expect(DutyID("X99")?.text == "X99")
        #expect(DutyID("Y01") == nil)
        #expect(
            [duty("X01"), duty("P99"), duty("D02")].sorted().map(\.text) == ["D02", "P99", "X01"]
        )
    }

    @Test("Every code has words of its own in both languages", arguments: Language.allCases)
    func words(language: Language) {
        let triggers = DutyTrigger.allCases.map { $0.words(language) }
        let roles = DutyRole.allCases.map { $0.words(language) }
        let options = RuleOption.allCases.map { $0.words(language) }
        for words in [triggers, roles, options] {
            #expect(Set(words).count == words.count)
            #expect(!words.contains(""))
        }
    }
}
