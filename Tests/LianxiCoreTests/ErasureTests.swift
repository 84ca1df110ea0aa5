import LianxiCore
import Testing

@Suite("How a dossier is destroyed")
struct ErasureTests {
    private static let asker = Conference.clerk
    private static let other = Conference.head

    /// A conference with a matter filed and archived.
    private func archived() throws -> (Conference, MatterID) {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        try it.takes(.dispose, of: matter, StepDetails(word: "filed"), note: true)
        try it.takes(.archive, of: matter)
        return (it, matter)
    }

    private func order(_ matter: MatterID, _ document: String = "档销〔2026〕3号") -> Command {
        let order = ErasureOrder(matter: matter, ground: .retention, document: document)
        return .askErasure(ErasureAsked(order: order, signed: Conference.signed))
    }

    private func erase(_ matter: MatterID, _ asked: UInt64) -> Command {
        .erase(matter: matter, asked: asked, signed: Conference.signed)
    }

    @Test("One officer asks, another confirms, and the entry names the fields that are gone")
    func twoOfficers() throws {
        var (it, matter) = try archived()
        let asked = try it.does(order(matter), officer: Self.asker)[0]
        #expect(!it.docket.isErased(matter))
        for officer in [Self.asker, nil] {
            #expect(throws: Refusal.secondOfficerRequired) {
                try it.does(erase(matter, asked), officer: officer)
            }
        }
        let entry = try it.does(erase(matter, asked), officer: Self.other)[0]
        guard case .erased(let erased) = it.history[Int(entry)].event else {
            Issue.record("entry \(entry) destroys nothing")
            return
        }
        #expect(erased.asked == asked && erased.order.ground == .retention)
        #expect(erased.fields == Set(erased.fields).sorted() && !erased.fields.isEmpty)
        #expect(it.docket.isErased(matter) && it.docket.erasedMatters == [matter])
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Only the office destroys, only what is archived, and only as it was asked last")
    func preconditions() throws {
        var (it, matter) = try archived()
        let open = it.registered()
        #expect(throws: Refusal.wrongState) { try it.does(order(open), officer: Self.asker) }
        #expect(throws: Refusal.unknownMatter) {
            try it.does(order(MatterID(high: 99, low: 99)), officer: Self.asker)
        }
        #expect(throws: Refusal.notPermitted) {
            try it.does(order(matter), by: Conference.departments[0], officer: Self.asker)
        }
        #expect(throws: Refusal.malformed) {
            try it.does(order(matter, "no 3"), officer: Self.asker)
        }
        #expect(throws: Refusal.detailWrong) { try it.does(order(matter)) }
        let first = try it.does(order(matter), officer: Self.asker)[0]
        let second = try it.does(order(matter, "档销〔2026〕4号"), officer: Self.other)[0]
        #expect(throws: Refusal.unknownEntry) {
            try it.does(erase(matter, first), officer: Self.asker)
        }
        #expect(throws: Refusal.secondOfficerRequired) {
            try it.does(erase(matter, second), officer: Self.other)
        }
        try it.does(erase(matter, second), officer: Self.asker)
        #expect(it.docket.matter(matter)?.erasure?.order.document == "档销〔2026〕4号")
    }

    @Test("Nothing is asked or confirmed without a signature, or by an officer who has no key")
    func unsigned() throws {
        var (it, matter) = try archived()
        guard case .askErasure(let signed) = order(matter) else { return }
        let unsigned = ErasureAsked(order: signed.order, signed: nil)
        #expect(throws: Refusal.signatureRequired) {
            try it.does(.askErasure(unsigned), officer: Self.asker)
        }
        let stranger = officer("stranger")
        #expect(throws: Refusal.unknownKey) { try it.does(order(matter), officer: stranger) }
        let asked = try it.does(order(matter), officer: Self.asker)[0]
        #expect(throws: Refusal.signatureRequired) {
            try it.does(.erase(matter: matter, asked: asked, signed: nil), officer: Self.other)
        }
        #expect(throws: Refusal.unknownKey) {
            try it.does(erase(matter, asked), officer: stranger)
        }
        #expect(!it.docket.isErased(matter))
    }

    @Test("Two names with one key are one person, and an order waits for 30 days")
    func oneKey() throws {
        var (it, matter) = try archived()
        let asked = try it.does(order(matter), officer: Self.asker)[0]
        let office = Conference.sample(.office)
        let twin = ActKey(
            officer: officer("twin"),
            verifierKey: "office/twin+00000003+AQ=="
        )
        try it.does(
            .enrol(
                Party(
                    id: office.id,
                    kind: .office,
                    name: office.name,
                    curveKeys: office.curveKeys,
                    actKeys: office.actKeys + [twin],
                    feedPort: office.feedPort,
                    handlesReports: false
                )
            ),
            by: nil
        )
        #expect(throws: Refusal.secondOfficerRequired) {
            try it.does(erase(matter, asked), officer: twin.officer)
        }
        it.now = it.now.adding(milliseconds: ErasureRecord.longest)
        #expect(throws: Refusal.approvalLate) {
            try it.does(erase(matter, asked), officer: Self.other)
        }
        let again = try it.does(order(matter), officer: Self.asker)[0]
        try it.does(erase(matter, again), officer: Self.other)
        #expect(it.docket.isErased(matter))
    }

    @Test("Who never saw the matter is not told that its dossier is gone")
    func unseen() throws {
        var (it, matter) = try archived()
        let asked = try it.does(order(matter), officer: Self.asker)[0]
        try it.does(erase(matter, asked), officer: Self.other)
        for id in [matter, MatterID(high: 99, low: 99)] {
            #expect(throws: Refusal.unknownMatter) {
                try it.does(
                    .look(into: .matter(id), fields: [], purpose: "handling"),
                    by: Conference.departments[1]
                )
            }
        }
    }

    @Test("What must be there and open are the texts of all dossiers but those that were destroyed")
    func committed() throws {
        var (it, matter) = try archived()
        let other = it.registered()
        let texts = { (it: Conference) in Set(it.docket.committedTexts.map(\.name)) }
        #expect(texts(it) == [matter, other])
        let there = it.docket.dossier(of: matter, visibleTo: .office)
        #expect(it.docket.committedTexts.filter { $0.name == matter }.count == there.count)
        let asked = try it.does(order(matter), officer: Self.asker)[0]
        try it.does(erase(matter, asked), officer: Self.other)
        #expect(texts(it) == [other])
    }

    @Test("After that nothing is shown of the dossier, added to it, or destroyed again")
    func closed() throws {
        var (it, matter) = try archived()
        let fields = it.docket.dossier(of: matter, visibleTo: .office)
        let asked = try it.does(order(matter), officer: Self.asker)[0]
        try it.does(.look(into: .matter(matter), fields: fields, purpose: "handling"))
        try it.does(erase(matter, asked), officer: Self.other)
        let piece = Conference.piece(98, received: it.now)
        let commands: [Command] = [
            .look(into: .matter(matter), fields: fields, purpose: "handling"), .join(matter, piece),
            order(matter), erase(matter, asked),
            .step(Step(.notifyPetitioner, of: matter)),
        ]
        for command in commands {
            #expect(throws: Refusal.erased, "\(command)") {
                try it.does(command, officer: Self.asker)
            }
        }
    }
}
