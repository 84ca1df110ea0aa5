import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

@Suite("S2: received on a make-up Sunday; both units object; a dispute", .timeLimit(.minutes(5)))
struct DisputeScenario {
    /// A objected on 09-23 and got the materials off its desk on 09-24; B has them since.
    private func atB(_ it: Scenario) async throws -> (matter: MatterID, a: Charge, b: Charge) {
        let matter = try await it.registered()
        #expect(
            try await it.clock(.triage, of: matter).line == "2026-10-02 2026-10-08 2026-09-30"
        )
        try await it.go(to: "2026-09-20")
        let a = try await it.dispatched(matter, to: Scenario.labour)[0]
        try await it.receives(a)
        #expect(try await it.clock(.objection, of: a).line == all("2026-09-28"))
        #expect(try await it.clock(.notice, of: a).line == "2026-10-05 2026-10-08 2026-09-30")
        try await it.go(to: "2026-09-23")
        // Without reasons it cannot even be signed.
        await #expect(throws: ActError.self) {
            try await it.acts(.object, on: a, giving: false)
        }
        #expect(try await !it.isLate(it.acts(.object, on: a, note: "不属于本局职责")))
        let look = LookRequest(matter: matter, fields: [], purpose: "handling")
        // Materials go back only once the office has verified and agreed.
        _ = try await it.world.ask(Scenario.labour, look)
        #expect(try await it.state(a) == .objected)
        try await it.go(to: "2026-09-24")
        try await it.decides(a, uphold: true)
        #expect(try await it.state(a) == .returned)
        await expectRefusal(.unknownMatter) { try await it.world.ask(Scenario.labour, look) }
        #expect(try await !it.clock(.notice, of: a).isRunning)
        let types = try await it.show(matter).entries.map(\.type)
        #expect(types.contains("objected") && types.contains("objection-decided"))
        let b = try await it.dispatched(matter, to: Scenario.housing)[0]
        try await it.receives(b)
        #expect(try await it.clock(.objection, of: b).line == all("2026-10-09"))
        #expect(try await it.clock(.notice, of: b).line == all("2026-10-09"))
        return (matter, a, b)
    }

    @Test("B objects on its last day; the common superior names B, whose notice is late by then")
    func superior() async throws {
        try await Scenario.told(on: "2026-09-17") { it in
            let (matter, _, b) = try await atB(it)
            try await it.go(to: "2026-10-09", hour: 17)
            #expect(try await !it.isLate(it.acts(.object, on: b)))
            try await it.takes(.openDispute, of: matter, on: b, StepDetails(word: "all-refuse"))
            #expect(try await it.clock(.disputeAgreement, of: matter).isRunning)
            try await it.takes(.referDispute, of: matter, StepDetails(word: "superior"))
            #expect(try await it.clock(.disputeSuperior, of: matter).isRunning)
            #expect(try await it.clock(.notice, of: b).isRunning)
            try await it.go(to: "2026-10-12", hour: 10)
            // The objection stopped nothing: the notice is overdue, and its unit is supervised.
            #expect(try await it.clock(.notice, of: b).isOverdue)
            let supervised = "2026-10-10 D09 supervise leader-in-charge"
            #expect(try await it.told(Scenario.housing, of: matter).contains(supervised))
            try await it.takes(
                .decideDispute,
                of: matter,
                StepDetails(word: "superior", party: Scenario.housing)
            )
            #expect(try await it.state(b) == .signed)
            #expect(try await it.clock(.notice, of: b).line == all("2026-10-09"))
            #expect(try await it.isLate(it.acts(.notify, on: b)))
        }
    }

    @Test("B gives the notice while it objects: not possible, and in time is in time all the same")
    func noticeInTime() async throws {
        try await Scenario.told(on: "2026-09-17") { it in
            let (matter, _, b) = try await atB(it)
            try await it.go(to: "2026-10-09", hour: 9)
            try await it.acts(.object, on: b)
            try await it.takes(.openDispute, of: matter, on: b, StepDetails(word: "all-refuse"))
            try await it.takes(
                .decideDispute,
                of: matter,
                StepDetails(word: "units", party: Scenario.housing)
            )
            try await it.go(to: "2026-10-09", hour: 23, minute: 59)
            #expect(try await !it.isLate(it.acts(.notify, on: b)))
        }
    }

    @Test("With no common superior the conference coordinates, and A, named, is dated as before")
    func conference() async throws {
        try await Scenario.told(on: "2026-09-17") { it in
            let (matter, _, b) = try await atB(it)
            try await it.go(to: "2026-10-09", hour: 17)
            try await it.acts(.object, on: b)
            try await it.takes(.openDispute, of: matter, on: b, StepDetails(word: "all-refuse"))
            try await it.takes(.referDispute, of: matter, StepDetails(word: "conference"))
            #expect(try await it.clock(.disputeConference, of: matter).isRunning)
            await expectRefusal(.wrongState) {
                try await it.takes(.referDispute, of: matter, StepDetails(word: "superior"))
            }
            try await it.takes(
                .decideDispute,
                of: matter,
                StepDetails(word: "conference", party: Scenario.labour)
            )
            #expect(try await it.state(b) == .returned)
            #expect(try await it.clock(.redispatch, of: matter).isRunning)
            let again = try await it.dispatched(matter, to: Scenario.labour)[0]
            try await it.receives(again)
            let notice = try await it.clock(.notice, of: again)
            #expect(notice.line == "2026-10-05 2026-10-08 2026-09-30" && notice.isOverdue)
        }
    }

    @Test("An objection nobody decides pages the office: its clerk, then its director")
    func undecided() async throws {
        try await Scenario.told(on: "2026-09-21") { it in
            let charge = try await it.charged()
            try await it.acts(.object, on: charge)
            try await it.go(to: "2026-09-30")
            let told = try await it.told(.office, of: charge.matter).filter { $0.contains("P03") }
            #expect(
                told == [
                    "2026-09-22 P03 remind duty-clerk", "2026-09-24 P03 urge section-head",
                    "2026-09-24 P03 urge director",
                ]
            )
        }
    }
}
