import LianxiCore
import LianxiWire
import Testing

@Suite("What the scenarios imply", .timeLimit(.minutes(5)))
struct ClosedScenario {
    @Test(
        "A matter that was withdrawn pages no department ever again, and the office for its visit only"
    )
    func withdrawn() async throws {
        try await Scenario.told(on: "2026-03-02") { it in
            let charge = try await it.charged(within: "30d")
            try await it.acts(.accept, on: charge)
            let paper = StepDetails(on: it.now.civilDate)
            try await it.takes(.withdraw, of: charge.matter, paper, note: "信访人书面撤回")
            #expect(try await it.state(charge) == .withdrawn)
            let before = try await it.items(of: Scenario.labour).count
            try await it.go(to: "2026-09-01")
            #expect(try await it.items(of: Scenario.labour).count == before)
            #expect(try await it.told(.leaders).isEmpty)
            let office = try await it.told(.office)
            #expect(!office.isEmpty && office.allSatisfy { $0.contains(" P12 ") })
        }
    }

    @Test("A matter that was answered, visited and archived pages nobody")
    func archived() async throws {
        try await Scenario.told(on: "2026-03-02") { it in
            let charge = try await it.charged(within: "30d")
            try await it.acts(.accept, on: charge)
            let paper = ActSayings(document: "武信处〔2026〕1号")
            try await it.acts(.opine, on: charge, saying: "explained", paper)
            let service = ActSayings(on: it.now.civilDate)
            try await it.acts(.serve, on: charge, saying: "in-person", service)
            try await it.acts(.conclude, on: charge, saying: "explained")
            try await it.takes(.acceptReport, of: charge.matter, on: charge)
            try await it.takes(.returnVisit, of: charge.matter, StepDetails(word: "phone"))
            // The petitioner may still ask for a review.
            await expectRefusal(.clocksRunning) {
                try await it.takes(.archive, of: charge.matter)
            }
            try await it.go(to: "2026-04-02")
            #expect(try await it.stage(of: charge.matter) == .final)
            try await it.takes(.archive, of: charge.matter)
            try await it.go(to: "2026-12-01")
            for party in [PartyID.office, .leaders, Scenario.labour] {
                #expect(try await it.told(party).isEmpty)
            }
        }
    }

    @Test("A unit whose system is silent owes nothing yet; the office hears again and again")
    func undelivered() async throws {
        try await Scenario.told(on: "2026-03-02") { it in
            let matter = try await it.registered()
            let charge = try await it.dispatched(matter, to: Scenario.land)[0]
            try await it.go(to: "2026-06-01")
            #expect(try await it.state(charge) == .dispatched)
            #expect(try await it.clock(.notice, of: charge).line == "none")
            #expect(
                try await it.told(.office, of: matter) == [
                    "2026-03-02 13:00 P01 remind duty-clerk", "2026-03-03 P01 urge section-head",
                    "2026-03-04 P01 urge director", "2026-03-05 P01 urge director",
                    "2026-03-06 P01 urge director", "2026-03-09 P01 urge director",
                    "2026-03-10 P01 urge director", "2026-03-11 P01 urge director",
                    "2026-03-12 P01 urge director", "2026-03-16 P01 list-for-conference director",
                    "2026-04-14 P01 list-for-conference director",
                    "2026-05-14 P01 list-for-conference director",
                ]
            )
            // Those above the office hear too: the leader in the first week, then the convenor.
            #expect(
                try await it.told(.leaders, of: matter) == [
                    "2026-03-05 P01 urge leader-in-charge", "2026-03-06 P01 urge leader-in-charge",
                    "2026-03-09 P01 urge leader-in-charge", "2026-03-10 P01 urge leader-in-charge",
                    "2026-03-11 P01 urge leader-in-charge", "2026-03-12 P01 urge leader-in-charge",
                    "2026-03-16 P01 list-for-conference convenor",
                    "2026-04-14 P01 list-for-conference convenor",
                    "2026-05-14 P01 list-for-conference convenor",
                ]
            )
            // Received at last: its own dates run from there.
            try await it.receives(charge)
            #expect(try await it.clock(.notice, of: charge).line == all("2026-06-16"))
        }
    }
}
