import LianxiCore
import LianxiWire
import Testing

@Suite("Sent back", .timeLimit(.minutes(5)))
struct SentBackScenario {
    @Test("A unit that never accepted, and is told to work again, leaves a ledger that verifies")
    func withoutAcceptance() async throws {
        try await Scenario.told(on: "2026-03-02") { it in
            let charge = try await it.charged(within: "30d")
            try await it.acts(.sign, on: charge)
            try await it.acts(.notAccept, on: charge, saying: "other")
            try await it.acts(.conclude, on: charge, saying: "explained")
            try await it.takes(
                .rework,
                of: charge.matter,
                on: charge,
                StepDetails(period: .calendarDays(10)),
                note: "事实不清"
            )
            #expect(try await it.row(charge).state == .accepted)
        }
    }
}
