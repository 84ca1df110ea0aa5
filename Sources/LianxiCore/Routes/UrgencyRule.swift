/// When the office is asked whether a matter is grave or urgent (重大紧急).
///
/// Art. 25. Local policy, not law: people decide, and nothing is flagged by it.
package struct UrgencyRule: Hashable, Sendable {
    /// So many came or signed, on whatever day.
    package var persons = 50
    /// So many, in a holiday or shortly before one: a collective petition (集体访) from five on.
    package var holidayPersons = 5
    /// How many days before a holiday count.
    package var holidayDays = 3

    package init() {}

    /// A holiday has at least so many rest days in a row, so that an ordinary weekend is none.
    static let restDays = 3

    /// Why the matter is to be looked at; `nil` where nothing speaks for it, or it is flagged already.
    package func proposal(
        for matter: MatterRecord,
        calendar: WorkCalendar?
    ) -> UrgencyProposal? {
        guard !matter.facts.isUrgent,
            let piece = matter.pieces.max(by: { $0.persons < $1.persons })
        else { return nil }
        let holiday =
            piece.persons >= holidayPersons
            ? calendar?.holiday(within: holidayDays, after: piece.receivedAt.civilDate) : nil
        guard piece.persons >= persons || holiday != nil else { return nil }
        return UrgencyProposal(
            persons: piece.persons,
            holiday: holiday?.name,
            from: holiday?.first
        )
    }
}

/// Why a matter may be grave or urgent.
package struct UrgencyProposal: Hashable, Sendable {
    package let persons: Int
    /// The holiday it came in, or shortly before; `nil` where only the number speaks for it.
    package let holiday: String?
    /// That holiday's first day.
    package let from: CivilDate?

    package init(persons: Int, holiday: String?, from: CivilDate?) {
        self.persons = persons
        self.holiday = holiday
        self.from = from
    }

    /// What a person reads.
    package func sentence(_ language: Language) -> String {
        let days = from.map {
            language.pick(
                "，临近或处于\(holiday ?? "假期")（\($0) 起）",
                ", in or before the holiday from \($0)"
            )
        }
        return language.pick(
            "建议研判是否重大紧急：\(persons) 人\(days ?? "")。认定由人作出：lianxictl urgent 编号 flag",
            "To be judged whether it is grave or urgent: \(persons) persons\(days ?? ""). "
                + "People decide: lianxictl urgent NUMBER flag"
        )
    }
}

extension WorkCalendar {
    /// The holiday the day is in, or the first that begins within so many days after it.
    ///
    /// `nil` where there is none, and where a day's kind is not known.
    fileprivate func holiday(
        within days: Int,
        after date: CivilDate
    ) -> (name: String?, first: CivilDate)? {
        for ahead in 0...days where isWorkingDay(date.adding(days: ahead)) == false {
            var first = date.adding(days: ahead)
            while isWorkingDay(first.adding(days: -1)) == false { first = first.adding(days: -1) }
            var stretch: [CivilDate] = []
            while isWorkingDay(first.adding(days: stretch.count)) == false {
                stretch.append(first.adding(days: stretch.count))
            }
            guard stretch.count >= UrgencyRule.restDays else { continue }
            return (stretch.lazy.compactMap { holiday(on: $0) }.first, first)
        }
        return nil
    }
}
