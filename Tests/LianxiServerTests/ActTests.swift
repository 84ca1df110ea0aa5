import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

@testable import LianxiServer

@Suite("Receipts and signed acts", .timeLimit(.minutes(5)))
struct ActTests {
    @Test("A receipt and a signature are two entries, and the confirmation names the signature")
    func receiveAndSign() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let receipt = ReceiveRequest(orders: [
                ReceiveRequest.Order(index: order.index, hash: order.hash)
            ])
            let received = try await world.ask(Samples.labour, receipt).results
            #expect(received.map(\.entry) == [order.index + 1])
            #expect(try await world.ask(Samples.labour, receipt).results == received)

            let request = try world.request([world.act(.sign, order, sequence: 1)])
            let reply = try await world.ask(Samples.labour, request)
            #expect(reply.results.map(\.entry) == [order.index + 2])
            let hash = world.storage.entries[Int(order.index) + 2].hash
            let line = Confirmation.Line(index: order.index + 2, hash: hash)
            #expect(try world.confirmed(reply) == [line])
            let entry = try EntryCodec.decode(world.storage.entries[Int(order.index) + 2].bytes)
            guard case .signed(let acted) = entry.event else {
                Issue.record("entry \(order.index + 2) is \(entry.event.typeName)")
                return
            }
            #expect([acted.act.text] == request.acts)
        }
    }

    @Test("An act repeated is confirmed with the entry it made before")
    func repeatedAct() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let request = try world.request([world.act(.sign, order, sequence: 1)])
            let first = try await world.ask(Samples.labour, request)
            let size = world.storage.entries.count
            let second = try await world.ask(Samples.labour, request)
            #expect(second.results == first.results)
            #expect(try world.confirmed(second) == world.confirmed(first))
            #expect(world.storage.entries.count == size)
        }
    }

    @Test("An act refused does not spoil those before it; those after it lack its number")
    func batchWithOneStale() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            var orders: [Order] = []
            for number in 1...3 {
                orders.append(try await world.order(UInt64(number), to: Samples.labour))
            }
            let acts = [
                world.act(.sign, orders[0], sequence: 1),
                world.act(.sign, orders[1], sequence: 2, hash: .emptyRoot),
                world.act(.sign, orders[2], sequence: 2),
                world.act(.sign, orders[2], sequence: 4),
            ]
            let reply = try await world.ask(Samples.labour, world.request(acts))
            #expect(reply.results.map(\.refusal) == [nil, .unknownEntry, nil, .sequenceGap])
            #expect(try world.confirmed(reply).map(\.index) == reply.results.compactMap(\.entry))
        }
    }

    @Test("When all acts are refused there is no confirmation")
    func allRefused() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let act = world.act(.conclude, order, sequence: 1, note: .emptyRoot)
            let reply = try await world.ask(Samples.labour, world.request([act]))
            #expect(reply.results.map(\.refusal) == [.reasonMissing])
            #expect(reply.confirmation.isEmpty)
        }
    }

    @Test("A head the ledger never had is refused; one it had is taken")
    func head() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let hashes = world.storage.entries.prefix(3).map(\.hash)
            for (root, refusal) in [
                (Digest32.sha256(of: [1]), Refusal.headMismatch), (MerkleTree(hashes).root, nil),
            ] {
                let act = world.act(.sign, order, sequence: 1, head: (3, root))
                let reply = try await world.ask(Samples.labour, world.request([act]))
                #expect(reply.results.map(\.refusal) == [refusal])
            }
        }
    }

    @Test("A signature that does not fit, or by a key not enrolled, refuses the whole request")
    func signatures() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let request = try world.request([world.act(.sign, order, sequence: 1)])
            var signature = request.signature
            signature[20] ^= 1
            let wrong = ActRequest(acts: request.acts, signature: signature, notes: [])
            await expectRefusal(.badSignature) { try await world.ask(Samples.labour, wrong) }
            signature[0] ^= 1
            let foreign = ActRequest(acts: request.acts, signature: signature, notes: [])
            await expectRefusal(.unknownKey) { try await world.ask(Samples.labour, foreign) }
            // Another department cannot bring it either: its officer has another key.
            await expectRefusal(.unknownKey) {
                try await world.ask(Samples.housing, request)
            }
        }
    }

    @Test("Reasons are sealed with the act and shown to whoever may look, and the look is recorded")
    func reasons() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let item = try DossierItem(
                matter: order.matter,
                field: "reason",
                payload: Array("不属本部门职责".utf8),
                salt: Array(repeating: 5, count: 32)
            )
            let act = world.act(.object, order, sequence: 1, note: item.commitment)
            let note = OpenedItem(
                field: item.field,
                matter: item.matter,
                salt: item.salt,
                payload: item.payload
            )
            let reply = try await world.ask(
                Samples.labour,
                world.request([act], notes: [note])
            )
            #expect(reply.results.map(\.refusal) == [nil])

            let look = LookRequest(matter: order.matter, fields: ["reason"], purpose: "supervision")
            let shown = try await world.ask(.office, look)
            #expect(shown.items.map(\.payload) == [item.payload])
            #expect(shown.items.map(\.commitment) == [item.commitment])
            let entry = try EntryCodec.decode(world.storage.entries[Int(shown.entry)].bytes)
            #expect(entry.event.typeName == "looked")
        }
    }
}

/// Expects a request to be refused with the code.
func expectRefusal(
    _ refusal: Refusal,
    at location: SourceLocation = #_sourceLocation,
    _ ask: () async throws -> some Sendable
) async {
    do {
        _ = try await ask()
        Issue.record("not refused as \(refusal.rawValue)", sourceLocation: location)
    } catch let error as DeskRefusal {
        #expect(error.refusal == refusal, sourceLocation: location)
    } catch {
        Issue.record(error, sourceLocation: location)
    }
}
