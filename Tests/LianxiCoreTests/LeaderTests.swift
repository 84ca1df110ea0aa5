import LianxiCore
import Testing

@Suite("Leaders' cases and visits")
struct LeaderTests {
    private let unit = Conference.departments[0]
    private let id = LeaderCaseID(high: 11, low: 1)
    private let visit = VisitID(high: 12, low: 1)

    private func step(
        _ kind: CaseStepKind,
        _ says: StepDetails = StepDetails(),
        note: Bool? = nil,
        _ change: (inout CaseStep) -> Void = { _ in }
    ) -> Command {
        var step = CaseStep(kind, of: id, says)
        let form = kind.form
        if note ?? form.required.contains(.note) {
            step.says.notes = [DossierReference(field: form.field, commitment: hash(1, 2))]
        }
        change(&step)
        return .lead(step)
    }

    private func take(_ matter: MatterID, by party: PartyID = .leaders) -> Command {
        step(.take, StepDetails(person: "李副区长", party: party)) { $0.matters = [matter] }
    }

    @Test("A case is a leader's, and the unit stays responsible for the matter")
    func taken() throws {
        var it = Conference.under(on: "2026-09-14")
        let order = it.order(to: unit)
        let before = it[order]
        try it.does(take(it.matter(of: order)))
        #expect(it[order] == before)
        let record = try #require(it.docket.leaderCase(id))
        #expect(record.person == "李副区长" && record.party == .leaders)
        #expect(throws: Refusal.assignmentExists) { try it.does(take(it.matter(of: order))) }
        #expect(throws: Refusal.notPermitted) {
            try it.does(step(.progress), by: unit)
        }
        try it.does(step(.progress), by: .leaders)
    }

    @Test("Its form is checked: a plan, a matter, a reason for another leader")
    func form() throws {
        var it = Conference.under(on: "2026-09-14")
        let matter = it.registered()
        #expect(throws: Refusal.reasonMissing) {
            try it.does(
                step(.take, StepDetails(person: "李副区长", party: .leaders), note: false) {
                    $0.matters = [matter]
                }
            )
        }
        #expect(throws: Refusal.detailWrong) {
            try it.does(step(.take, StepDetails(person: "李副区长", party: .leaders)))
        }
        #expect(throws: Refusal.unknownMatter) {
            try it.does(take(MatterID(high: 99, low: 99)))
        }
        #expect(throws: Refusal.unknownParty) { try it.does(take(matter, by: .office)) }
        #expect(throws: Refusal.unknownCase) { try it.does(step(.progress)) }
        try it.does(take(matter))
        #expect(throws: Refusal.reasonMissing) {
            try it.does(step(.pass, StepDetails(person: "张局长", party: unit), note: false))
        }
        try it.does(step(.pass, StepDetails(person: "张局长", party: unit)))
        let record = try #require(it.docket.leaderCase(id))
        #expect(record.party == unit && record.formers.map(\.person) == ["李副区长"])
    }

    @Test("A milestone whose day is over is missed until it is reached, and counted")
    func milestones() throws {
        var it = Conference.under(on: "2026-09-14")
        try it.does(take(it.registered()))
        #expect(throws: Refusal.dateWrong) {
            try it.does(step(.milestone, StepDetails(on: date("2026-09-13"))))
        }
        try it.does(step(.milestone, StepDetails(on: date("2026-09-20"))))
        try it.does(step(.milestone, StepDetails(on: date("2026-10-20"))))
        func rate() -> CaseRate {
            CaseRate(of: it.docket.leaderCases, to: it.now.civilDate)
        }
        it.go(to: "2026-09-20")
        #expect(rate().missed == 0)
        it.go(to: "2026-09-21")
        #expect(rate() == CaseRate(taken: 1, resolved: 0, missed: 1))
        try it.does(step(.reach) { $0.number = 1 })
        #expect(rate().missed == 0)
        #expect(throws: Refusal.wrongState) { try it.does(step(.reach) { $0.number = 1 }) }
        #expect(throws: Refusal.detailWrong) { try it.does(step(.reach) { $0.number = 3 }) }
        try it.does(step(.close, StepDetails(word: "resolved")))
        #expect(rate() == CaseRate(taken: 1, resolved: 1, missed: 0))
        #expect(throws: Refusal.wrongState) { try it.does(step(.progress)) }
    }

    @Test("A sealed matter is taken on only for a party that may see it")
    func sealed() throws {
        var it = Conference.under(on: "2026-09-14")
        let matter = it.registered(.informant)
        _ = it.dispatched(matter, to: [Conference.discipline])
        for party in [PartyID.leaders, unit] {
            #expect(throws: Refusal.informantRoute) { try it.does(take(matter, by: party)) }
        }
        try it.does(take(matter, by: Conference.discipline))
        #expect(throws: Refusal.informantRoute) {
            try it.does(step(.plan) { $0.group = [unit] })
        }
        #expect(throws: Refusal.informantRoute) {
            try it.does(step(.pass, StepDetails(person: "李副区长", party: .leaders)))
        }
    }

    /// Seed 1229.
    @Test(
        "Of what becomes sealed its leader hears no more; it is passed on, or closed without a word"
    )
    func sealedLater() throws {
        var it = Conference.under(on: "2026-09-14")
        let matter = it.registered()
        try it.does(take(matter))
        try it.takes(.reclassify, of: matter, StepDetails(word: "informant"), note: true)
        let goal = StepDetails(on: date("2026-09-20"))
        for unheard in [step(.milestone, goal), step(.progress), step(.plan)] {
            #expect(throws: Refusal.informantRoute) { try it.does(unheard) }
        }
        #expect(throws: Refusal.informantRoute) {
            try it.does(step(.pass, StepDetails(person: "张局长", party: unit)))
        }
        var passed = it
        _ = passed.dispatched(matter, to: [Conference.discipline])
        try passed.does(step(.pass, StepDetails(person: "王书记", party: Conference.discipline)))
        try passed.does(step(.progress))
        #expect(passed.history.last?.event.recipient == Conference.discipline)
        try it.does(step(.close, StepDetails(word: "resolved")))
        #expect(it.history.last?.event.recipient == .office)
        #expect(it.docket.leaderCase(id)?.closed != nil && it.docket.checkInvariants() == [])
    }

    @Test("To leaders a sealed matter, its case and its visit are as if they were not there")
    func unseen() throws {
        var it = Conference.under(on: "2026-09-14")
        let matter = it.registered(.informant)
        _ = it.dispatched(matter, to: [Conference.discipline])
        #expect(throws: Refusal.unknownMatter) {
            try it.does(take(matter, by: Conference.discipline), by: .leaders)
        }
        let visited = Visited(
            visit: visit,
            kind: .home,
            person: "李副区长",
            party: Conference.discipline,
            on: date("2026-09-14"),
            place: "永定街道",
            matters: [matter]
        )
        #expect(throws: Refusal.unknownMatter) { try it.does(.visit(visited), by: .leaders) }
        try it.does(take(matter, by: Conference.discipline))
        #expect(throws: Refusal.unknownCase) { try it.does(step(.progress), by: .leaders) }
        #expect(!it.docket.mayRead([matter], as: .leaders))
        #expect(it.docket.mayRead([matter], as: Conference.discipline))
        #expect(it.docket.mayRead([matter], as: .office))
        #expect(it.docket.mayRead([it.registered()], as: .leaders))
    }

    @Test("A visit is recorded once, for a day not ahead, and a case may come of it")
    func visits() throws {
        var it = Conference.under(on: "2026-09-14")
        let matter = it.registered()
        func visited(on day: String) -> Command {
            .visit(
                Visited(
                    visit: visit,
                    kind: .reception,
                    person: "李副区长",
                    party: .leaders,
                    on: date(day),
                    place: "永定街道",
                    matters: [matter]
                )
            )
        }
        #expect(throws: Refusal.dateWrong) { try it.does(visited(on: "2026-09-15")) }
        #expect(throws: Refusal.notPermitted) { try it.does(visited(on: "2026-09-14"), by: unit) }
        let take = step(.take, StepDetails(person: "李副区长", party: .leaders)) {
            $0.matters = [matter]
            $0.visit = visit
        }
        #expect(throws: Refusal.unknownVisit) { try it.does(take) }
        try it.does(visited(on: "2026-09-14"), by: .leaders)
        #expect(throws: Refusal.assignmentExists) { try it.does(visited(on: "2026-09-14")) }
        try it.does(take)
        #expect(it.docket.leaderCase(id)?.visit == visit)
        #expect(it.docket.visits.map(\.matters) == [[matter]])
    }
}
