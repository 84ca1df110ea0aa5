import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiServer

@Suite("A dossier is destroyed by two officers", .timeLimit(.minutes(5)))
struct ErasureTests {
    private let archivist = OfficerID(fixed: "archivist")

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
        return try await world.ask(
            .office,
            AskErasureRequest(officer: Samples.coordinator, order: order)
        ).entry
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
                    EraseRequest(
                        officer: Samples.coordinator,
                        matter: World.matter(1),
                        asked: asked
                    )
                )
            }
            #expect(try await world.keys.key(of: World.matter(1)) != nil)
            let request = EraseRequest(officer: archivist, matter: World.matter(1), asked: asked)
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

    @Test("What a crash left undone after the entry, the next start does")
    func crash() async throws {
        let world = try await World.founded()
        var kept: [UInt8] = []
        try await world.serve { world in
            let asked = try await asked(world)
            kept = try #require(try await world.keys.key(of: World.matter(1)))
            let request = EraseRequest(officer: archivist, matter: World.matter(1), asked: asked)
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
