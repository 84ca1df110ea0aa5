import LianxiCore
import LianxiWire
import Testing

@Suite("S1: a wages letter arriving on Mid-Autumn Day; two departments", .timeLimit(.minutes(5)))
struct WagesScenario {
    @Test("Every clock of it, and no 60 days: the matter is led into labour inspection")
    func clocks() async throws {
        try await Scenario.told(on: "2026-09-28") { it in
            let matter = try await it.registered(
                .claim5,
                received: Scenario.moment("2026-09-25", 10),
                persons: 46
            )
            let (lead, assist) = try await pair(it, matter)
            #expect(try await it.clock(.triage, of: matter).line == all("2026-10-10"))
            for charge in [lead, assist] {
                #expect(try await it.clock(.objection, of: charge).line == all("2026-10-10"))
            }
            #expect(try await it.clock(.notice, of: lead).line == all("2026-10-13"))
            // The assistant answers the lead: it owes the petitioner no notice.
            #expect(try await it.clock(.notice, of: assist).line == "none")
            #expect(try await it.clock(.conclusion, of: lead).line == "none")
            #expect(try await it.clock(.presumedConclusion, of: lead).line == "none")
            try await it.go(to: "2026-10-09")
            try await it.acts(.divert, on: lead, saying: "labour-inspection")
            #expect(try await it.state(lead) == .diverted)
            #expect(try await it.clock(.notice, of: lead)?.state == .settled)
            #expect(try await it.clock(.labourInspection, of: lead).line == all("2026-12-31"))
            // Shown, not owned: no date of another procedure is a breach here, and none pages.
            let before = try await it.told(Scenario.labour)
            try await it.go(to: "2026-12-31", hour: 23)
            #expect(try await !it.clock(.labourInspection, of: lead).isOverdue)
            let paged = try await it.told(Scenario.labour).dropFirst(before.count)
            #expect(!paged.contains { $0.contains("X02") || $0.contains("D16") })
            #expect(try await it.clock(.conclusion, of: lead).line == "none")
        }
    }

    @Test("The objection window counts the make-up Saturday: on it in time, the day after late")
    func window() async throws {
        try await Scenario.told(on: "2026-09-28") { it in
            let matter = try await it.registered(
                .claim5,
                received: Scenario.moment("2026-09-25", 10)
            )
            let (lead, assist) = try await pair(it, matter)
            try await it.go(to: "2026-10-10", hour: 23, minute: 59)
            #expect(try await !it.isLate(it.acts(.object, on: lead)))
            try await it.go(to: "2026-10-11", hour: 0)
            #expect(try await it.isLate(it.acts(.object, on: assist)))
        }
    }

    @Test("Flagged urgent by a person, it is dated from the day of the letter")
    func urgent() async throws {
        try await Scenario.told(on: "2026-09-25", hour: 10) { it in
            let matter = try await it.registered(.claim5, persons: 46)
            #expect(try await !it.show(matter).facts.isUrgent)
            try await it.takes(.flagUrgent, of: matter)
            #expect(try await it.show(matter).facts.isUrgent)
            // A holiday, and it counts all the same.
            #expect(try await it.clock(.urgentReport, of: matter).line == all("2026-09-25"))
        }
    }

    private func pair(_ it: Scenario, _ matter: MatterID) async throws -> (Charge, Charge) {
        let charges = try await it.dispatched(matter, to: Scenario.labour, Scenario.housing)
        for charge in charges { try await it.receives(charge) }
        return (charges[0], charges[1])
    }
}
