import LianxiCore
import Testing

@Suite("Reception")
struct ReceptionTests {
    @Test("Five represent those who come together, not six")
    func representatives() throws {
        var it = Conference.under(on: "2026-08-10")
        func facts(_ persons: Int) -> MatterFacts {
            let plain = it.facts()
            return MatterFacts(
                matter: plain.matter,
                matterClass: plain.matterClass,
                purpose: plain.purpose,
                subject: plain.subject,
                place: plain.place,
                isUrgent: false,
                piece: Piece(
                    number: "访1",
                    channel: .visit,
                    receivedAt: it.now,
                    persons: persons,
                    dossier: []
                )
            )
        }
        let crowd = facts(46)
        #expect(throws: Refusal.tooManyRepresentatives) {
            try it.does(.register(crowd, Reception(representatives: 6)))
        }
        try it.does(.register(crowd, Reception(representatives: 5)))
        #expect(throws: Refusal.malformed) {
            try it.does(.register(facts(2), Reception(representatives: 3)))
        }
    }

    @Test("Told on the spot nothing more is owed; else the notice in 15 days, but not to nobody")
    func answers() throws {
        var it = Conference.under(on: "2026-08-10")
        let spot = it.facts()
        try it.does(.register(spot, Reception(answer: .onTheSpot)))
        #expect(it.clock(.directNotice, of: spot.matter) == nil)
        let notice = it.facts()
        try it.does(.register(notice, Reception(answer: .byNotice)))
        #expect(it.dates(.directNotice, of: notice.matter) == "2026-08-25 2026-08-25 2026-08-25")
        it.go(to: "2026-08-26")
        let told = StepDetails(word: "written", on: date("2026-08-25"))
        let entries1 = try it.takes(.notifyPetitioner, of: notice.matter, told)
        #expect(it.isLate(entries1) == false)
        let nobody = it.facts()
        try it.does(.register(nobody, Reception(answer: .byNotice, isAnonymous: true)))
        #expect(it.clock(.directNotice, of: nobody.matter) == nil)
        #expect(it.isRunning(.triage, of: nobody.matter))
    }

    @Test(
        "A further piece joins its matter, two matters are merged, and neither starts a second 60 days"
    )
    func merging() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let first = it.matter(of: order)
        try it.does(.join(first, Conference.piece(99, received: it.now)))
        let second = it.registered()
        #expect(throws: Refusal.unknownMatter) {
            try it.takes(.merge, of: second, StepDetails(link: second))
        }
        #expect(throws: Refusal.assignmentsOpen) {
            try it.takes(.merge, of: first, StepDetails(link: second))
        }
        try it.takes(.merge, of: second, StepDetails(link: first))
        #expect(it.stage(of: second) == .merged && !it.isRunning(.triage, of: second))
        #expect(throws: Refusal.matterClosed) {
            try it.does(.join(second, Conference.piece(98, received: it.now)))
        }
        try it.acts(.accept, on: order)
        #expect(it.dates(.conclusion, of: order) == "2026-10-09 2026-10-09 2026-10-09")
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "A matter filed for good reason owes nothing; one that is urgent owes reports from its receipt"
    )
    func dispositions() throws {
        var it = Conference.under(on: "2026-08-10")
        let thanks = it.registered()
        #expect(throws: Refusal.reasonMissing) {
            try it.takes(.dispose, of: thanks, StepDetails(word: "filed"))
        }
        try it.takes(.dispose, of: thanks, StepDetails(word: "filed"), note: true)
        #expect(it.docket.counts.runningClocks == 0)
        try it.takes(.archive, of: thanks)
        var facts = it.facts()
        facts = MatterFacts(
            matter: facts.matter,
            matterClass: .claim6,
            purpose: .claim,
            subject: "labour",
            place: "永定街道",
            isUrgent: true,
            piece: facts.piece
        )
        try it.does(.register(facts, Reception()))
        #expect(it.isRunning(.urgentReport, of: facts.matter))
        #expect(throws: Refusal.wrongState) { try it.takes(.flagUrgent, of: facts.matter) }
    }

    @Test("Only the office takes steps, and none of those that follow by themselves")
    func rights() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        #expect(throws: Refusal.notPermitted) {
            try it.does(.step(Step(.flagUrgent, of: matter)), by: Conference.departments[0])
        }
        for kind in StepKind.allCases where kind.isConsequence {
            #expect(throws: Refusal.notPermitted) { try it.does(.step(Step(kind, of: matter))) }
        }
    }
}
