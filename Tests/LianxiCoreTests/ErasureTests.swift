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
        .askErasure(ErasureOrder(matter: matter, ground: .retention, document: document))
    }

    @Test("One officer asks, another confirms, and the entry names the fields that are gone")
    func twoOfficers() throws {
        var (it, matter) = try archived()
        let asked = try it.does(order(matter), officer: Self.asker)[0]
        #expect(!it.docket.isErased(matter))
        for officer in [Self.asker, nil] {
            #expect(throws: Refusal.secondOfficerRequired) {
                try it.does(.erase(matter: matter, asked: asked), officer: officer)
            }
        }
        let entry = try it.does(.erase(matter: matter, asked: asked), officer: Self.other)[0]
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
            try it.does(.erase(matter: matter, asked: first), officer: Self.asker)
        }
        #expect(throws: Refusal.secondOfficerRequired) {
            try it.does(.erase(matter: matter, asked: second), officer: Self.other)
        }
        try it.does(.erase(matter: matter, asked: second), officer: Self.asker)
        #expect(it.docket.matter(matter)?.erasure?.order.document == "档销〔2026〕4号")
    }

    @Test("Who never saw the matter is not told that its dossier is gone")
    func unseen() throws {
        var (it, matter) = try archived()
        let asked = try it.does(order(matter), officer: Self.asker)[0]
        try it.does(.erase(matter: matter, asked: asked), officer: Self.other)
        for id in [matter, MatterID(high: 99, low: 99)] {
            #expect(throws: Refusal.unknownMatter) {
                try it.does(
                    .look(matter: id, fields: [], purpose: "handling"),
                    by: Conference.departments[1]
                )
            }
        }
    }

    @Test("After that nothing is shown of the dossier, added to it, or destroyed again")
    func closed() throws {
        var (it, matter) = try archived()
        let fields = it.docket.dossier(of: matter, visibleTo: .office)
        let asked = try it.does(order(matter), officer: Self.asker)[0]
        try it.does(.look(matter: matter, fields: fields, purpose: "handling"))
        try it.does(.erase(matter: matter, asked: asked), officer: Self.other)
        let piece = Conference.piece(98, received: it.now)
        let commands: [Command] = [
            .look(matter: matter, fields: fields, purpose: "handling"), .join(matter, piece),
            order(matter), .erase(matter: matter, asked: asked),
            .step(Step(.notifyPetitioner, of: matter)),
        ]
        for command in commands {
            #expect(throws: Refusal.erased, "\(command)") {
                try it.does(command, officer: Self.asker)
            }
        }
    }
}
