import LianxiCore
import LianxiWire
import Testing

@Suite("S5: urgent, a group on 10-02, in the holiday", .timeLimit(.minutes(5)))
struct UrgentScenario {
    private func group(_ it: Scenario) async throws -> MatterID {
        try await it.registered(
            persons: 90,
            channel: .visit,
            reception: Reception(representatives: 5)
        )
    }

    @Test("Reported and notified at once, level by level, with who took each report")
    func reported() async throws {
        try await Scenario.told(on: "2026-10-02", hour: 9, minute: 10) { it in
            let matter = try await group(it)
            #expect(
                try await it.clock(.triage, of: matter).line == "2026-10-17 2026-10-19 2026-10-16"
            )
            await expectRefusal(.wrongState) {
                try await report(it, matter, .ownLevel, "值班室")
            }
            try await it.takes(.flagUrgent, of: matter)
            for duty in [DutyID.urgentReport, .urgentSuperior] {
                #expect(try await it.clock(duty, of: matter).line == all("2026-10-02"))
            }
            try await it.go(to: "2026-10-02", hour: 9, minute: 40)
            #expect(try await !it.isLate(report(it, matter, .ownLevel, "区委区政府值班室")))
            #expect(try await it.clock(.urgentReport, of: matter).isRunning)
            #expect(try await !it.isLate(report(it, matter, .conferenceOffice, "联席办主任")))
            #expect(try await !it.clock(.urgentReport, of: matter).isRunning)
            _ = try await report(it, matter, .superiorBureau, "市信访局值班员")
            // The city alone is not enough: the national bureau at the same time.
            #expect(try await it.clock(.urgentSuperior, of: matter).isRunning)
            try await it.go(to: "2026-10-02", hour: 14)
            #expect(try await it.isLate(report(it, matter, .nationalBureau, "国家信访局值班员")))
            #expect(try await !it.clock(.urgentSuperior, of: matter).isRunning)
            let taken = try await it.show(matter).steps.filter { $0.name == "report-urgent" }
            #expect(taken.compactMap(\.says.person).count == 4)
            #expect(
                taken.map { $0.mark.at.wallText.suffix(8).prefix(5) }
                    == ["09:40", "09:40", "09:40", "14:00"]
            )
        }
    }

    @Test("Unreported it pages within the hour, on a rest day, and does not wait for 10-08")
    func silence() async throws {
        try await Scenario.told(on: "2026-10-02", hour: 9, minute: 10) { it in
            let matter = try await group(it)
            try await it.takes(.flagUrgent, of: matter)
            try await it.go(to: "2026-10-03", hour: 0)
            #expect(try await it.clock(.urgentReport, of: matter).isOverdue)
            #expect(
                try await it.told(.office, of: matter) == [
                    "2026-10-02 10:10 D14 remind handler",
                    "2026-10-02 11:10 D14 urge leader-in-charge",
                    "2026-10-02 11:10 D14 urge section-head",
                    "2026-10-02 11:10 D15 remind duty-clerk",
                    "2026-10-02 13:10 D14 supervise leader-in-charge",
                    "2026-10-02 13:10 D15 urge section-head",
                    "2026-10-02 13:10 D15 urge director",
                ]
            )
            #expect(
                try await it.told(.leaders, of: matter) == [
                    "2026-10-02 13:10 D14 supervise leader-in-charge",
                    "2026-10-02 17:10 D15 urge leader-in-charge",
                ]
            )
        }
    }

    private func report(
        _ it: Scenario,
        _ matter: MatterID,
        _ addressee: UrgentAddressee,
        _ person: String
    ) async throws -> UInt64 {
        try await it.takes(
            .reportUrgent,
            of: matter,
            StepDetails(word: addressee.rawValue, person: person)
        )
    }
}
