import LianxiCore
import LianxiWire
import Testing

@Suite("S7: review, and re-review with a hearing", .timeLimit(.minutes(5)))
struct ReviewScenario {
    /// Answered, and served on the Saturday of the Dragon-Boat holiday.
    private func served(_ it: Scenario) async throws -> Charge {
        let charge = try await it.charged()
        try await it.acts(.accept, on: charge)
        try await it.go(to: "2026-06-22", hour: 10)
        let paper = ActSayings(on: CivilDate("2026-06-18"), document: "武信处〔2026〕7号")
        try await it.acts(.opine, on: charge, saying: "not-supported", paper)
        let service = ActSayings(on: CivilDate("2026-06-20"))
        try await it.acts(.serve, on: charge, saying: "in-person", service)
        #expect(try await it.clock(.reviewRight, of: charge.matter).line == all("2026-07-20"))
        return charge
    }

    private func on(_ word: String, _ day: String, document: String? = nil) -> StepDetails {
        StepDetails(word: word, on: CivilDate(day), document: document)
    }

    private func hearing(_ word: String, _ first: String, _ last: String) -> StepDetails {
        StepDetails(word: word, on: CivilDate(first), until: CivilDate(last))
    }

    @Test("Every date to the end; only the re-review is lengthened by its hearing")
    func toTheEnd() async throws {
        try await Scenario.told(on: "2026-05-06") { it in
            let matter = try await served(it).matter
            try await it.go(to: "2026-07-20", hour: 23)
            try await it.takes(.requestReview, of: matter, on("review", "2026-07-20"))
            #expect(try await it.clock(.review, of: matter).line == all("2026-08-19"))
            try await it.go(to: "2026-08-10")
            for (word, first) in [("review", "2026-08-03"), ("handling", "2026-08-03")] {
                await expectRefusal(.hearingNotExcluded) {
                    let days = hearing(word, first, "2026-08-05")
                    return try await it.takes(.hearing, of: matter, days, note: "听证笔录")
                }
            }
            #expect(try await it.clock(.review, of: matter).line == all("2026-08-19"))
            try await it.go(to: "2026-08-19", hour: 16)
            let upheld = on("upheld", "2026-08-19", document: "武复查〔2026〕1号")
            #expect(try await !it.isLate(it.takes(.decideReview, of: matter, upheld)))
            try await it.takes(.serveReview, of: matter, on("post", "2026-08-19"))
            #expect(try await it.clock(.rereviewRight, of: matter).line == all("2026-09-18"))
            try await it.go(to: "2026-09-18", hour: 16)
            try await it.takes(.requestReview, of: matter, on("rereview", "2026-09-18"))
            let dates = try await it.clock(.rereview, of: matter).line
            #expect(dates == "2026-10-18 2026-10-19 2026-10-16")
            try await it.go(to: "2026-10-12", hour: 17)
            let days = hearing("rereview", "2026-09-28", "2026-10-12")
            try await it.takes(.hearing, of: matter, days, note: "听证笔录")
            #expect(try await it.clock(.rereview, of: matter).line == all("2026-11-02"))
            // What paged by the old date pages by the new one only.
            try await it.go(to: "2026-11-02", hour: 23)
            #expect(try await !it.clock(.rereview, of: matter).isOverdue)
            let paged = try await it.told(.office, of: matter).filter { $0.contains("D21") }
            #expect(!paged.contains { $0.contains("supervise") })
            let final = on("upheld", "2026-11-02", document: "市复核〔2026〕1号")
            #expect(try await !it.isLate(it.takes(.decideReview, of: matter, final)))
            #expect(try await it.stage(of: matter) == .final)
        }
    }

    @Test("A request on 07-21 is late: recorded, and a person decides whether it is admitted")
    func late() async throws {
        try await Scenario.told(on: "2026-05-06") { it in
            let matter = try await served(it).matter
            try await it.go(to: "2026-07-20", hour: 23, minute: 59)
            #expect(try await it.stage(of: matter) == .open)
            try await it.go(to: "2026-07-21", hour: 10)
            #expect(try await it.stage(of: matter) == .final)
            #expect(
                try await it.isLate(
                    it.takes(.requestReview, of: matter, on("review", "2026-07-21"))
                )
            )
            #expect(try await it.clock(.review, of: matter).line == "none")
            await expectRefusal(.wrongState) {
                let decision = on("upheld", "2026-07-21", document: "1号")
                return try await it.takes(.decideReview, of: matter, decision)
            }
            await expectRefusal(.reasonMissing) { try await it.takes(.admitReview, of: matter) }
            try await it.takes(.admitReview, of: matter, note: "住院期间无法申请")
            #expect(try await it.stage(of: matter) == .open)
            #expect(try await it.clock(.review, of: matter).line == all("2026-08-20"))
        }
    }

    @Test("A request in time that is entered after the weekend is in time")
    func enteredLater() async throws {
        try await Scenario.told(on: "2026-05-06") { it in
            let matter = try await served(it).matter
            try await it.go(to: "2026-07-22", hour: 10)
            let request = on("review", "2026-07-20")
            #expect(try await !it.isLate(it.takes(.requestReview, of: matter, request)))
            #expect(try await it.stage(of: matter) == .open)
            #expect(try await it.clock(.review, of: matter).line == all("2026-08-19"))
        }
    }

    @Test("Where the conference turned it on, a hearing lengthens the review as well")
    func configured() async throws {
        let rules = try Shipped.configuration([.hearingExcludedFromReview])
        try await Scenario.told(on: "2026-05-06", rules) { it in
            let matter = try await served(it).matter
            try await it.go(to: "2026-07-20", hour: 16)
            try await it.takes(.requestReview, of: matter, on("review", "2026-07-20"))
            try await it.go(to: "2026-08-10")
            let days = hearing("review", "2026-08-03", "2026-08-05")
            try await it.takes(.hearing, of: matter, days, note: "听证笔录")
            // 30 days and the three of the hearing: a Saturday.
            let dates = try await it.clock(.review, of: matter).line
            #expect(dates == "2026-08-22 2026-08-24 2026-08-21")
        }
    }
}
