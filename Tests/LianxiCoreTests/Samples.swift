import LianxiCore

/// Reads a date fixed in a test.
func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(text) else { preconditionFailure("bad date \(text)") }
    return date
}

/// The moment the wall clock shows `hour`:00 on the date.
func moment(_ text: String, hour: Int = 9) -> Timestamp { Timestamp(date(text), hour: hour) }

func party(_ text: StaticString) -> PartyID { PartyID(fixed: text) }
func officer(_ text: StaticString) -> OfficerID { OfficerID(fixed: text) }
func dataSet(_ text: StaticString) -> DataSetID { DataSetID(fixed: text) }
func duty(_ text: StaticString) -> DutyID { DutyID(fixed: text) }

func period(_ text: String) -> Period {
    guard let period = Period(text) else { preconditionFailure("bad period \(text)") }
    return period
}

/// 32 bytes that stand for the hash of the entry at `index`.
func hash(_ index: UInt64, _ mark: UInt8 = 0) -> Digest32 {
    let word = (0..<8).map { UInt8(truncatingIfNeeded: index >> (56 - 8 * UInt64($0))) }
    guard let hash = Digest32(word + [UInt8](repeating: mark, count: 24))
    else { preconditionFailure("not 32 bytes") }
    return hash
}

extension WorkCalendar {
    private static func dates(_ texts: [String]) -> [CivilDate] { texts.map(date) }

    private static func range(_ first: String, _ last: String) -> [CivilDate] {
        (date(first).dayNumber...date(last).dayNumber).map { CivilDate(dayNumber: $0) }
    }

    /// 国办发明电〔2025〕7号.
    static let of2026 = Self(
        id: dataSet("cn-2026"),
        years: [
            Year(
                year: 2026,
                daysOff: range("2026-01-01", "2026-01-03") + range("2026-02-15", "2026-02-23")
                    + range("2026-04-04", "2026-04-06") + range("2026-05-01", "2026-05-05")
                    + range("2026-06-19", "2026-06-21") + range("2026-09-25", "2026-09-27")
                    + range("2026-10-01", "2026-10-07"),
                makeUpDays: dates([
                    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20",
                    "2026-10-10",
                ]),
                source: "国办发明电〔2025〕7号"
            )
        ]
    )

    /// The same with a 2027 made up for the tests: only New Year's Day is off.
    static let of2027 = Self(
        id: dataSet("cn-2027"),
        years: of2026.years + [
            Year(
                year: 2027,
                daysOff: [date("2027-01-01")],
                makeUpDays: [],
                source: "a test's own"
            )
        ]
    )
}

extension RuleSet {
    static let sample = Self(
        id: dataSet("cn-2022"),
        duties: [
            ("D02", "15d"), ("D04", nil), ("D09", "15d"), ("D10", "5wd"), ("D16", "60d"),
            ("P01", "4h"), ("P02", "2wd"), ("P03", "2wd"), ("P04", "2wd"),
        ].map { id, text in
            guard let id = DutyID(id) else { preconditionFailure("bad duty") }
            return Duty(
                id: id,
                basis: id.text.hasPrefix("D") ? .statute : .policy,
                article: "",
                titleChinese: "",
                titleEnglish: "",
                period: text.map(period)
            )
        }
    )
}

extension EscalationPolicy {
    private static func step(
        _ number: Int,
        _ moment: EscalationMoment,
        _ action: EscalationAction,
        _ targets: [(EscalationTarget.Party, StaticString)]
    ) -> EscalationStep {
        EscalationStep(
            number: number,
            moment: moment,
            action: action,
            targets: targets.map { EscalationTarget(party: $0.0, post: officer($0.1)) }
        )
    }

    /// The timetable of the domain reference, §3.3, at nine o'clock.
    static let sample = Self(
        id: dataSet("county"),
        hour: 9,
        chains: [
            Chain(
                duty: .triage,
                steps: [step(1, .beforeTarget(period("3wd")), .remind, [(.department, "clerk")])]
            ),
            Chain(
                duty: .notice,
                steps: [
                    step(1, .beforeTarget(period("3wd")), .remind, [(.department, "handler")]),
                    step(2, .beforeTarget(period("1wd")), .remind, [(.department, "leader")]),
                    step(
                        3,
                        .afterLegal(period("1wd")),
                        .supervise,
                        [(.department, "leader"), (.office, "clerk")]
                    ),
                    step(
                        4,
                        .afterLegal(period("7wd")),
                        .proposeInterview,
                        [(.leaders, "convenor")]
                    ),
                ]
            ),
            Chain(
                duty: .conclusion,
                steps: [step(1, .afterLegal(period("1wd")), .supervise, [(.office, "clerk")])]
            ),
            Chain(
                duty: .delivery,
                steps: [step(1, .afterStart(period("4h")), .urge, [(.office, "clerk")])]
            ),
            Chain(
                duty: .signature,
                steps: [
                    step(1, .afterStart(period("1wd")), .remind, [(.department, "handler")]),
                    step(2, .afterStart(period("2wd")), .urge, [(.department, "section-head")]),
                    step(3, .afterStart(period("4wd")), .urge, [(.department, "leader")]),
                ]
            ),
            Chain(
                duty: .objectionDecision,
                steps: [step(1, .afterLegal(period("1wd")), .urge, [(.department, "clerk")])]
            ),
        ]
    )
}

extension Command {
    /// Registers a matter received in the usual way.
    static func register(_ facts: MatterFacts) -> Self { .register(facts, Reception()) }
}

extension DueDates {
    /// `raw legal target`, with `?` for what is provisional.
    var line: String {
        [raw, legal, target].map { $0.map { "\($0)" } ?? "?" }.joined(separator: " ")
    }
}
