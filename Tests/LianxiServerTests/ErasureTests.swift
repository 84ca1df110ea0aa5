import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiServer

@Suite("A dossier is destroyed by two officers", .timeLimit(.minutes(5)))
struct ErasureTests {
    /// Files and archives matter 1, and asks for its dossier to be destroyed; tells the entry.
    private func asked(_ world: World) async throws -> UInt64 {
        let matter = World.matter(1)
        try await world.register(1...2)
        for (kind, says, note) in [
            (StepKind.dispose, StepDetails(word: "filed"), "来信致谢" as String?),
            (.archive, StepDetails(), nil),
        ] {
            _ = try await world.ask(
                .office,
                StepRequest(
                    officer: Samples.coordinator,
                    kind: kind,
                    matter: matter,
                    says: says,
                    note: note
                )
            )
        }
        let order = ErasureOrder(matter: matter, ground: .retention, document: "档销〔2026〕3号")
        return try await world.askErasure(order)
    }

    @Test(
        "Key, items and index are gone with the answer; looks say so, and other matters keep theirs"
    )
    func destroyed() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let asked = try await asked(world)
            let look = LookRequest(matter: World.matter(1), fields: [], purpose: "handling")
            let id = world.newRequest()
            let shown = try await world.ask(.office, look, as: id)
            #expect(!shown.items.isEmpty)
            await expectRefusal(.secondOfficerRequired) {
                try await world.ask(
                    .office,
                    world.erasing(World.matter(1), asked: asked, by: Samples.coordinator)
                )
            }
            #expect(try await world.keys.key(of: World.matter(1)) != nil)
            let request = try await world.erasing(World.matter(1), asked: asked)
            let done = try await world.ask(.office, request)
            let entry = try EntryCodec.decode(world.storage.entries[Int(done.entry)].bytes)
            guard case .erased(let erased) = entry.event else {
                Issue.record("entry \(done.entry) is \(entry.event.typeName)")
                return
            }
            #expect(Set(shown.items.map(\.field)) == Set(erased.fields))
            #expect(try await world.keys.key(of: World.matter(1)) == nil)
            for item in shown.items {
                #expect(try await world.storage.sealedItem(item.commitment) == nil)
            }
            // The repeat of a look from before is no way in either.
            for id in [nil, id] {
                await expectRefusal(.erased) { try await world.ask(.office, look, as: id) }
            }
            let other = LookRequest(matter: World.matter(2), fields: [], purpose: "handling")
            #expect(try await !world.ask(.office, other).items.isEmpty)
            await expectRefusal(.notPermitted) { try await world.ask(Samples.labour, request) }
        }
    }

    @Test("Whoever signs for the second officer, or for another entry, destroys nothing")
    func forged() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let asked = try await asked(world)
            let matter = World.matter(1)
            let word = OfficeStatement.Word.approves(
                entry: asked,
                hash: .leaf(world.storage.entries[Int(asked)].bytes)
            )
            let other = OfficeStatement.Word.approves(
                entry: asked - 1,
                hash: .leaf(world.storage.entries[Int(asked) - 1].bytes)
            )
            let first = try SigningKey(
                name: "office/archivist",
                seed: Samples.seed(.office, Samples.coordinator)
            )
            let forgeries: [(SignedBy?, Refusal)] = [
                (nil, .signatureRequired),
                (try await Samples.signed(other, by: Samples.archivist), .badSignature),
                (try await Samples.signed(word, by: Samples.archivist, with: first), .unknownKey),
                (try await Samples.signed(word, by: Samples.coordinator), .unknownKey),
            ]
            for (signed, refusal) in forgeries {
                let request = EraseRequest(
                    officer: Samples.archivist,
                    matter: matter,
                    asked: asked,
                    signed: signed
                )
                await expectRefusal(refusal) { try await world.ask(.office, request) }
            }
            #expect(try await world.keys.key(of: matter) != nil)
            let order = ErasureOrder(matter: matter, ground: .order, document: "档销〔2026〕3号")
            let another = ErasureOrder(matter: matter, ground: .mistake, document: "档销〔2026〕3号")
            let changed = AskErasureRequest(
                officer: Samples.coordinator,
                order: order,
                signed: try await Samples.signed(.asksErasure(another), by: Samples.coordinator)
            )
            await expectRefusal(.badSignature) { try await world.ask(.office, changed) }
        }
    }

    @Test("What a crash left undone after the entry, the next start does")
    func crash() async throws {
        let world = try await World.founded()
        var kept: [UInt8] = []
        try await world.serve { world in
            let asked = try await asked(world)
            kept = try #require(try await world.keys.key(of: World.matter(1)))
            let request = try await world.erasing(World.matter(1), asked: asked)
            _ = try await world.ask(.office, request)
        }
        // As the disk was between the entry and the destruction.
        try await world.keys.add([(World.matter(1), kept)], petitioners: [])
        try await world.restarted().serve { world in
            let left = world.keys.keys.withLock { $0 }
            #expect(left[World.matter(1)] == nil && left[World.matter(2)] != nil)
        }
    }
}
