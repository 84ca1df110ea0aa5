import LianxiCore
import LianxiServer
import LianxiWire
import Testing

@Suite("S9: a silent department", .timeLimit(.minutes(5)))
struct SilentUnitScenario {
    private func silent(_ it: Scenario) async throws -> Charge {
        try await it.charged(to: Scenario.land, within: "30d")
    }

    private func supervise(_ it: Scenario, _ charge: Charge) async throws {
        try await it.takes(
            .supervise,
            of: charge.matter,
            on: charge,
            StepDetails(word: "delay", document: "武信督〔2026〕3号"),
            note: "限期答复，并提出改进工作的建议"
        )
    }

    @Test("The whole table: who heard of what on which day, until it is listed for the conference")
    func table() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let charge = try await silent(it)
            #expect(try await it.clock(.objection, of: charge).line == all("2026-08-17"))
            #expect(try await it.clock(.notice, of: charge).line == all("2026-08-25"))
            #expect(try await it.clock(.signature, of: charge).line == all("2026-08-12"))
            #expect(try await it.clock(.feedback, of: charge).line == all("2026-09-09"))
            #expect(try await it.clock(.presumedConclusion, of: charge).line == all("2026-10-09"))
            try await it.go(to: "2026-08-26", hour: 0)
            #expect(try await it.clock(.notice, of: charge).isOverdue)
            try await it.go(to: "2026-08-26", hour: 10)
            try await supervise(it, charge)
            #expect(try await it.clock(.supervisionReply, of: charge).line == all("2026-09-02"))
            try await it.go(to: "2026-10-12")
            #expect(
                try await it.told(Scenario.land) == [
                    "2026-08-11 P02 remind handler",
                    "2026-08-12 P02 urge section-head",
                    "2026-08-14 D10 remind handler",
                    "2026-08-14 P02 urge section-head",
                    "2026-08-14 P02 urge leader-in-charge",
                    "2026-08-19 P02 supervise leader-in-charge",
                    "2026-08-20 D09 remind handler",
                    "2026-08-24 D09 urge handler",
                    "2026-08-24 D09 urge leader-in-charge",
                    "2026-08-25 00:00 D09 urge handler yellow",
                    "2026-08-25 00:00 D09 urge section-head yellow",
                    "2026-08-26 00:00 D09 urge leader-in-charge red",
                    "2026-08-26 D09 supervise leader-in-charge",
                    "2026-09-01 P06 remind handler",
                    "2026-09-03 00:00 P06 urge leader-in-charge red",
                    "2026-09-04 D04 remind handler",
                    "2026-09-08 D04 urge section-head",
                    "2026-09-09 00:00 D04 urge handler yellow",
                    "2026-09-09 00:00 D04 urge section-head yellow",
                    "2026-09-09 P05 remind handler",
                    "2026-09-10 00:00 D04 urge leader-in-charge red",
                    "2026-09-10 D04 supervise leader-in-charge",
                    "2026-09-18 P05 urge handler",
                    "2026-09-18 P05 urge section-head",
                ]
            )
            #expect(
                try await it.told(.office) == [
                    "2026-08-14 P02 urge duty-clerk",
                    "2026-08-26 00:00 D09 urge duty-clerk red",
                    "2026-08-26 D09 supervise section-head",
                    "2026-09-03 00:00 P06 urge duty-clerk red",
                    "2026-09-03 P06 propose-interview director",
                    "2026-09-08 D09 urge director",
                    "2026-09-10 00:00 D04 urge duty-clerk red",
                    "2026-09-10 D04 supervise section-head",
                    "2026-09-10 D04 list-for-conference director",
                    "2026-09-18 D04 propose-interview director",
                    "2026-09-21 D09 urge director",
                    "2026-10-12 D09 urge director",
                ]
            )
            #expect(
                try await it.told(.leaders) == [
                    "2026-08-19 P02 supervise leader-in-charge",
                    "2026-09-03 P06 propose-interview convenor",
                    "2026-09-08 D09 urge leader-in-charge",
                    "2026-09-18 D04 propose-interview convenor",
                    "2026-09-21 D09 urge leader-in-charge",
                    "2026-10-12 D09 urge leader-in-charge",
                ]
            )
            // Presumed: it warned, and is no breach; nobody was supervised for it.
            #expect(try await !it.clock(.presumedConclusion, of: charge).isOverdue)
            #expect(try await it.clock(.conclusion, of: charge).line == "none")
            for other in [Scenario.labour, Scenario.housing, Scenario.discipline] {
                #expect(try await it.told(other).isEmpty)
            }
        }
    }

    @Test("The card is shown from its midnight on: yellow on the target day, red after it")
    func cards() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let charge = try await silent(it)
            try await it.go(to: "2026-08-24", hour: 23, minute: 59)
            #expect(try await it.clock(.notice, of: charge)?.card == nil)
            try await it.go(to: "2026-08-25", hour: 0)
            #expect(try await it.clock(.notice, of: charge)?.card == .yellow)
            try await it.go(to: "2026-08-25", hour: 23, minute: 59)
            #expect(try await it.clock(.notice, of: charge)?.card == .yellow)
            try await it.go(to: "2026-08-26", hour: 0)
            #expect(try await it.clock(.notice, of: charge)?.card == .red)
            // Done at last: the mark stays on what was missed.
            try await it.acts(.accept, on: charge)
            #expect(try await it.clock(.notice, of: charge)?.card == .red)
        }
    }

    @Test("Every omission names the rule, the date, and who held the posts on that date")
    func persons() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            try await it.appoints("chen-ming", "陈明", to: "handler", of: Scenario.land)
            try await it.appoints("li-hua", "李华", to: "section-head", of: Scenario.land)
            try await it.appoints("zhou-ping", "周平", to: "leader-in-charge", of: Scenario.land)
            let charge = try await silent(it)
            // The section has another head from the day after the breach.
            try await it.go(to: "2026-08-20", hour: 10)
            try await it.appoints(
                "wu-jun",
                "吴军",
                to: "section-head",
                of: Scenario.land,
                on: "2026-08-26"
            )
            try await it.go(to: "2026-08-26", hour: 10)
            let fired = try await it.escalations(of: charge, .notice)
            let yellow = fired.filter { $0.card == .yellow }
            #expect(yellow.flatMap(\.holders).map(\.person.name) == ["陈明", "李华"])
            let red = fired.filter { $0.card == .red }
            #expect(Set(red.map(\.ruleSet)) == [it.configuration.ruleSet.id])
            #expect(red.map(\.legal) == [CivilDate("2026-08-25"), CivilDate("2026-08-25")])
            for entry in red + fired.filter({ $0.action == .supervise }) {
                let persons = entry.responsible.map { "\($0.post) \($0.person.name)" }
                #expect(
                    persons == ["handler 陈明", "leader-in-charge 周平", "section-head 李华"]
                )
            }
        }
    }

    @Test(
        "After the window closed, 'not ours' is out of time, and the office may agree all the same"
    )
    func outOfTime() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let charges = [try await silent(it), try await silent(it)]
            try await it.go(to: "2026-08-17", hour: 23, minute: 59)
            #expect(try await !it.isLate(it.acts(.object, on: charges[0])))
            try await it.go(to: "2026-08-18", hour: 0)
            #expect(try await it.isLate(it.acts(.object, on: charges[1])))
            try await it.decides(charges[1], uphold: true)
            #expect(try await it.state(charges[1]) == .returned)
        }
    }

    @Test("An acceptance dated 08-21 starts the 60 days there, and ends the presumption")
    func dated() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let charge = try await silent(it)
            try await it.go(to: "2026-08-24", hour: 10)
            for wrong in ["2026-08-09", "2026-08-25"] {
                await expectRefusal(.dateWrong) {
                    try await it.acts(.accept, on: charge, ActSayings(on: CivilDate(wrong)))
                }
            }
            try await it.acts(.accept, on: charge, ActSayings(on: CivilDate("2026-08-21")))
            #expect(try await it.clock(.conclusion, of: charge).line == all("2026-10-20"))
            #expect(try await !it.clock(.presumedConclusion, of: charge).isRunning)
        }
    }

    @Test("An empty answer is refused with a shorter date, and 08-25 is not reset")
    func emptyAnswer() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let charge = try await silent(it)
            try await it.go(to: "2026-08-26", hour: 10)
            try await supervise(it, charge)
            try await it.go(to: "2026-09-03", hour: 10)
            #expect(try await it.clock(.supervisionReply, of: charge).isOverdue)
            #expect(try await it.isLate(it.acts(.answer, on: charge, note: "正在办理")))
            try await it.go(to: "2026-09-04", hour: 10)
            let shorter = StepDetails(period: .workingDays(3))
            await expectRefusal(.reasonMissing) {
                try await it.takes(.refuseAnswer, of: charge.matter, on: charge, shorter)
            }
            try await it.takes(.refuseAnswer, of: charge.matter, on: charge, shorter, note: "空泛")
            #expect(try await it.clock(.supervisionReply, of: charge).line == all("2026-09-09"))
            let notice = try await it.clock(.notice, of: charge)
            #expect(notice.line == all("2026-08-25") && notice.isRunning && notice.isOverdue)
            // The second date is pursued like the first.
            try await it.go(to: "2026-09-10", hour: 10)
            #expect(
                try await it.told(.leaders).contains("2026-09-10 P06 propose-interview convenor")
            )
            try await it.acts(.answer, on: charge, note: "已与信访人联系，附情况说明")
            try await it.takes(.acceptAnswer, of: charge.matter, on: charge)
            try await it.takes(.closeSupervision, of: charge.matter, on: charge)
            // Cured, and late for good.
            #expect(try await it.isLate(it.acts(.accept, on: charge)))
            let cured = try await it.clock(.notice, of: charge)
            #expect(cured?.state == .settled && cured.line == all("2026-08-25"))
        }
    }
}
