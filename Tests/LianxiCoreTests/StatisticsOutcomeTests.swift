import LianxiCore
import Testing

@Suite("A report says what came of it")
struct StatisticsOutcomeTests {
    /// A conference with so many matters accepted and concluded on the day.
    private func concluded(_ count: Int) throws -> (Conference, [AssignmentID]) {
        var it = Conference.under(on: "2026-08-10")
        let ids = (0..<count).map { _ in it.order() }
        for id in ids {
            try it.acts(.accept, on: id)
            try it.concludes(id)
        }
        return (it, ids)
    }

    @Test("Whoever evaluates takes part; whoever has not 30 days after the conclusion does not")
    func evaluation() throws {
        var (it, ids) = try concluded(3)
        it.go(to: "2026-08-20")
        for (id, word) in zip(ids, ["basically-satisfied", "dissatisfied"]) {
            try it.takes(.evaluate, of: it.matter(of: id), StepDetails(word: word))
        }
        it.go(to: "2026-09-09")
        #expect(it.line(.satisfaction, "2026-08-20") == "1/2")
        #expect(it.line(.participation, "2026-08-20", "2026-09-09") == "2/2")
        it.go(to: "2026-09-10")
        #expect(it.line(.participation, "2026-08-20", "2026-09-09") == "2/3")
        #expect(it.line(.participation, "2026-08-20", "2026-09-08") == "2/2")
        #expect(it.line(.satisfaction, "2026-08-21") == "0/0")
    }

    @Test(
        "Resolved at one go: by the first lead, nothing sent back, not raised again in the period"
    )
    func oneTime() throws {
        var (it, ids) = try concluded(4)
        #expect(it.line(.oneTimeResolution, "2026-08-10") == "4/4")
        try it.does(.join(it.matter(of: ids[0]), Conference.piece(91, received: it.now)))
        #expect(it.line(.oneTimeResolution, "2026-08-10") == "3/4")
        _ = it.registered(Reception(repeats: it.matter(of: ids[1])))
        #expect(it.line(.oneTimeResolution, "2026-08-10") == "2/4")
        it.go(to: "2026-08-11")
        _ = it.registered(Reception(repeats: it.matter(of: ids[2])))
        #expect(it.line(.oneTimeResolution, "2026-08-10") == "2/4")
        #expect(it.line(.oneTimeResolution, "2026-08-10", "2026-08-11") == "1/4")
    }

    @Test("A matter returned by its first unit was not resolved at one go")
    func returned() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let first = it.dispatched(matter, to: [Conference.departments[0]])[0]
        try it.acts(.object, on: first)
        try it.decides(first, uphold: true)
        let second = it.dispatched(matter, to: [Conference.departments[1]])[0]
        try it.acts(.accept, on: second)
        try it.concludes(second)
        #expect(it.line(.oneTimeResolution, "2026-08-10") == "0/1")
    }

    @Test("A visit after the conclusion is owed once its date is past, and counts when made late")
    func returnVisits() throws {
        var (it, ids) = try concluded(2)
        #expect(it.dates(.returnVisit, of: it.matter(of: ids[0]))?.contains("2026-09-09") == true)
        it.go(to: "2026-09-10")
        try it.takes(.returnVisit, of: it.matter(of: ids[0]), StepDetails(word: "phone"))
        try it.takes(.returnVisit, of: it.matter(of: ids[1]), StepDetails(word: "not-reached"))
        #expect(it.line(.returnVisits, "2026-09-09") == "1/2 late 1 missed 1")
    }

    @Test("Supervisions are proposals: made, answered, and accepted when the office is content")
    func proposals() throws {
        var it = Conference.under(on: "2026-08-10")
        let ids = (0..<3).map { _ in it.order() }
        for id in ids {
            let matter = it.matter(of: id)
            try it.takes(.supervise, of: matter, on: id, StepDetails(word: "delay"), note: true)
        }
        it.go(to: "2026-08-11")
        for id in ids.prefix(2) { try it.acts(.answer, on: id) }
        try it.takes(.acceptAnswer, of: it.matter(of: ids[0]), on: ids[0])
        try it.takes(.refuseAnswer, of: it.matter(of: ids[1]), on: ids[1], note: true)
        let lines: [(Indicator, String)] = [
            (.supervised, "3"), (.proposalsMade, "3"), (.proposalsAnswered, "2"),
            (.proposalsAccepted, "1"),
        ]
        for (indicator, line) in lines { #expect(it.line(indicator, "2026-08-10") == line) }
        #expect(it.line(.supervised, "2026-08-11") == "0")
    }

    @Test("Proposals and measures count on the day they are issued, and a void one does not")
    func documents() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let improvement = try it.issued(.improvement, about: order) { $0.cause = "staffing" }
        try it.issued(.policy, about: order)
        let accountability = try it.issued(.accountability, about: order)
        try it.issued(.circular, about: order)
        let void = try it.issued(.circular, about: order)
        try it.takes(.voided, on: void)
        it.go(to: "2026-08-11")
        try it.acts(.answerDocument, on: improvement, as: "partly-adopted")
        try it.acts(.answerDocument, on: accountability, as: "not-adopted")
        let lines: [(Indicator, String)] = [
            (.supervised, "0"), (.proposalsMade, "3"), (.proposalsAnswered, "2"),
            (.proposalsAccepted, "1"), (.circulars, "1"), (.interviews, "0"),
        ]
        for (indicator, line) in lines { #expect(it.line(indicator, "2026-08-10") == line) }
        let report = it.report("2026-08-10", "2026-08-10")
        #expect(report[.causes].lines == ["staffing=1"])
        #expect(report[.proposals].map(\.count).reduce(0, +) == 6)
        #expect(it.line(.proposalsMade, "2026-08-11") == "0")
    }

    @Test("Reviews count on the day they are asked for, their outcome on the day of the decision")
    func reviews() throws {
        var (it, ids) = try concluded(1)
        let matter = it.matter(of: ids[0])
        it.go(to: "2026-08-12")
        let asked = StepDetails(word: "review", on: it.now.civilDate)
        try it.takes(.requestReview, of: matter, asked)
        it.go(to: "2026-08-20")
        let decided = StepDetails(word: "upheld", on: it.now.civilDate, document: "复〔2026〕1号")
        try it.takes(.decideReview, of: matter, decided)
        #expect(it.line(.reviews, "2026-08-12") == "1")
        #expect(it.line(.rereviews, "2026-08-12") == "0")
        #expect(it.report("2026-08-12", "2026-08-19")[.reviews].isEmpty)
        #expect(it.report("2026-08-20", "2026-08-20")[.reviews].lines == ["upheld=1"])
    }
}
