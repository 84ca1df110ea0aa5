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
        }
    }
}
