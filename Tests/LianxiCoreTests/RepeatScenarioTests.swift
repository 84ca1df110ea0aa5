import LianxiCore
import Testing

@Suite("Worked scenarios: repeats and simplified handling")
struct RepeatScenarioTests {
    private let first = Conference.departments[0]

    @Test("S8: the same matter again, within the period, after it, and after the re-review")
    func repeats() throws {
        var it = Conference.under(on: "2026-07-06")
        let order = it.order()
        let matter = it.matter(of: order)
        #expect(it.dates(.triage, of: matter) == "2026-07-21 2026-07-21 2026-07-21")
        it.go(to: "2026-07-13")
        try it.acts(.accept, on: order)
        #expect(it.dates(.conclusion, of: order) == "2026-09-11 2026-09-11 2026-09-11")
        // (i) within the period: not accepted, linked, answered by 08-20, no second 60 days.
        it.go(to: "2026-08-05")
        let second = it.registered()
        #expect(it.dates(.triage, of: second) == "2026-08-20 2026-08-20 2026-08-20")
        try it.takes(
            .dispose,
            of: second,
            StepDetails(word: "in-hand", link: matter),
            note: true
        )
        #expect(it.stage(of: second) == .disposed)
        #expect(it.dates(.directNotice, of: second) == "2026-08-20 2026-08-20 2026-08-20")
        #expect(throws: Refusal.matterClosed) {
            try it.does(
                .dispatch(
                    matter: second,
                    kind: .forwarded,
                    feedbackPeriod: nil,
                    recipients: [
                        Recipient(
                            assignment: AssignmentID(high: 9, low: 9),
                            department: first,
                            role: .lead
                        )
                    ]
                )
            )
        }
        try it.takes(.notifyPetitioner, of: second, StepDetails(word: "written"))
        // (ii) the period has run out and no opinion is served: supervise the old matter instead.
        it.go(to: "2026-09-14")
        let third = it.registered()
        #expect(it.dates(.triage, of: third) == "2026-09-29 2026-09-29 2026-09-29")
        #expect(throws: Refusal.notInHand) {
            try it.takes(
                .dispose,
                of: third,
                StepDetails(word: "in-hand", link: matter),
                note: true
            )
        }
        try it.takes(.supervise, of: matter, on: order, StepDetails(word: "delay"), note: true)
        #expect(it.docket.matter(matter)?.supervisions(of: order).count == 1)
        // (iii) before a re-review nothing is refused for that; after it, it is.
        let reviewed = StepDetails(word: "reviewed", link: matter)
        #expect(throws: Refusal.notReviewed) {
            try it.takes(.dispose, of: third, reviewed, note: true)
        }
        try it.reviewsToTheEnd(matter, order)
        try it.takes(.dispose, of: third, reviewed, note: true)
        #expect(it.stage(of: third) == .disposed)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("S12: simplified handling, only where the rules turn it on")
    func simplified() throws {
        var off = Conference.under(on: "2026-09-28")
        let plain = off.order()
        #expect(throws: Refusal.optionOff) {
            try off.acts(.accept, on: plain) { $0.detail = "simplified" }
        }
        var it = Conference.under(.simplifiedHandling, on: "2026-09-28")
        let order = it.order()
        try it.acts(.accept, on: order) { $0.detail = "simplified" }
        #expect(it.dates(.simplified, of: order) == "2026-10-16 2026-10-16 2026-10-16")
        #expect(it.isRunning(.conclusion, of: order))
        it.go(to: "2026-10-19")
        #expect(it.clock(.simplified, of: order)?.isOverdue(at: it.now) == true)
    }
}

extension Conference {
    /// Answers the matter, and takes it through review and re-review.
    mutating func reviewsToTheEnd(_ matter: MatterID, _ order: AssignmentID) throws {
        try acts(.opine, on: order)
        try acts(.serve, on: order)
        for level in ["review", "rereview"] {
            try takes(.requestReview, of: matter, StepDetails(word: level, on: now.civilDate))
            try takes(
                .decideReview,
                of: matter,
                StepDetails(word: "upheld", on: now.civilDate, document: "\(level)〔2026〕1号")
            )
            try takes(.serveReview, of: matter, StepDetails(word: "post", on: now.civilDate))
        }
    }
}
