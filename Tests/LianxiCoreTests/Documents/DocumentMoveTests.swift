import LianxiCore
import Testing

/// What a unit was asked in writing is answered by whoever takes its place, article 24(2).
@Suite("Documents follow a unit that is merged or abolished")
struct DocumentMoveTests {
    private let old = Conference.departments[0]
    private let new = Conference.departments[1]

    private func change(to successor: PartyID?, on day: String = "2026-08-20") -> Reorganised {
        Conference.merger(to: successor, on: day)
    }

    /// An order to rectify, issued to the unit that is to go.
    private func issued() throws -> (Conference, DocumentID) {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let id = try it.drafts(.rectification, about: order)
        try it.acts(.approveDocument, on: id)
        try it.issues(id)
        return (it, id)
    }

    /// Who was told of it since it was issued, and how.
    private func told(_ it: Conference, _ id: DocumentID) -> [String] {
        it.history.compactMap { recorded in
            guard case .documented(let step) = recorded.event, step.move.document == id,
                !step.move.step.isForOffice, let party = step.recipient
            else { return nil }
            return "\(step.move.step.rawValue) \(party)"
        }
    }

    @Test("On the day the successor answers, by the same date, and only it from then on")
    func successor() throws {
        var (it, id) = try issued()
        let key = it[id].key(of: .rectification)
        let dates = it.docket.clock(key)?.start.dates
        try it.does(.reorganise(change(to: new)))
        it.go(to: "2026-08-19", hour: 20)
        _ = it.advance()
        #expect(it[id].subject.addressee == old)
        it.go(to: "2026-08-20", hour: 0)
        #expect(it.docket.plan(at: it.now).wake == it.now)
        _ = it.advance()
        #expect(it[id].subject.addressee == new)
        #expect(told(it, id) == ["released \(old)", "rebound \(new)"])
        let clock = it.docket.clock(key)
        #expect(clock?.start.owner == new && clock?.isRunning == true)
        #expect(clock?.start.dates == dates && dates != nil)
        #expect(throws: Refusal.unknownEntry) { try it.acts(.answerDocument, on: id, by: old) }
        #expect(!it.docket.maySee(it[id], as: old) && it.docket.maySee(it[id], as: new))
        try it.acts(.signDocument, on: id)
        try it.acts(.answerDocument, on: id)
        #expect(it.state(id) == .fedBack)
        // Nothing goes over twice.
        it.go(to: "2026-08-21")
        _ = it.advance()
        #expect(told(it, id).count == 2)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "What waits for the office's look goes over without a clock, and is sent back to the successor"
    )
    func fedBack() throws {
        var (it, id) = try issued()
        try it.acts(.answerDocument, on: id)
        try it.does(.reorganise(change(to: new)))
        it.go(to: "2026-08-20")
        _ = it.advance()
        #expect(it[id].subject.addressee == new && it.state(id) == .fedBack)
        try it.takes(.refused, on: id, for: period("5wd"))
        #expect(it.docket.clock(it[id].key(of: .rectification))?.start.owner == new)
        try it.acts(.answerDocument, on: id)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("While nobody is named the clock runs on; whoever is named then takes it over")
    func unclear() throws {
        var (it, id) = try issued()
        try it.does(.reorganise(change(to: nil)))
        it.go(to: "2026-08-21")
        _ = it.advance()
        #expect(it[id].subject.addressee == old && told(it, id) == [])
        try it.does(.reorganise(change(to: new, on: "2026-08-22")))
        it.go(to: "2026-08-22")
        _ = it.advance()
        #expect(it[id].subject.addressee == new)
    }

    @Test("What is over stays where it was, and so does what the successor may not see")
    func stays() throws {
        var (it, done) = try issued()
        try it.takes(.voided, on: done)
        let facts = it.facts()
        try it.does(.register(facts, Reception(excluded: [new])))
        let order = AssignmentID(high: 2, low: it.draw())
        try it.does(
            .dispatch(
                matter: facts.matter,
                kind: .forwarded,
                feedbackPeriod: nil,
                recipients: [Recipient(assignment: order, department: old, role: .lead)]
            )
        )
        let hidden = try it.drafts(.reminder, about: order)
        try it.issues(hidden)
        try it.does(.reorganise(change(to: new)))
        it.go(to: "2026-08-20")
        _ = it.advance()
        #expect(it[done].subject.addressee == old && it[hidden].subject.addressee == old)
        #expect(told(it, done) + told(it, hidden) == [])
        #expect(!it.docket.maySee(it[hidden], as: new))
        #expect(it.docket.plan(at: it.now).wake.map { $0 > it.now } ?? true)
    }

    @Test("Nobody asks for such a step by hand")
    func byHand() throws {
        var (it, id) = try issued()
        for step in DocumentStep.allCases where !step.isForOffice {
            let says = StepDetails(on: date("2026-08-10"), party: new)
            #expect(throws: Refusal.notPermitted) {
                try it.does(.document(DocumentMove(step, id, says)))
            }
        }
    }

    @Test("What was agreed about a matter is done when the successor of its lead concludes it")
    func agreed() throws {
        for isHandedOut in [true, false] {
            var it = Conference.held()
            let matter = it.registered()
            try it.convenes(
                .agree,
                StepDetails(period: period("20d"), link: matter, party: old)
            )
            let order = AssignmentID(high: 2, low: it.draw())
            func dispatch(to unit: PartyID) throws(Refusal) {
                try it.does(
                    .dispatch(
                        matter: matter,
                        kind: .forwarded,
                        feedbackPeriod: nil,
                        recipients: [Recipient(assignment: order, department: unit, role: .lead)]
                    )
                )
            }
            if isHandedOut {
                try dispatch(to: old)
                try it.receives(order)
            }
            try it.does(.reorganise(change(to: new, on: "2026-09-21")))
            it.go(to: "2026-09-21")
            _ = it.advance()
            if !isHandedOut { try dispatch(to: new) }
            let item = try #require(it.record?.agreed.first)
            #expect(it.docket.progress(of: item, at: it.now) == .open)
            it.go(to: "2026-12-28")
            #expect(it.docket.progress(of: item, at: it.now) == .late)
        }
    }
}
