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

    private let document = DocumentID(high: 3, low: 1)

    private func documented(_ step: DocumentStep, _ says: StepDetails = StepDetails()) -> Event {
        let subject = DocumentSubject(
            kind: .rectification,
            capacity: .conference,
            matters: [Sample.matter(1)],
            assignment: Sample.assignment(1),
            addressee: Sample.party,
            form: .emptyRoot
        )
        let number = DocumentNumber(
            series: SeriesID(fixed: "conference"),
            year: 2026,
            serial: 1,
            text: "联〔2026〕1号"
        )
        return .documented(
            Documented(
                move: DocumentMove(
                    step,
                    document,
                    number: step == .issued ? number : nil,
                    text: step == .issued ? .emptyRoot : nil,
                    says
                ),
                matter: Sample.matter(1),
                subject: step == .issued ? subject : nil,
                ruleSet: DataSetID(fixed: "cn-2022"),
                recipient: Sample.party
            )
        )
    }

    private func acts() async throws -> [Act] {
        try await machine.inbox.batches.flatMap(\.acts.acts).map { try ActText.parse($0.text).act }
    }

    private func wish(_ verb: ActVerb, _ number: UInt64) -> ActWish {
        ActWish(
            verb: verb,
            assignment: .number(number),
            result: verb == .answerDocument ? "done" : nil,
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
                == "00000000 《责令限期整改通知书》联〔2026〕1号 印发 → housing"
        )
        var english = Narrator(language: .en)
        #expect(
            english.line(for: documented(.voided))
                == "00000000 document 00000000 declared void → housing"
        )
    }
}
