import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Testing

@Suite("The office carries what units without a network say", .timeLimit(.minutes(1)))
struct CarryTests {
    /// The receipt of the order, carried under that note.
    private func carried(_ order: Order, note: [UInt8]?) -> CarryRequest {
        let receipt = ReceiveRequest(
            orders: [ReceiveRequest.Order(index: order.index, hash: order.hash)]
        )
        return CarryRequest(
            party: order.department,
            asks: receipt.encode(),
            note: note.map { String(decoding: $0, as: UTF8.self) }
        )
    }

    private func text(_ order: Order, of party: PartyID? = nil, hash: Digest32? = nil) -> [UInt8] {
        CarriedReceipts(
            origin: Samples.origin,
            party: party ?? order.department,
            orders: [Confirmation.Line(index: order.index, hash: hash ?? order.hash)]
        ).text
    }

    @Test("A receipt is the unit's only under its own officer's key, over these very orders")
    func receipts() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let own = try Samples.actKey(Samples.labour, Samples.officer)
            let stranger = try Samples.actKey(Samples.housing, Samples.officer)
            let sameName = try SigningKey(
                name: "\(Samples.labour)/\(Samples.officer)",
                seed: Array(repeating: 9, count: 32)
            )
            let wrong = [
                nil, stranger.note(text(order)), sameName.note(text(order)),
                own.note(text(order, of: Samples.housing)),
                own.note(text(order, hash: .leaf([1]))),
            ]
            let size = world.storage.entries.count
            for note in wrong {
                await #expect(throws: DeskRefusal(.badSignature, at: "note")) {
                    try await world.ask(.office, carried(order, note: note))
                }
            }
            #expect(world.storage.entries.count == size)
            let reply = try await world.ask(.office, carried(order, note: own.note(text(order))))
            let results = try EntryResultsReply(decoding: reply.answer).results
            #expect(results.count == 1)
            #expect(world.storage.entries.count == size + 1)
        }
    }

    @Test("Nothing is carried but what a unit says, and by nobody but the office")
    func others() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let show = CarryRequest(
                party: Samples.labour,
                asks: ShowRequest(matter: order.matter).encode()
            )
            await #expect(throws: DeskRefusal(.notPermitted, at: "asks.op")) {
                try await world.ask(.office, show)
            }
            let own = try Samples.actKey(Samples.labour, Samples.officer)
            await #expect(throws: DeskRefusal(.notPermitted)) {
                try await world.ask(Samples.housing, carried(order, note: own.note(text(order))))
            }
        }
    }
}
