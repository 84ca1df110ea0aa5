import LianxiCore
import LianxiServer
import LianxiWire
import Testing

@Suite("Two documents about one assignment", .timeLimit(.minutes(2)))
struct TwoDocumentsScenario {
    @Test("Their clocks are told apart wherever clocks are listed, by the documents' numbers")
    func apart() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let charge = try await it.charged(to: Scenario.land, within: "30d")
            var numbers: [String: DocumentID] = [:]
            for _ in 0..<2 {
                let id = try await it.drafts(
                    .improvement,
                    about: charge,
                    to: Scenario.land,
                    saying: StepDetails(period: .calendarDays(15))
                )
                try await it.takes(.issued, on: id)
                numbers[try #require(try await it.document(id).number)] = id
            }
            #expect(numbers.count == 2)
            let day = it.world.clock.now().civilDate
            func check(_ named: [(document: DocumentID?, number: String?)]) {
                let found = named.reduce(into: [String: DocumentID]()) {
                    if let number = $1.number { $0[number] = $1.document }
                }
                #expect(found == numbers, "\(named)")
            }

            let due = try await it.world.ask(
                .office,
                DueRequest(officer: Scenario.clerk, by: day.adding(days: 366))
            ).due
            check(due.map { ($0.clock.document, $0.documentNumber) })
            #expect(
                Set(due.map(\.numbers)).isSuperset(
                    of: due.compactMap { line in
                        line.documentNumber.map { "\(line.number) \($0)" }
                    }
                )
            )
            #expect(due.filter { $0.clock.document == nil }.allSatisfy { $0.numbers == $0.number })

            let policy = PolicyRequest(matter: charge.matter, until: day.adding(days: 366))
            let forecast = try await it.world.ask(.office, policy).forecast
            check(forecast.map { ($0.document, $0.documentNumber) })

            let roster = RosterID(fixed: "office")
            let daily = RosterLayer(
                id: RosterLayerID(fixed: "daily"),
                rotation: Rotation(.days, hour: 9),
                from: day,
                turns: [[Person(id: Scenario.clerk, name: "王某")]]
            )
            _ = try await it.world.ask(
                .office,
                AdoptRosterRequest(
                    officer: Scenario.clerk,
                    roster: Roster(id: roster, party: .office, name: "值班表", layers: [daily])
                )
            )
            let change = Timestamp(day.adding(days: 1), hour: 9)
            let request = HandOverRequest(roster: roster, at: change, days: 60)
            let sheet = try await it.world.ask(.office, request).sheet
            check(sheet.due.map { ($0.clock.document, $0.documentNumber) })
            try await moved(it, check)
            try await listed(it, charge)
        }
    }

    /// What an escalation proposes to draft says on which document nobody answered.
    private func listed(_ it: Scenario, _ charge: Charge) async throws {
        let id = try await it.drafts(
            .rectification,
            about: charge,
            to: Scenario.land,
            saying: StepDetails(word: "serious-problems", period: .calendarDays(5))
        )
        try await it.acts(.approveDocument, on: id, by: .leaders, officer: .convenor)
        try await it.takes(.issued, on: id)
        try await it.go(to: "2026-08-20")
        let row = try #require(try await it.suggestions().first { $0.duty == .rectification })
        #expect(row.matter == charge.matter && row.documentNumber != nil)
        #expect(try await it.document(id).number == row.documentNumber)
    }

    /// A calendar with one day off more, the last of the documents', would move both; a page goes on behind each.
    private func moved(
        _ it: Scenario,
        _ check: ([(document: DocumentID?, number: String?)]) -> Void
    ) async throws {
        let calendar = try await it.world.ask(.office, CalendarRequest()).calendar
        let day = try #require(CivilDate("2026-08-25"))
        let years = calendar.years.map { year in
            WorkCalendar.Year(
                year: year.year,
                daysOff: year.year == 2026 ? (year.daysOff + [day]).sorted() : year.daysOff,
                makeUpDays: year.makeUpDays,
                source: year.source
            )
        }
        func preview(after key: ClockKey? = nil) async throws -> [ClockMoveRow] {
            let request = AdoptCalendarRequest(
                officer: Scenario.clerk,
                calendar: WorkCalendar(id: DataSetID(fixed: "one-day-more"), years: years),
                isDryRun: true,
                after: key
            )
            return try await it.world.ask(.office, request).preview?.moves ?? []
        }
        let all = try await preview()
        check(all.map { ($0.key.document, $0.documentNumber) })
        for (place, move) in all.enumerated() {
            let rest = Array(all.dropFirst(place + 1))
            #expect(try await preview(after: move.key) == rest, "\(move.key)")
        }
    }
}
