import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiServer

@Suite("The SM3 tree follows the ledger, and nothing waits for it", .timeLimit(.minutes(5)))
struct ShadowTests {
    private let cipher = PaperCipher()
    private let store = MemoryShadow()

    private func world(
        _ world: World,
        _ cipher: PaperCipher? = nil,
        token: PaperToken? = nil
    ) throws -> World {
        var world = world.restarted()
        let signer = try (token ?? PaperToken(cipher ?? self.cipher)).signer()
        world.shadow = ShadowParts(beside: signer, storage: store)
        return world
    }

    /// The SM3 checkpoint, once it is over all entries there are.
    private func covering(_ world: World) async throws -> (size: UInt64, root: Digest32) {
        for _ in 0..<10_000 {
            world.clock.pace(milliseconds: 200)
            let reply = try await world.ask(.office, CheckpointRequest(from: 0, wantsShadow: true))
            guard let shadow = reply.shadow else { continue }
            let note = try SignedNote(parsing: Array(shadow.utf8))
            let checkpoint = try Checkpoint(parsing: note.text)
            guard checkpoint.size == UInt64(world.storage.entries.count) else { continue }
            let key = try PaperToken(cipher).signer().key.shadow
            #expect(note.verdict(of: key, by: cipher) == .valid)
            #expect(checkpoint.origin == "\(Samples.origin)/sm3")
            return (checkpoint.size, checkpoint.root)
        }
        throw WorldError.refused
    }

    /// The root of the tree over the first entries.
    private func root(_ world: World, _ size: UInt64) -> Digest32? {
        cipher.root(over: world.storage.entries.prefix(Int(size)).map(\.bytes))
    }

    private func heads(_ world: World) throws -> [ShadowHead] {
        try world.storage.entries.compactMap { stored in
            guard case .shadowRecorded(let head) = try EntryCodec.decode(stored.bytes).event else {
                return nil
            }
            return head
        }
    }

    private func status(_ world: World) async throws -> ShadowStatus? {
        try await world.ask(.office, StatusRequest()).shadow
    }

    /// Lets time pass until the tree stands as said.
    private func until(_ world: World, isFailing: Bool) async throws {
        for _ in 0..<10_000 {
            if try await status(world)?.isFailing == isFailing { return }
            world.clock.pace(milliseconds: 200)
        }
        Issue.record("isFailing is not \(isFailing)")
    }

    /// Lets time pass until so many heads are recorded.
    private func until(_ world: World, heads count: Int) async throws {
        for _ in 0..<10_000 {
            if try heads(world).count >= count { return }
            world.clock.pace(milliseconds: 60_000)
            _ = try await status(world)
        }
        Issue.record("there are not \(count) heads")
    }

