import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiServer

@Suite("Papers at the desk", .timeLimit(.minutes(5)))
struct AttachmentTests {
    /// Two pieces, the second short.
    private static let paper = (0..<AttachmentLimits.chunkBytes + 100).map { UInt8($0 % 251) }
    private static let address = Digest32.sha256(of: paper)
    private let name = "工资条复印件.pdf"

    private func piece(_ number: Int, of paper: [UInt8] = paper) -> UploadRequest.Piece {
        let start = number * AttachmentLimits.chunkBytes
        let end = min(paper.count, start + AttachmentLimits.chunkBytes)
        return UploadRequest.Piece(number: number, bytes: Array(paper[start..<end]))
    }

    private func upload(
        _ piece: UploadRequest.Piece?,
        to matter: MatterID = World.matter(1),
        at address: Digest32 = address,
        size: Int = paper.count
    ) -> UploadRequest {
        UploadRequest(
            officer: Samples.coordinator,
            matter: matter,
            address: address,
            size: size,
            piece: piece
        )
    }

    private func attach(
        to matter: MatterID = World.matter(1),
        at address: Digest32 = address
    ) -> AttachRequest {
        AttachRequest(
            officer: Samples.coordinator,
            matter: matter,
            address: address,
            size: Self.paper.count,
            name: name
        )
    }

    private func open(
        _ chunk: Int,
        of matter: MatterID = World.matter(1),
        at address: Digest32 = address,
        entry: UInt64? = nil
    ) -> OpenAttachmentRequest {
        OpenAttachmentRequest(
            matter: matter,
            address: address,
            purpose: "handling",
            chunk: chunk,
            entry: entry
        )
    }

    private func keep(_ world: World, _ matter: MatterID = World.matter(1)) async throws -> UInt64 {
        for number in 0..<2 { _ = try await world.ask(.office, upload(piece(number), to: matter)) }
        return try await world.ask(.office, attach(to: matter)).entry
    }

