import LianxiCore
import Testing

@Suite("Copies of documents")
struct DocumentCopyTests {
    private let addressee = Conference.departments[0]
    private let reader = Conference.departments[1]
    private let other = Conference.departments[2]
    private let old = Conference.departments[0]
    private let new = Conference.departments[1]

    private func told(_ it: Conference, _ id: DocumentID) -> [String] {
        it.history.compactMap { recorded in
            guard case .documented(let step) = recorded.event, step.move.document == id,
                let party = step.recipient
            else { return nil }
            return "\(step.move.step.rawValue) \(party)"
        }
    }

    /// A circular to the first unit, with copies to the second and the leaders.
    private func issued() throws -> (Conference, DocumentID) {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let id = try it.drafts(.circular, about: order) { $0.copies = [reader, .leaders] }
        try it.acts(.approveDocument, on: id)
        #expect(!it.docket.maySee(it[id], as: reader))
        try it.issues(id)
        return (it, id)
    }

    @Test("Each copy is told with the issue, may be opened for its text, and owes nothing")
    func copied() throws {
        var (it, id) = try issued()
        #expect(
            told(it, id).suffix(3)
                == ["issued \(addressee)", "copied \(reader)", "copied leaders"]
        )
        #expect(it.docket.maySee(it[id], as: reader) && !it.docket.maySee(it[id], as: other))
        #expect(it.docket.parts(of: it[id], for: reader) == [.text])
        #expect(it.docket.parts(of: it[id], for: addressee) == DocumentPart.allCases)
        #expect(it.docket.parts(of: it[id], for: .leaders) == DocumentPart.allCases)
        #expect(it.docket.parts(of: it[id], for: other) == [])
        let shown = it.docket.documents(visibleTo: reader, limit: 10, at: it.now).views
        #expect(shown.map(\.record.id) == [id])
        #expect(throws: Refusal.unknownEntry) { try it.acts(.signDocument, on: id, by: reader) }
        try it.acts(.signDocument, on: id)
        #expect(it.state(id) == .signed)
    }

    @Test("A copy opens the text that was issued, and neither the draft nor an answer to it")
    func texts() throws {
        var (it, id) = try issued()
        let chain = it[id].chain
        func look(_ part: DocumentPart, as party: PartyID) -> Command {
            .look(into: chain, fields: it[id].notes(of: part), purpose: "document")
        }
        let own = look(.text, as: reader)
        let answer = look(.feedback, as: reader)
        let draft = look(.draft, as: reader)
        try it.does(own, by: reader, officer: Conference.clerk)
        for command in [answer, draft] {
            #expect(throws: Refusal.unknownDossier) {
                try it.does(command, by: reader, officer: Conference.clerk)
            }
        }
        #expect(throws: Refusal.self) { try it.does(own, by: other, officer: Conference.clerk) }
    }

    @Test("Whoever had a copy is told that it is void; of a draft declared void nobody is")
    func void() throws {
        var (it, id) = try issued()
        try it.takes(.voided, on: id)
        #expect(
            told(it, id).suffix(3)
                == ["voided \(addressee)", "recalled \(reader)", "recalled leaders"]
        )
        let order = it.order()
        let draft = try it.drafts(.reminder, about: order) { $0.copies = [reader] }
        try it.takes(.voided, on: draft)
        #expect(told(it, draft) == [])
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A copy goes over to whoever takes the unit's place, once, with its text to open")
    func moved() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order(to: other)
        let id = try it.issued(.reminder, about: order) { $0.copies = [old, .leaders] }
        let over = try it.issued(.reminder, about: order) { $0.copies = [old] }
        try it.takes(.voided, on: over)
        try it.does(.reorganise(Conference.merger(to: new, on: "2026-08-20")))
        it.go(to: "2026-08-20")
        _ = it.advance()
        #expect(told(it, id).suffix(2) == ["copied \(new)", "released \(old)"])
        #expect(it[id].subject.copies == [new, .leaders] && it[over].subject.copies == [old])
        #expect(it.docket.parts(of: it[id], for: new) == [.text])
        #expect(!it.docket.maySee(it[id], as: old) && !it.docket.maySee(it[over], as: new))
        let text = it[id].notes(of: .text)
        let look = Command.look(into: it[id].chain, fields: text, purpose: "document")
        try it.does(look, by: new, officer: Conference.clerk)
        // Nothing goes over twice, and it is the successor that hears when it is void.
        it.go(to: "2026-08-21")
        _ = it.advance()
        try it.takes(.voided, on: id)
        #expect(
            told(it, id).suffix(3) == ["voided \(other)", "recalled \(new)", "recalled leaders"]
        )
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "Whoever has the document already is told nothing; a successor that is excluded has no copy"
    )
    func kept() throws {
        var it = Conference.under(on: "2026-08-10")
        let mine = try it.issued(.reminder, about: it.order(to: new)) { $0.copies = [old] }
        let both = try it.issued(.reminder, about: it.order(to: other)) { $0.copies = [old, new] }
        // The addressee goes, and the successor has a copy: from then on it answers.
        let answers = try it.issued(.reminder, about: it.order(to: old)) { $0.copies = [new] }
        let facts = it.facts()
        try it.does(.register(facts, Reception(excluded: [new])))
        let order = it.dispatched(facts.matter, to: [other])[0]
        let hidden = try it.issued(.reminder, about: order) { $0.copies = [old] }
        try it.does(.reorganise(Conference.merger(to: new, on: "2026-08-20")))
        it.go(to: "2026-08-20")
        _ = it.advance()
        #expect(told(it, mine).last == "released \(old)" && it[mine].subject.copies == [])
        #expect(told(it, both).last == "released \(old)" && it[both].subject.copies == [new])
        #expect(it[answers].subject.addressee == new && it[answers].subject.copies == [])
        #expect(it.docket.parts(of: it[answers], for: new) == DocumentPart.allCases)
        #expect(it[hidden].subject.copies == [old] && !it.docket.maySee(it[hidden], as: new))
        #expect(told(it, hidden).last == "copied \(old)")
        #expect(it.docket.plan(at: it.now).wake.map { $0 > it.now } ?? true)
    }

    @Test("Nobody whom a matter excludes has a copy, not even of a document about several")
    func excluded() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let facts = it.facts()
        try it.does(.register(facts, Reception(excluded: [reader])))
        #expect(throws: Refusal.informantRoute) {
            try it.drafts(.circular, about: order) {
                $0.matters.append(facts.matter)
                $0.copies = [reader]
            }
        }
        let sealed = it.registered(.informant)
        let report = it.dispatched(sealed, to: [Conference.discipline])[0]
        for party in [reader, .leaders] {
            #expect(throws: Refusal.informantRoute) {
                try it.drafts(.reminder, about: report) { $0.copies = [party] }
            }
        }
        #expect(!it.history.contains { $0.event.recipient == reader })
    }

    @Test("Copies to the office, to the addressee, twice or to one that is not there are refused")
    func refused() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let wrong: [([PartyID], Refusal)] = [
            ([.office], .unknownParty), ([party("nobody")], .unknownParty),
            ([addressee], .detailWrong), ([reader, reader], .detailWrong),
        ]
        for (copies, refusal) in wrong {
            #expect(throws: refusal) {
                try it.drafts(.reminder, about: order) { $0.copies = copies }
            }
        }
        let id = try it.drafts(.reminder, about: order) { $0.copies = [reader] }
        try it.does(.revoke(reader))
        #expect(throws: Refusal.partyRevoked) { try it.issues(id) }
    }
}
