import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

@Suite("S3: 60 + 30, ending on May Day and a Sunday", .timeLimit(.minutes(5)))
struct ExtensionScenario {
    private func accepted(_ it: Scenario) async throws -> Charge {
        let charge = try await it.charged()
        try await it.acts(.accept, on: charge)
        let dates = try await it.clock(.conclusion, of: charge).line
        #expect(dates == "2026-05-01 2026-05-06 2026-04-30")
        return charge
    }

    private func days(_ count: Int) -> ActSayings { ActSayings(period: .calendarDays(count)) }

    @Test("Asked for, approved by the head, the petitioner told: strictly 60 + 30")
    func extended() async throws {
        try await Scenario.told(on: "2026-03-02") { it in
            let charge = try await accepted(it)
            try await it.go(to: "2026-04-27")
            await expectRefusal(.extensionTooLong) {
                try await it.acts(.requestExtension, on: charge, days(31))
            }
            await #expect(throws: ActError.self) {
                try await it.acts(.requestExtension, on: charge, days(30), giving: false)
            }
            await expectRefusal(.headRequired) {
                try await it.acts(.approveExtension, on: charge, days(30))
            }
            try await it.acts(.requestExtension, on: charge, days(30))
            try await it.go(to: "2026-04-29")
            await expectRefusal(.headRequired) {
                try await it.acts(.approveExtension, on: charge, days(30))
            }
            await expectRefusal(.extensionTooLong) {
                try await it.acts(.approveExtension, on: charge, by: Scenario.head, days(31))
            }
            try await it.acts(.approveExtension, on: charge, by: Scenario.head, days(30))
            // Not 06-05, which counts 30 days from the date the holiday moved.
            let dates = try await it.clock(.extendedConclusion, of: charge).line
            #expect(dates == "2026-05-31 2026-06-01 2026-05-29")
            #expect(try await !it.clock(.conclusion, of: charge).isRunning)
            // Incomplete while the petitioner has not been told why.
            #expect(try await !steps(it, charge).contains("tell-extension"))
            try await it.go(to: "2026-04-30")
            let told = ActSayings(on: CivilDate("2026-04-30"))
            try await it.acts(.tellExtension, on: charge, told, note: "案情复杂")
            #expect(try await steps(it, charge).contains("tell-extension"))
            await expectRefusal(.extensionTooLong) {
                try await it.acts(.requestExtension, on: charge, days(1))
            }
            try await it.go(to: "2026-06-02")
            #expect(try await it.clock(.extendedConclusion, of: charge).isOverdue)
            let paged = try await it.told(Scenario.labour, of: charge.matter)
            #expect(paged.contains("2026-06-02 D17 supervise leader-in-charge"))
            #expect(!paged.contains { $0.contains("D16 supervise") })
        }
    }

    @Test("Two extensions: the total is capped, not the number")
    func twice() async throws {
        try await Scenario.told(on: "2026-03-02") { it in
            let charge = try await accepted(it)
            for (count, dates) in [
                (20, all("2026-05-21")), (10, "2026-05-31 2026-06-01 2026-05-29"),
            ] {
                try await it.acts(.requestExtension, on: charge, days(count))
                try await it.acts(.approveExtension, on: charge, by: Scenario.head, days(count))
                #expect(try await it.clock(.extendedConclusion, of: charge).line == dates)
            }
            await expectRefusal(.extensionTooLong) {
                try await it.acts(.requestExtension, on: charge, days(1))
            }
        }
    }

    @Test("Approved on 05-07: recorded as out of time, and it lengthens nothing")
    func tooLate() async throws {
        try await Scenario.told(on: "2026-03-02") { it in
            let charge = try await accepted(it)
            try await it.go(to: "2026-04-27")
            try await it.acts(.requestExtension, on: charge, days(30))
            try await it.go(to: "2026-05-07", hour: 10)
            #expect(
                try await it.isLate(
                    it.acts(.approveExtension, on: charge, by: Scenario.head, days(30))
                )
            )
            let clock = try await it.clock(.conclusion, of: charge)
            #expect(clock.line == "2026-05-01 2026-05-06 2026-04-30")
            #expect(clock.isRunning && clock.isOverdue)
            #expect(try await it.clock(.extendedConclusion, of: charge).line == "none")
            let paged = try await it.told(Scenario.labour, of: charge.matter)
            #expect(paged.contains("2026-05-07 D16 supervise leader-in-charge"))
        }
    }

    private func steps(_ it: Scenario, _ charge: Charge) async throws -> [String] {
        try await it.show(charge.matter).steps.map(\.name)
    }
}

@Suite("S4: a finish inside National Day", .timeLimit(.minutes(5)))
struct NationalDayScenario {
    @Test("Reminders are counted backwards from 09-30, the breach from 10-08")
    func reminders() async throws {
        try await Scenario.told(on: "2026-08-04") { it in
            let charge = try await it.charged(within: "60d")
            try await it.acts(.accept, on: charge)
            for duty in [DutyID.conclusion, .feedback] {
                let dates = try await it.clock(duty, of: charge).line
                #expect(dates == "2026-10-03 2026-10-08 2026-09-30")
            }
            try await it.go(to: "2026-10-08", hour: 23, minute: 59)
            #expect(try await !it.clock(.conclusion, of: charge).isOverdue)
            try await it.go(to: "2026-10-09", hour: 9)
            #expect(try await it.clock(.conclusion, of: charge).isOverdue)
            #expect(
                try await it.told(Scenario.labour, of: charge.matter) == [
                    "2026-09-03 D16 remind handler", "2026-09-16 D16 urge handler",
                    "2026-09-16 D16 urge section-head", "2026-09-24 D04 remind handler",
                    "2026-09-29 D04 urge section-head",
                    "2026-09-30 00:00 D04 urge handler yellow",
                    "2026-09-30 00:00 D04 urge section-head yellow",
                    "2026-09-30 00:00 D16 urge handler yellow",
                    "2026-09-30 00:00 D16 urge section-head yellow",
                    "2026-10-09 00:00 D04 urge leader-in-charge red",
                    "2026-10-09 00:00 D16 urge leader-in-charge red",
                    "2026-10-09 D04 supervise leader-in-charge",
                    "2026-10-09 D16 supervise leader-in-charge",
                ]
            )
        }
    }
}