    @Test("A paper comes in piece by piece, in order, and goes on after a restart")
    func uploaded() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            #expect(try await world.ask(.office, upload(nil)).chunks == 0)
            #expect(try await world.ask(.office, upload(piece(1))).chunks == 0)
            #expect(try await world.ask(.office, upload(piece(0))).chunks == 1)
            #expect(try await world.ask(.office, upload(piece(0))).chunks == 1)
            await expectRefusal(.uploadIncomplete) { try await world.ask(.office, attach()) }
        }
        try await world.restarted().serve { world in
            #expect(try await world.ask(.office, upload(nil)).chunks == 1)
            #expect(try await world.ask(.office, upload(piece(1))).chunks == 2)
            let size = world.storage.entries.count
            let entry = try await world.ask(.office, attach()).entry
            #expect(entry == UInt64(size))
            #expect(try await world.ask(.office, attach()).entry == entry)
            #expect(world.storage.entries.count == size + 1)
            let stored = String(decoding: world.storage.entries[size].bytes, as: UTF8.self)
            #expect(stored.contains("\"type\":\"attached\""))
            #expect(!stored.contains(name) && !stored.contains("\(Self.address)"))
            let look = LookRequest(
                matter: World.matter(1),
                fields: ["attachment"],
                purpose: "handling"
            )
            let items = try await world.ask(.office, look).items
            let listing = try AttachmentListing(payload: #require(items.first).payload)
            #expect(listing.name == name && listing.address == Self.address)
        }
    }

    @Test("Asked twice at once, as after a time without an answer, a paper is kept once")
    func askedTwice() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            for number in 0..<2 { _ = try await world.ask(.office, upload(piece(number))) }
            let size = UInt64(world.storage.entries.count)
            async let first = world.ask(.office, attach()).entry
            async let second = world.ask(.office, attach()).entry
            #expect(try await [first, second] == [size, size])
            #expect(world.storage.entries.count == Int(size) + 1)
        }
    }

    @Test("A full disk refuses a paper at its end too, and ends nothing")
    func fullAtTheEnd() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            for number in 0..<2 { _ = try await world.ask(.office, upload(piece(number))) }
            world.storage.behave(.full)
            await expectRefusal(.storageFull) { try await world.ask(.office, attach()) }
            world.storage.behave(.obedient)
            let size = UInt64(world.storage.entries.count)
            #expect(try await world.ask(.office, attach()).entry == size)
        }
    }

    @Test("At rest there is neither a byte of it in the clear nor its SHA-256")
    func sealed() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            _ = try await keep(world)
            let papers = world.storage.state.withLock { $0.papers }
            #expect(papers.count == 1 && papers[Self.address] == nil)
            for box in papers.values.flatMap(\.boxes) {
                #expect(!box.contains(Self.paper.prefix(16)))
            }
        }
    }

    @Test("Bytes of another SHA-256 are refused and dropped; the right ones are taken then")
    func wrong() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            let size = world.storage.entries.count
            let wrong = [UInt8](repeating: 1, count: Self.paper.count)
            for number in 0..<2 {
                _ = try await world.ask(.office, upload(piece(number, of: wrong)))
            }
            await expectRefusal(.contentWrong) { try await world.ask(.office, attach()) }
            #expect(world.storage.entries.count == size)
            await expectRefusal(.unknownAttachment) { try await world.ask(.office, attach()) }
            _ = try await keep(world)
        }
    }

    @Test("A look is recorded once, before the first piece; its entry opens the others for a day")
    func opened() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            _ = try await keep(world, order.matter)
            let size = world.storage.entries.count
            let first = try await world.ask(Samples.labour, open(0, of: order.matter))
            #expect(first.entry == UInt64(size) && first.name == name)
            #expect(first.size == Self.paper.count)
            let second = try await world.ask(
                Samples.labour,
                open(1, of: order.matter, entry: first.entry)
            )
            #expect(first.bytes + second.bytes == Self.paper)
            #expect(world.storage.entries.count == size + 1)
            let entry = try EntryCodec.decode(world.storage.entries[size].bytes)
            guard case .looked(let look) = entry.event else {
                Issue.record("entry \(size) is \(entry.event.typeName)")
                return
            }
            #expect(look.purpose == "handling" && look.fields.map(\.field) == ["attachment"])
            #expect(entry.cause?.party == Samples.labour)
            await expectRefusal(.unknownEntry) {
                try await world.ask(.office, open(1, of: order.matter, entry: first.entry))
            }
            await expectRefusal(.malformed) {
                try await world.ask(
                    Samples.labour,
                    open(2, of: order.matter, entry: first.entry)
                )
            }
            world.clock.set(world.clock.now().adding(milliseconds: 86_400_001))
            await expectRefusal(.unknownEntry) {
                try await world.ask(
                    Samples.labour,
                    open(1, of: order.matter, entry: first.entry)
                )
            }
        }
    }

    @Test("Who may not see the matter gets what he gets for one that does not exist")
    func unseen() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            _ = try await keep(world, order.matter)
            let look = try await world.ask(Samples.labour, open(0, of: order.matter)).entry
            let size = world.storage.entries.count
            for entry in [nil, look, 0] {
                let id = world.newRequest()
                let replies = try await [order.matter, World.matter(99)].asyncMap {
                    try await world.reply(
                        Samples.housing,
                        open(0, of: $0, entry: entry),
                        as: id
                    ).frames
                }
                #expect(replies[0] == replies[1])
            }
            for request in [upload(nil), upload(piece(0))] {
                await expectRefusal(.notPermitted) {
                    try await world.ask(Samples.housing, request)
                }
            }
            await expectRefusal(.notPermitted) { try await world.ask(Samples.labour, attach()) }
            await expectRefusal(.notPermitted) {
                try await world.ask(.leaders, open(0, of: order.matter))
            }
            let unknown = Digest32.sha256(of: [])
            await expectRefusal(.unknownAttachment) {
                try await world.ask(Samples.labour, open(0, of: order.matter, at: unknown))
            }
            #expect(world.storage.entries.count == size)
        }
    }

    @Test("Without room no piece is taken; with room again the upload goes on")
    func full() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            _ = try await world.ask(.office, upload(piece(0)))
            world.storage.setFree(1)
            await expectRefusal(.storageFull) { try await world.ask(.office, upload(piece(1))) }
            world.storage.setFree(.max)
            world.storage.behave(.full)
            await expectRefusal(.storageFull) { try await world.ask(.office, upload(piece(1))) }
            world.storage.behave(.obedient)
            #expect(try await world.ask(.office, upload(piece(1))).chunks == 2)
            _ = try await world.ask(.office, attach())
        }
    }

    @Test("The papers of a matter are at most 512 MiB; what was never finished gives way in a week")
    func bounded() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            func begin(_ number: Int) async throws {
                let address = Digest32.sha256(of: [UInt8(number)])
                let size = AttachmentLimits.mostBytes
                _ = try await world.ask(
                    .office,
                    upload(piece(0), at: address, size: size)
                )
            }
            for number in 1...8 { try await begin(number) }
            await expectRefusal(.attachmentsFull) { try await begin(9) }
            world.clock.set(world.clock.now().adding(milliseconds: 7 * 86_400_000 + 1))
            try await begin(9)
            #expect(world.storage.state.withLock { $0.papers.count } == 1)
        }
    }

    @Test("With its dossier a matter's papers are destroyed, and nothing more is taken or shown")
    func erased() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            _ = try await keep(world)
            let look = try await world.ask(.office, open(0)).entry
            for (kind, says, note) in [
                (StepKind.dispose, StepDetails(word: "filed"), "来信致谢" as String?),
                (.archive, StepDetails(), nil),
            ] {
                let step = StepRequest(
                    officer: Samples.coordinator,
                    kind: kind,
                    matter: World.matter(1),
                    says: says,
                    note: note
                )
                _ = try await world.ask(.office, step)
            }
            await expectRefusal(.matterClosed) { try await world.ask(.office, upload(piece(0))) }
            let order = ErasureOrder(
                matter: World.matter(1),
                ground: .retention,
                document: "档销〔2026〕3号"
            )
            let asked = try await world.askErasure(order)
            _ = try await world.ask(
                .office,
                world.erasing(World.matter(1), asked: asked)
            )
            #expect(world.storage.state.withLock { $0.papers.isEmpty })
            #expect(try await world.keys.attachmentKey(of: World.matter(1)) == nil)
            for request in [open(0), open(1, entry: look)] {
                await expectRefusal(.erased) { try await world.ask(.office, request) }
            }
            await expectRefusal(.erased) { try await world.ask(.office, upload(piece(0))) }
            await expectRefusal(.erased) { try await world.ask(.office, attach()) }
            #expect(try await world.keys.attachmentKey(of: World.matter(1)) == nil)
        }
    }
}

extension Array {
    fileprivate func asyncMap<Other>(
        _ transform: (Element) async throws -> Other
    ) async throws -> [Other] {
        var mapped: [Other] = []
        for element in self { mapped.append(try await transform(element)) }
        return mapped
    }
}
