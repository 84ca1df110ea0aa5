import LianxiCore
import LianxiWire
import Testing

@Suite("S8: the same matter again", .timeLimit(.minutes(5)))
struct RepeatScenario {
    @Test("Within the period, after it, and after the re-review")
    func repeats() async throws {
        try await Scenario.told(on: "2026-07-06") { it in
            let charge = try await it.charged()
            let first = charge.matter
            #expect(try await it.clock(.triage, of: first).line == all("2026-07-21"))
            try await it.go(to: "2026-07-13")
            try await it.acts(.accept, on: charge)
            #expect(try await it.clock(.conclusion, of: charge).line == all("2026-09-11"))
            // (i) not accepted, linked, answered by 08-20; no second 60 days.
            try await it.go(to: "2026-08-05")
            let second = try await it.registered(reception: Reception(repeats: first))
            #expect(try await it.clock(.triage, of: second).line == all("2026-08-20"))
            try await it.takes(
                .dispose,
                of: second,
                StepDetails(word: "in-hand", link: first),
                note: "正在办理期限内"
            )
            #expect(try await it.stage(of: second) == .disposed)
            #expect(try await it.clock(.directNotice, of: second).line == all("2026-08-20"))
            await expectRefusal(.matterClosed) {
                try await it.dispatched(second, to: Scenario.labour)
            }
            let written = StepDetails(word: "written")
            #expect(try await !it.isLate(it.takes(.notifyPetitioner, of: second, written)))
            #expect(try await !it.show(second).clocks.contains { $0.duty == .conclusion })
            // (ii) the period ran out without an opinion: the old matter is supervised instead.
            try await it.go(to: "2026-09-14", hour: 10)
            #expect(try await it.clock(.conclusion, of: charge).isOverdue)
            let third = try await it.registered()
            #expect(try await it.clock(.triage, of: third).line == all("2026-09-29"))
            await expectRefusal(.notInHand) {
                let inHand = StepDetails(word: "in-hand", link: first)
                return try await it.takes(.dispose, of: third, inHand, note: "正在办理期限内")
            }
            let delay = StepDetails(word: "delay")
            try await it.takes(.supervise, of: first, on: charge, delay, note: "逾期未办结")
            #expect(try await it.clock(.supervisionReply, of: charge).isRunning)
            // (iii) not before the re-review is final.
            let reviewed = StepDetails(word: "reviewed", link: first)
            await expectRefusal(.notReviewed) {
                try await it.takes(.dispose, of: third, reviewed, note: "事实理由相同")
            }
            try await reviewsToTheEnd(it, charge)
            try await it.takes(.dispose, of: third, reviewed, note: "事实理由相同")
            #expect(try await it.stage(of: third) == .disposed)
        }
    }

    private func reviewsToTheEnd(_ it: Scenario, _ charge: Charge) async throws {
        let today = it.now.civilDate
        let paper = ActSayings(document: "武信处〔2026〕9号")
        try await it.acts(.opine, on: charge, saying: "not-supported", paper)
        try await it.acts(.serve, on: charge, saying: "in-person", ActSayings(on: today))
        for level in ["review", "rereview"] {
            let request = StepDetails(word: level, on: today)
            try await it.takes(.requestReview, of: charge.matter, request)
            let upheld = StepDetails(word: "upheld", on: today, document: "\(level)〔2026〕1号")
            try await it.takes(.decideReview, of: charge.matter, upheld)
            let service = StepDetails(word: "post", on: today)
            try await it.takes(.serveReview, of: charge.matter, service)
        }
    }
}

@Suite("S12: simplified handling", .timeLimit(.minutes(5)))
struct SimplifiedScenario {
    @Test("Only where the conference turned it on: ten working days from the acceptance")
    func enabled() async throws {
        try await Scenario.told(on: "2026-09-28") { it in
            let charge = try await it.charged()
            await expectRefusal(.optionOff) {
                try await it.acts(.accept, on: charge, saying: "simplified")
            }
        }
        let rules = try Shipped.configuration([.simplifiedHandling])
        try await Scenario.told(on: "2026-09-28", rules) { it in
            let charge = try await it.charged()
            try await it.acts(.accept, on: charge, saying: "simplified")
            #expect(try await it.clock(.simplified, of: charge).line == all("2026-10-16"))
            // The statute's own clock runs beside it.
            #expect(try await it.clock(.conclusion, of: charge).isRunning)
            try await it.go(to: "2026-10-17", hour: 0)
            #expect(try await it.clock(.simplified, of: charge).isOverdue)
        }
    }
}
