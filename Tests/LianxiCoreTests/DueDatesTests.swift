import LianxiCore
import Testing

/// One row of the domain reference's table of dates; `nil` where a year is not loaded.
struct DatedCase: CustomTestStringConvertible {
    let name: String
    let start: String
    let period: String
    let line: String

    init(_ name: String, _ start: String, _ period: String, _ line: String) {
        self.name = name
        self.start = start
        self.period = period
        self.line = line
    }

    var testDescription: String { name }

    static let all: [Self] = [
        Self(
            "S1 bureau triage (Art 22), received 09-25",
            "2026-09-25",
            "15d",
            "2026-10-10 2026-10-10 2026-10-10"
        ),
        Self(
            "S1 dept A written notice (Art 23.3)",
            "2026-09-28",
            "15d",
            "2026-10-13 2026-10-13 2026-10-13"
        ),
        Self(
            "S1 dept A objection (Art 23.3)",
            "2026-09-28",
            "5wd",
            "2026-10-10 2026-10-10 2026-10-10"
        ),
        Self(
            "S1 labour inspection, filed 10-09 (LSI Reg Art 17)",
            "2026-10-09",
            "60wd",
            "2026-12-31 2026-12-31 2026-12-31"
        ),
        Self(
            "S2 dept A objection, received make-up Sunday 09-20",
            "2026-09-20",
            "5wd",
            "2026-09-28 2026-09-28 2026-09-28"
        ),
        Self(
            "S2 dept A notice, received 09-20",
            "2026-09-20",
            "15d",
            "2026-10-05 2026-10-08 2026-09-30"
        ),
        Self(
            "S2 dept B objection after re-dispatch 09-24",
            "2026-09-24",
            "5wd",
            "2026-10-09 2026-10-09 2026-10-09"
        ),
        Self(
            "S2 dept B notice after re-dispatch 09-24",
            "2026-09-24",
            "15d",
            "2026-10-09 2026-10-09 2026-10-09"
        ),
        Self(
            "S2 triage (Art 22), bureau received 09-17",
            "2026-09-17",
            "15d",
            "2026-10-02 2026-10-08 2026-09-30"
        ),
        Self(
            "S3 finish (Art 34), accepted 03-02",
            "2026-03-02",
            "60d",
            "2026-05-01 2026-05-06 2026-04-30"
        ),
        Self(
            "S3 finish with 30-day extension, strict 60+30",
            "2026-03-02",
            "90d",
            "2026-05-31 2026-06-01 2026-05-29"
        ),
        Self(
            "S3 finish with extension counted from rolled 05-06",
            "2026-05-06",
            "30d",
            "2026-06-05 2026-06-05 2026-06-05"
        ),
        Self(
            "S4 finish (Art 34), accepted 08-04",
            "2026-08-04",
            "60d",
            "2026-10-03 2026-10-08 2026-09-30"
        ),
        Self(
            "S5 (bookkeeping) triage",
            "2026-10-02",
            "15d",
            "2026-10-17 2026-10-19 2026-10-16"
        ),
        Self(
            "S6 bureau triage / transfer to discipline organ",
            "2026-11-02",
            "15d",
            "2026-11-17 2026-11-17 2026-11-17"
        ),
        Self(
            "S6 housing dept notice (received 11-03)",
            "2026-11-03",
            "15d",
            "2026-11-18 2026-11-18 2026-11-18"
        ),
        Self(
            "S6 housing dept objection (received 11-03)",
            "2026-11-03",
            "5wd",
            "2026-11-10 2026-11-10 2026-11-10"
        ),
        Self(
            "S7 petitioner may ask review, opinion served 06-20",
            "2026-06-20",
            "30d",
            "2026-07-20 2026-07-20 2026-07-20"
        ),
        Self(
            "S7 review decision, request received 07-20",
            "2026-07-20",
            "30d",
            "2026-08-19 2026-08-19 2026-08-19"
        ),
        Self(
            "S7 petitioner may ask re-review, served 08-19",
            "2026-08-19",
            "30d",
            "2026-09-18 2026-09-18 2026-09-18"
        ),
        Self(
            "S7 re-review decision, request received 09-18",
            "2026-09-18",
            "30d",
            "2026-10-18 2026-10-19 2026-10-16"
        ),
        Self(
            "S7 re-review decision + 15 hearing days (09-28..10-12)",
            "2026-09-18",
            "45d",
            "2026-11-02 2026-11-02 2026-11-02"
        ),
        Self(
            "S8 first: triage, received 07-06",
            "2026-07-06",
            "15d",
            "2026-07-21 2026-07-21 2026-07-21"
        ),
        Self(
            "S8 first: finish, accepted 07-13",
            "2026-07-13",
            "60d",
            "2026-09-11 2026-09-11 2026-09-11"
        ),
        Self(
            "S8 second filing: triage, city bureau received 08-05",
            "2026-08-05",
            "15d",
            "2026-08-20 2026-08-20 2026-08-20"
        ),
        Self(
            "S8 third filing: triage, city bureau received 09-14",
            "2026-09-14",
            "15d",
            "2026-09-29 2026-09-29 2026-09-29"
        ),
        Self(
            "S9 dept notice (Art 23.3), received 08-10",
            "2026-08-10",
            "15d",
            "2026-08-25 2026-08-25 2026-08-25"
        ),
        Self(
            "S9 dept objection window",
            "2026-08-10",
            "5wd",
            "2026-08-17 2026-08-17 2026-08-17"
        ),
        Self(
            "S9 policy: sign-in 2 working days",
            "2026-08-10",
            "2wd",
            "2026-08-12 2026-08-12 2026-08-12"
        ),
        Self(
            "S9 assigned feedback (交办 30 days, set by the office)",
            "2026-08-10",
            "30d",
            "2026-09-09 2026-09-09 2026-09-09"
        ),
        Self(
            "S9 policy: supervision reply 5 working days from 08-26",
            "2026-08-26",
            "5wd",
            "2026-09-02 2026-09-02 2026-09-02"
        ),
        Self(
            "S9 finish, accepted 08-21",
            "2026-08-21",
            "60d",
            "2026-10-20 2026-10-20 2026-10-20"
        ),
        Self(
            "S9 finish, deemed accepted 08-10 (alternative rule)",
            "2026-08-10",
            "60d",
            "2026-10-09 2026-10-09 2026-10-09"
        ),
        Self(
            "S10 finish, accepted 10-20",
            "2026-10-20",
            "60d",
            "2026-12-19 2026-12-21 2026-12-18"
        ),
        Self(
            "S11 finish, accepted 11-20",
            "2026-11-20",
            "60d",
            "2027-01-19 ? ?"
        ),
        Self(
            "S11 portal message 2026-12-31 23:50, triage",
            "2026-12-31",
            "15d",
            "2027-01-15 ? ?"
        ),
        Self(
            "S11 objection, received 2026-12-29",
            "2026-12-29",
            "5wd",
            "? ? ?"
        ),
        Self(
            "S12 answer, accepted 09-28",
            "2026-09-28",
            "10wd",
            "2026-10-16 2026-10-16 2026-10-16"
        ),
    ]
}

