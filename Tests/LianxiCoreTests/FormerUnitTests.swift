import LianxiCore
import Testing

@Suite("What a former unit may still do")
struct FormerUnitTests {
    private let new = Conference.departments[1]

    private func merger(to successor: PartyID?) -> Reorganised {
        Conference.merger(to: successor, on: "2026-12-01")
    }

    @Test("A former unit that never received the order hands it over, which is nobody's receipt")
    func handsOverWhatItNeverReceived() throws {
        for isEnded in [false, true] {
            var it = Conference.under(on: "2026-10-20")
            let order = it.order()
            try it.does(.reorganise(merger(to: new)))
            it.go(to: "2026-12-01")
            _ = it.advance()
            if isEnded {
                let why = StepDetails(word: "deceased")
                try it.takes(.end, of: it.matter(of: order), why, note: true)
            }
            try it.handsOver(order, try #require(it[order].formerUnits.first))
            #expect(it[order].formerUnits.first?.handover != nil)
            #expect(it[order].receipt == nil && it[order].state != .delivered)
            // So does the successor, for whom it is the receipt where the order waits for one.
            try it.acts(.handOver, on: order)
            #expect(it[order].state == (isEnded ? .withdrawn : .delivered))
            #expect(it.docket.checkInvariants() == [])
        }
    }

    /// Seed 108 of the worlds with papers.
    @Test("A former unit hands over an archived matter still, and none whose dossier was destroyed")
    func handsOverWhatIsDestroyed() throws {
        for isDestroyed in [false, true] {
            var it = Conference.under(on: "2026-10-20")
            let order = it.order()
            let matter = it.matter(of: order)
            try it.does(.reorganise(merger(to: new)))
            it.go(to: "2026-12-01")
            _ = it.advance()
            try it.takes(.end, of: matter, StepDetails(word: "deceased"), note: true)
            try it.takes(.archive, of: matter)
            let release = try #require(it[order].formerUnits.first)
            guard isDestroyed else {
                try it.handsOver(order, release)
                continue
            }
            let words = ErasureOrder(matter: matter, ground: .order, document: "1号")
            let wish = ErasureAsked(order: words, signed: Conference.signed)
            let asked = try it.does(.askErasure(wish), officer: Conference.clerk)[0]
            let erase = Command.erase(matter: matter, asked: asked, signed: Conference.signed)
            try it.does(erase, officer: Conference.head)
            #expect(throws: Refusal.erased) { try it.handsOver(order, release) }
            #expect(it.docket.checkInvariants() == [])
        }
    }
}
