import LianxiCore
import Testing

@Suite("Documents that cannot be")
struct DocumentRefusalTests {
    private static let units = Conference.departments

    @Test(
        "A draft is refused for each thing that cannot be",
        arguments: [
            Mistake("an assignment without its matter", .unknownAssignment) { $0.matters = [] },
            Mistake("a matter twice", .detailWrong) { $0.matters += $0.matters },
            Mistake("an unknown matter", .unknownMatter) {
                $0.matters.append(MatterID(high: 9, low: 9))
            },
            Mistake("the office itself", .unknownParty) { $0.addressee = .office },
            Mistake("a party nobody knows", .unknownParty) { $0.addressee = party("nobody") },
            Mistake("another unit's assignment", .unknownAssignment) { $0.addressee = units[1] },
            Mistake("no ground", .detailWrong) { $0.says.word = nil },
            Mistake("a ground of another kind", .detailWrong) { $0.says.word = "shirking" },
            Mistake("no period", .periodMissing) { $0.says.period = nil },
            Mistake("the bureau's capacity", .detailWrong) { $0.capacity = .bureau },
            Mistake("a cause", .detailWrong) { $0.cause = "staffing" },
            Mistake("a document nobody drafted", .unknownDocument) {
                $0.link = DocumentID(high: 9, low: 9)
            },
            Mistake("an escalation that never was", .unknownEntry) { $0.escalation = 1 },
        ]
    )
    func drafts(mistake: Mistake) throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        #expect(throws: mistake.refusal) {
            try it.drafts(.rectification, about: order, mistake.make)
        }
        try it.drafts(.rectification, about: order)
    }

    /// One thing spoilt in a sound draft, and what is said to it.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let refusal: Refusal
        let make: @Sendable (inout Conference.Draft) -> Void

        init(
            _ name: String,
            _ refusal: Refusal,
            _ make: @escaping @Sendable (inout Conference.Draft) -> Void
        ) {
            testDescription = name
            self.refusal = refusal
            self.make = make
        }
    }

    @Test("Accountability is proposed only where serious consequences followed")
    func accountability() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        #expect(throws: Refusal.detailWrong) {
            try it.drafts(.accountability, about: order) { $0.says.marks = [] }
        }
        #expect(throws: Refusal.detailWrong) {
            try it.drafts(.accountability, about: order) { $0.says.word = "improper" }
        }
        try it.drafts(.accountability, about: order)
    }

    @Test("A record of an interview follows on its notice")
    func record() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let notice = try it.issued(.interview, about: order)
        #expect(throws: Refusal.detailWrong) { try it.drafts(.interviewRecord, about: order) }
        try it.drafts(.interviewRecord, about: order) { $0.link = notice }
    }

    @Test(
        "An informant's report reaches the organ that handles reports, and neither leaders nor the accused"
    )
    func secrecy() throws {
        var it = Conference.under(on: "2026-08-10")
        let facts = it.facts(.informant)
        let accused = Conference.departments[1]
        try it.does(.register(facts, Reception(excluded: [accused])))
        let order = it.dispatched(facts.matter, to: [Conference.discipline])[0]
        func draft(_ kind: DocumentKind, to party: PartyID) throws {
            try it.drafts(kind, about: order) {
                $0.addressee = party
                if party != Conference.discipline { $0.assignment = nil }
            }
        }
        for kind in [DocumentKind.reminder, .policy] {
            #expect(throws: Refusal.informantRoute) { try draft(kind, to: accused) }
            #expect(throws: Refusal.informantRoute) { try draft(kind, to: .leaders) }
            #expect(throws: Refusal.informantRoute) {
                try draft(kind, to: Conference.departments[0])
            }
        }
        #expect(throws: Refusal.informantRoute) { try draft(.interview, to: Conference.discipline) }
        try draft(.reminder, to: Conference.discipline)
    }

    @Test(
        "Nobody but its addressee sees a document, and nobody a draft but the office and for a measure the leaders"
    )
    func sight() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let unit = Conference.departments[0]
        let slip = try it.drafts(.reminder, about: order)
        let measure = try it.drafts(.listed, about: order)
        func seen(by party: PartyID) -> [DocumentID] {
            it.docket.documents(visibleTo: party, limit: 100, at: it.now).views.map(\.record.id)
        }
        #expect(seen(by: .office) == [slip, measure])
        #expect(seen(by: .leaders) == [measure])
        #expect(seen(by: unit).isEmpty && seen(by: Conference.departments[1]).isEmpty)
        #expect(throws: Refusal.unknownEntry) { try it.acts(.signDocument, on: slip) }
        try it.issues(slip)
        #expect(seen(by: unit) == [slip])
        #expect(throws: Refusal.unknownEntry) {
            try it.acts(.signDocument, on: slip, by: Conference.departments[1])
        }
    }

    @Test("A department takes no step on a document")
    func office() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let id = try it.issued(.reminder, about: order)
        let move = DocumentMove(
            .voided,
            id,
            StepDetails(notes: [DossierReference(field: "reason", commitment: hash(1, 1))])
        )
        #expect(throws: Refusal.notPermitted) {
            try it.does(.document(move), by: Conference.departments[0])
        }
        #expect(throws: Refusal.notPermitted) { try it.does(.document(move), by: .leaders) }
    }

    @Test("Nobody issues another text than he has read, and reads nothing in any other step")
    func readText() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let id = try it.drafts(.reminder, about: order)
        let text = try #require(it[id].text)
        func issue(_ read: Digest32) -> DocumentMove {
            let note = DossierReference(
                field: DocumentKind.reminder.field,
                commitment: hash(1, 4)
            )
            return DocumentMove(
                .issued,
                id,
                number: it.next(in: "督", year: 2026),
                text: hash(1, 2),
                read: read,
                StepDetails(notes: [note])
            )
        }
        let (another, right) = (issue(hash(9, 9)), issue(text))
        #expect(throws: Refusal.contentWrong) { try it.does(.document(another)) }
        try it.does(.document(right))
        let reason = DossierReference(field: "reason", commitment: hash(1, 1))
        let void = DocumentMove(.voided, id, read: text, StepDetails(notes: [reason]))
        #expect(throws: Refusal.detailWrong) { try it.does(.document(void)) }
    }

    @Test("A request repeated is answered with the entry it made")
    func repeated() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let id = try it.issued(.reminder, about: order)
        let move = DocumentMove(
            .voided,
            id,
            StepDetails(notes: [DossierReference(field: "reason", commitment: hash(1, 1))])
        )
        let request = RequestID(high: 7, low: 7)
        let first = try it.does(.document(move), request: request)
        #expect(try it.does(.document(move), request: request) == first)
        #expect(throws: Refusal.requestReused) {
            try it.does(.document(DocumentMove(.accepted, id)), request: request)
        }
        // A sheet's issue makes two entries, and is one request.
        let sheet = try it.drafts(.supervision, about: order)
        let issue = DocumentMove(
            .issued,
            sheet,
            number: it.next(in: "督", year: 2026),
            text: hash(1, 2),
            StepDetails(
                notes: [
                    DossierReference(field: DocumentKind.supervision.field, commitment: hash(1, 4))
                ]
            )
        )
        let named = RequestID(high: 7, low: 8)
        let entries = try it.does(.document(issue), request: named)
        #expect(entries.count == 2)
        #expect(try it.does(.document(issue), request: named) == entries)
    }
}