    @Test("Begun over a ledger there is, it is signed, recorded at once, and again in an hour")
    func begins() async throws {
        let founded = try await World.founded()
        try await founded.serve { world in try await world.register(1...100) }
        try await world(founded).serve { world in
            let first = try await covering(world)
            #expect(first.root == root(world, first.size))
            for head in try heads(world) { #expect(head.root == root(world, head.size)) }
            #expect(try heads(world).count == 1)
            #expect(try await status(world) == ShadowStatus(size: first.size, isFailing: false))
            // Nobody gets what he did not ask for.
            #expect(try await world.ask(.office, CheckpointRequest(from: 0)).shadow == nil)
            try await world.register(101...101)
            world.clock.set(Samples.morning.adding(milliseconds: 3_600_000))
            try await until(world, heads: 2)
            let last = try #require(try heads(world).last)
            #expect(try heads(world).count == 2)
            #expect(last.root == root(world, last.size))
            _ = try await covering(world)
        }
    }

    @Test("Where there is none, nothing is said of one, and nothing recorded")
    func absent() async throws {
        let founded = try await World.founded()
        try await founded.serve { world in
            let reply = try await world.ask(.office, CheckpointRequest(from: 0, wantsShadow: true))
            #expect(reply.shadow == nil)
            #expect(try await status(world) == nil)
        }
        #expect(try heads(founded).isEmpty)
    }

    @Test("A restart goes on from what was kept, and hashes only what came after it")
    func restarted() async throws {
        let founded = try await World.founded()
        try await founded.serve { world in try await world.register(1...100) }
        try await world(founded).serve { world in _ = try await covering(world) }
        let kept = try #require(store.bytes)
        let before = cipher.state.withLock { $0.leaves }
        try await world(founded).serve { world in
            try await world.register(101...110)
            let now = try await covering(world)
            #expect(now.root == root(world, now.size))
        }
        // Each reading above hashed the whole once for itself; the daemon did not.
        let hashed = cipher.state.withLock { $0.leaves } - before
        #expect(hashed < 2 * founded.storage.entries.count - 90, "\(hashed)")
        #expect(store.bytes == kept)
    }

    @Test(
        "A state that is damaged, cut or of another ledger is made again, whatever of it is wrong",
        arguments: [0, 22, 40, 80, 200]
    )
    func damaged(place: Int) async throws {
        let founded = try await World.founded()
        try await world(founded).serve { world in _ = try await covering(world) }
        store.state.withLock { state in
            state.bytes = state.bytes.map { bytes in
                var bytes = bytes
                bytes[min(place, bytes.count - 20)] ^= 1
                return bytes
            }
        }
        try await world(founded).serve { world in
            let now = try await covering(world)
            #expect(now.root == root(world, now.size))
        }
        // One of a longer history, as after a restored copy, and one of another.
        let other = try await World.founded()
        store.state.withLock { $0.bytes = nil }
        try await other.serve { world in try await world.register(1...5) }
        try await world(other).serve { world in _ = try await covering(world) }
        let others = try #require(store.bytes)
        for isShorter in [true, false] {
            if !isShorter { try await founded.serve { try await $0.register(21...40) } }
            store.state.withLock { $0.bytes = others }
            try await world(founded).serve { world in
                let now = try await covering(world)
                #expect(now.root == root(world, now.size))
            }
        }
    }

    @Test("While its signer refuses, the log goes on and the status says so; then it catches up")
    func refuses() async throws {
        let founded = try await World.founded()
        let token = PaperToken(cipher)
        try await world(founded, token: token).serve { world in
            _ = try await covering(world)
            token.refuse(true)
            try await world.register(1...3)
            try await until(world, isFailing: true)
            let reply = try await world.ask(.office, CheckpointRequest(from: 0))
            let note = try Checkpoint(
                verifying: Array(reply.note.utf8),
                by: try Samples.logKey().verifier
            )
            let signed = try #require(try await status(world)).size
            #expect(note.size > signed)
            token.refuse(false)
            let now = try await covering(world)
            #expect(now.root == root(world, now.size))
            #expect(try await status(world)?.isFailing == false)
        }
    }

    @Test("While SM3 cannot be computed the log goes on; the tree is whole again after it")
    func broken() async throws {
        let founded = try await World.founded()
        cipher.state.withLock { $0.isBroken = true }
        try await world(founded).serve { world in
            try await until(world, isFailing: true)
            try await world.register(1...3)
            cipher.state.withLock { $0.isBroken = false }
            let now = try await covering(world)
            #expect(now.root == root(world, now.size))
        }
    }

    @Test("A state that cannot be kept holds nothing up, and is made again at the next start")
    func full() async throws {
        let founded = try await World.founded()
        store.state.withLock { $0.isFull = true }
        for _ in 0..<2 {
            try await world(founded).serve { world in _ = try await covering(world) }
            #expect(store.bytes == nil)
        }
    }

    @Test("Entries that do not come to what was recorded of them are signed for no more")
    func contradicted() async throws {
        let founded = try await World.founded()
        let other = PaperCipher(mark: 7)
        try await world(founded, other).serve { world in
            try await until(world, heads: 1)
        }
        let head = try #require(try heads(founded).first)
        #expect(head.root != root(founded, head.size))
        store.state.withLock { $0.bytes = nil }
        try await world(founded).serve { world in
            try await until(world, isFailing: true)
            try await world.register(1...3)
            world.clock.pace(milliseconds: 5_000)
            let reply = try await world.ask(.office, CheckpointRequest(from: 0, wantsShadow: true))
            #expect(reply.shadow == nil && !reply.note.isEmpty)
        }
    }
}