@Suite("Due dates")
struct DueDatesTests {
    @Test("Every case of the domain reference comes out exactly", arguments: DatedCase.all)
    func reference(_ it: DatedCase) {
        let dates = period(it.period).dueDates(from: date(it.start), in: .of2026)
        #expect(dates.line == it.line)
        #expect(dates.isProvisional == it.line.contains("?"))
    }

    @Test("A date rolls over a whole holiday, forward to legal and back to target")
    func rolls() {
        let dates = period("15d").dueDates(from: date("2026-09-17"), in: .of2026)
        #expect(dates.line == "2026-10-02 2026-10-08 2026-09-30")
        #expect(dates.calendar == WorkCalendar.of2026.id)
    }

    @Test("The day is the one on the wall in China, up to midnight")
    func midnight() {
        let late = moment("2026-12-31", hour: 23).adding(milliseconds: 50 * 60_000)
        #expect(period("15d").dueDates(from: late, in: .of2027).line.hasPrefix("2027-01-15"))
        let next = late.adding(milliseconds: 10 * 60_000)
        #expect(period("15d").dueDates(from: next, in: .of2027).line.hasPrefix("2027-01-16"))
    }

    @Test("Hours end on the date of their moment, which rolls like any other")
    func hours() {
        let friday = moment("2026-08-14", hour: 22)
        let dates = period("4h").dueDates(from: friday, in: .of2026)
        #expect(dates.line == "2026-08-15 2026-08-17 2026-08-14")
    }

    @Test("A day of a year that is not loaded is neither worked nor off")
    func unknownYear() {
        #expect(WorkCalendar.of2026.isWorkingDay(date("2027-01-04")) == nil)
        #expect(WorkCalendar.of2026.isWorkingDay(date("2026-10-10")) == true)
        #expect(WorkCalendar.of2026.isWorkingDay(date("2026-10-09")) == true)
        #expect(WorkCalendar.of2026.isWorkingDay(date("2026-10-05")) == false)
        #expect(WorkCalendar.of2026.isWorkingDay(date("2026-10-11")) == false)
    }

    @Test("An explanation counts along: holidays are passed over, make-up days are counted")
    func explained() {
        let start = moment("2026-09-28")
        let explanation = DueDates.explain(period("5wd"), from: start, in: .of2026)
        #expect(explanation.dates.line == "2026-10-10 2026-10-10 2026-10-10")
        let lines = explanation.lines.map { "\($0.date) \($0.kind.rawValue) \($0.role.text)" }
        #expect(lines.first == "2026-09-28 weekday start")
        #expect(lines[1...2] == ["2026-09-29 weekday 1", "2026-09-30 weekday 2"])
        #expect(lines[3] == "2026-10-01 day-off skipped")
        #expect(lines.last == "2026-10-10 make-up 5")
        #expect(lines.count == 13)
    }

    @Test("An explanation shows both rolls of a natural period")
    func explainedRolls() {
        let explanation = DueDates.explain(
            period("15d"),
            from: moment("2026-09-17"),
            in: .of2026
        )
        let forward = explanation.lines.filter { $0.role == .rolledForward }
        let back = explanation.lines.filter { $0.role == .rolledBack }
        #expect(forward.last?.date == date("2026-10-08"))
        #expect(forward.count == 6)
        #expect(back.map(\.date) == [date("2026-10-01"), date("2026-09-30")])
    }

    @Test("An explanation ends at the first day of a year that is not loaded")
    func explainedProvisional() {
        let explanation = DueDates.explain(period("5wd"), from: moment("2026-12-29"), in: .of2026)
        #expect(explanation.dates.raw == nil)
        #expect(explanation.lines.last?.date == date("2027-01-01"))
        #expect(explanation.lines.last?.kind == .unknown)
    }
}

extension DayLine.Role {
    fileprivate var text: String {
        switch self {
        case .start: "start"
        case .counted(let number): "\(number)"
        case .skipped: "skipped"
        case .rolledForward: "forward"
        case .rolledBack: "back"
        }
    }
}
