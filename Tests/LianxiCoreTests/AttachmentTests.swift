import LianxiCore
import Testing

@Suite("Papers of a matter")
struct AttachmentTests {
    private func listing(_ number: UInt64, _ field: String = "attachment") -> DossierReference {
        let digest = Digest32(words: (number, 0, 0, 0))
        return DossierReference(field: field, commitment: digest)
    }

    @Test("The office adds a paper by an entry; whoever may see the matter may open its listing")
    func attached() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let entry = try it.does(.attach(matter, listing: listing(1)), officer: Conference.clerk)[0]
        #expect(it.history[Int(entry)].event == .attached(matter, listing(1)))
        #expect(it.docket.matter(matter)?.attachments.map(\.mark.index) == [entry])
        #expect(it.docket.dossier(of: matter, visibleTo: .office).contains(listing(1)))
        let other = Conference.departments[1]
        #expect(!it.docket.dossier(of: matter, visibleTo: other).contains(listing(1)))
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Only the office adds, only a listing, and only to a matter that is there and not closed")
    func refused() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let nobody = MatterID(high: 99, low: 99)
        #expect(throws: Refusal.notPermitted) {
            try it.does(.attach(matter, listing: listing(1)), by: Conference.departments[0])
        }
        #expect(throws: Refusal.unknownMatter) {
            try it.does(.attach(nobody, listing: listing(1)))
        }
        #expect(throws: Refusal.malformed) {
            try it.does(.attach(matter, listing: listing(1, "claim")))
        }
        try it.takes(.dispose, of: matter, StepDetails(word: "filed"), note: true)
        try it.takes(.archive, of: matter)
        #expect(throws: Refusal.matterClosed) {
            try it.does(.attach(matter, listing: listing(1)))
        }
    }

    @Test("A paper that is kept already keeps its entry, also when the matter is closed")
    func keptAlready() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let entry = try it.does(.attach(matter, listing: listing(1)))[0]
        #expect(try it.does(.attach(matter, listing: listing(1))) == [entry])
        try it.takes(.dispose, of: matter, StepDetails(word: "filed"), note: true)
        try it.takes(.archive, of: matter)
        #expect(try it.does(.attach(matter, listing: listing(1))) == [entry])
        #expect(it.docket.matter(matter)?.attachments.count == 1)
    }

    @Test("A matter has at most a hundred")
    func bounded() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        for number in 1...UInt64(AttachmentRecord.most) {
            try it.does(.attach(matter, listing: listing(number)))
        }
        #expect(throws: Refusal.tooMany) { try it.does(.attach(matter, listing: listing(101))) }
    }

    @Test("After the dossier is destroyed nothing is added; its entry names the field")
    func closed() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        try it.does(.attach(matter, listing: listing(1)))
        try it.takes(.dispose, of: matter, StepDetails(word: "filed"), note: true)
        try it.takes(.archive, of: matter)
        let order = ErasureOrder(matter: matter, ground: .retention, document: "档销〔2026〕3号")
        let signed = Conference.signed
        let asked = try it.does(
            .askErasure(ErasureAsked(order: order, signed: signed)),
            officer: Conference.clerk
        )[0]
        let entry = try it.does(
            .erase(matter: matter, asked: asked, signed: signed),
            officer: Conference.head
        )[0]
        guard case .erased(let erased) = it.history[Int(entry)].event else {
            Issue.record("entry \(entry) destroys nothing")
            return
        }
        #expect(erased.fields.contains("attachment"))
        #expect(it.docket.obstacleToAttaching(to: matter) == .erased)
        #expect(throws: Refusal.erased) { try it.does(.attach(matter, listing: listing(2))) }
    }
}
