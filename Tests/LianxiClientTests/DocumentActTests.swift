import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Testing

@Suite("Acts on documents answer the newest order of the document")
struct DocumentActTests {
    let daemon = FakeDaemon()
    let machine = Machine()

    private func documented(_ step: DocumentStep, _ says: StepDetails = StepDetails()) -> Event {
        Sample.documented(step, .rectification, saying: says)
    }

    private func acts() async throws -> [Act] {
        try await machine.inbox.batches.flatMap(\.acts.acts).map { try ActText.parse($0.text).act }
    }

    private func wish(
        _ verb: ActVerb,
        _ number: UInt64,
        _ answer: String = "done"
    ) -> ActWish {
        ActWish(
            verb: verb,
            assignment: .number(number),
            result: verb == .answerDocument ? answer : nil,
            text: verb == .answerDocument ? "已整改" : nil
        )
    }

    @Test("What was issued is signed for once, and answered again when the answer is sent back")
    func answers() async throws {
        try daemon.dispatch(1, publish: false)
        try daemon.append(documented(.issued), publish: false)
        let agent = try machine.agent(daemon)
        try await agent.visit()
        _ = try await machine.submit(wish(.signDocument, 2))
        _ = try await machine.submit(wish(.signDocument, 2))
        _ = try await machine.submit(wish(.answerDocument, 2))
        #expect(try await acts().map(\.verb) == [.signDocument, .answerDocument])
        #expect(try await acts().map(\.order) == [1, 1])
        #expect(try await acts().map(\.duty) == [.rectification, .rectification])
        let reason = DossierReference(field: "reason", commitment: .emptyRoot)
        try daemon.append(documented(.refused, StepDetails(notes: [reason])), publish: false)
        try await agent.visit()
        // Whichever of its items is named, the newest order is answered.
        _ = try await machine.submit(wish(.answerDocument, 2))
        let refused = try #require(await machine.inbox.items(after: 2, limit: 1).first)
        #expect(try await acts().last?.order == refused.index)
    }

    @Test("A document of its own is signed for and answered under its own name")
    func ownDocument() async throws {
        let issued = Sample.documented(.issued, .improvement, isOfItsOwn: true)
        try daemon.append(issued, publish: false)
        try await machine.agent(daemon).visit()
        _ = try await machine.submit(wish(.signDocument, 1))
        _ = try await machine.submit(wish(.answerDocument, 1, "adopted"))
        let name = MatterID(same: DocumentID(high: 0, low: 1))
        #expect(try await acts().map(\.matter) == [name, name])
        #expect(try await acts().map(\.duty) == [.proposalFeedback, .proposalFeedback])
        var narrator = Narrator(language: .zh)
        #expect(
            narrator.line(for: issued)
                == "《改进工作建议书》联〔2026〕1号 印发 → housing，书面反馈采纳情况期限 2026-09-21"
        )
        let item = try #require(await machine.inbox.items(after: 0, limit: 1).first)
        guard case .object(let told) = HookInput(item).json else { return }
        #expect(told["document"] == .string(name.description) && told["matter"] == nil)
    }

    @Test("An item that is about no document cannot be signed for as one")
    func other() async throws {
        try daemon.dispatch(1, publish: false)
        try await machine.agent(daemon).visit()
        for number in [1, 9] as [UInt64] {
            let tickets = try await machine.submit(wish(.signDocument, number))
            #expect(tickets == [.mistaken(.unknownNumber(number))])
        }
    }

    @Test("People who watch read what a document is called, its number, and to whom it went")
    func narrated() {
        var narrator = Narrator(language: .zh)
        #expect(
            narrator.line(for: documented(.issued))
                == "00000000 《责令限期整改通知书》联〔2026〕1号 印发 → housing，限期整改期限 2026-09-21"
        )
        var english = Narrator(language: .en)
        #expect(
            english.line(for: documented(.voided))
                == "00000000 document 00000000 declared void → housing"
        )
    }
}
