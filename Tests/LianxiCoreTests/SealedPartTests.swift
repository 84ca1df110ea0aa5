import LianxiCore
import Testing

/// S6: a letter that is a claim and an informant's report at once.
@Suite("The sealed part of a mixed letter")
struct SealedPartTests {
    private let housing = Conference.departments[1]

    /// A claim about the unit, and the sealed part that reports its deputy director.
    private func split(_ it: inout Conference) throws -> (open: MatterID, sealed: MatterID) {
        let open = it.registered()
        let facts = it.facts(.informant)
        let reception = Reception(partOf: open, excluded: [housing])
        try it.does(.register(facts, reception))
        return (open, facts.matter)
    }

    @Test("S6: both parts have their dates, and the accused unit gets the claim alone")
    func dates() throws {
        var it = Conference.under(on: "2026-11-02")
        let (open, sealed) = try split(&it)
        #expect(it.dates(.triage, of: sealed) == "2026-11-17 2026-11-17 2026-11-17")
        it.go(to: "2026-11-03")
        let claim = it.dispatched(open, to: [housing])[0]
        try it.receives(claim)
        #expect(it.dates(.objection, of: claim) == "2026-11-10 2026-11-10 2026-11-10")
        #expect(it.dates(.notice, of: claim) == "2026-11-18 2026-11-18 2026-11-18")
        _ = it.dispatched(sealed, to: [Conference.discipline])
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("The unit reported is never handed the sealed part, not even if it handles reports")
    func excluded() throws {
        var it = Conference.under(on: "2026-11-02")
        let own = it.facts(.informant)
        try it.does(.register(own, Reception(excluded: [Conference.discipline])))
        for unit in [Conference.discipline, housing] {
            #expect(throws: Refusal.informantRoute) {
                try it.does(
                    .dispatch(
                        matter: own.matter,
                        kind: .forwarded,
                        feedbackPeriod: nil,
                        recipients: [
                            Recipient(
                                assignment: AssignmentID(high: 9, low: 1),
                                department: unit,
                                role: .lead
                            )
                        ]
                    )
                )
            }
        }
    }

    @Test("To the accused unit the sealed part is as if it were not there")
    func indistinguishable() throws {
        /// What the unit can see when the letter has a sealed part, and when it has none.
        func seen(withSecret: Bool) throws -> String {
            var it = Conference.under(on: "2026-11-02")
            let open = it.registered()
            let secret = it.facts(.informant)
            if withSecret {
                try it.does(.register(secret, Reception(partOf: open, excluded: [housing])))
            }
            let assignment = AssignmentID(high: 2, low: 77)
            try it.does(
                .dispatch(
                    matter: open,
                    kind: .forwarded,
                    feedbackPeriod: nil,
                    recipients: [
                        Recipient(assignment: assignment, department: housing, role: .lead)
                    ]
                )
            )
            if withSecret { _ = it.dispatched(secret.matter, to: [Conference.discipline]) }
            try it.receives(assignment)
            try it.acts(.accept, on: assignment)
            let docket = it.docket
            let mine = docket.assignments(
                matching: AssignmentFilter(department: housing),
                limit: 100,
                at: it.now
            ).assignments
            let feed = it.history.filter { $0.event.recipient == housing }.map(\.event)
            let link = docket.chainLink(of: .matter(open))
            let refusal: Refusal?
            do throws(Refusal) {
                try it.does(
                    .look(
                        into: .matter(secret.matter),
                        fields: secret.piece.dossier,
                        purpose: "handling"
                    ),
                    by: housing
                )
                refusal = nil
            } catch { refusal = error }
            return """
                \(mine.map { "\($0.record.assignment) \($0.record.state) \($0.facts)" })
                \(feed)
                \(docket.feedHead(of: housing)) \(link.number)
                \(docket.maySee(secret.matter, as: housing)) \(String(describing: refusal))
                \(docket.counts.unsigned[housing] ?? 0)
                """
        }
        let with = try seen(withSecret: true)
        #expect(with == (try seen(withSecret: false)))
        #expect(with.contains("unknownMatter"))
    }

    @Test("Nothing recorded of the open part names the sealed one")
    func noLink() throws {
        var it = Conference.under(on: "2026-11-02")
        let (open, sealed) = try split(&it)
        let claim = it.dispatched(open, to: [housing])[0]
        try it.receives(claim)
        for recorded in it.history where recorded.event.matter == open {
            #expect(!"\(recorded.event)".contains(sealed.description))
        }
        #expect(it.docket.matter(sealed)?.reception.partOf == open)
    }

    @Test("Who is reported stands aside when the claim comes to be signed")
    func recusal() throws {
        var it = Conference.under(on: "2026-11-02")
        let (open, _) = try split(&it)
        let claim = it.dispatched(open, to: [housing])[0]
        try it.acts(.recuse, on: claim, by: Conference.head) {
            $0.says.person = Conference.clerk.text
        }
        #expect(throws: Refusal.recused) { try it.acts(.sign, on: claim) }
        try it.acts(.sign, on: claim, by: Conference.head)
    }
}
