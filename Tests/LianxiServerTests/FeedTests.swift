import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiServer

@Suite("Feeds, proofs and endpoints", .timeLimit(.minutes(5)))
struct FeedTests {
    @Test("What a feed lost is sent again without gaps, byte for byte")
    func sync() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            for number in 1...5 {
                _ = try await world.order(UInt64(number), to: Samples.labour)
            }
            _ = try await world.order(6, to: Samples.housing)
            await world.transport.until { $0.items(of: Samples.labour).count == 5 }
            let published = world.transport.publications.items(of: Samples.labour)
            #expect(published.map(\.number) == [1, 2, 3, 4, 5])
            let reply = try await world.reply(Samples.labour, SyncRequest(after: 2, limit: 2))
            let items = try reply.items.map { try FeedItem(decoding: $0) }
            #expect(items == Array(published[2..<4]))
            let answer = try reply.reply.answer(to: SyncRequest.self)
            #expect(answer.head == 5)
            let rest = try await world.reply(Samples.labour, SyncRequest(after: 5, limit: 500))
            #expect(rest.items.isEmpty)
        }
    }

    /// Whatever reads entries to show or to use them, and who asks.
    private static let questions: [(party: PartyID, request: any DeskRequest & Sendable)] = [
        (Samples.labour, SyncRequest(after: 0)),
        (.office, EntriesRequest(from: 0, limit: 1)),
        (.office, ShowRequest(matter: World.matter(1))),
        (.office, LooksRequest(into: .matter(World.matter(1)))),
        (.office, ProveRequest(index: 0, size: nil, wantsEntry: true)),
        (
            .office,
            DocumentStepRequest(
                officer: Samples.coordinator,
                document: DocumentID(high: 3, low: 1),
                matter: World.matter(1),
                step: .issued,
                draft: 3,
                read: .sha256(of: [])
            )
        ),
    ]

    @Test(
        "A damaged entry ends the daemon, is shown to nobody and used for nothing",
        arguments: questions.indices
    )
    func damaged(place: Int) async throws {
        var world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let look = LookRequest(matter: order.matter, fields: ["claim"], purpose: "handling")
            _ = try await world.ask(.office, look)
        }
        world.storage.state.withLock { $0.damagesAnswers = true }
        world = world.restarted()
        let (party, request) = Self.questions[place]
        world.transport.post(party, RequestMessage(id: world.newRequest(), request).frames)
        var configuration = Samples.configuration()
        configuration.forms = try Shipped.configuration().forms
        let error = try await world.runToTheEnd(configuration)
        #expect(error?.kind == .storage)
        #expect(world.transport.replied == 0)
    }

    @Test("Entries come from the index asked for, to the office")
    func entries() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let reply = try await world.reply(.office, EntriesRequest(from: 2, limit: 3))
            let items = try reply.items.map { try EntryItem(decoding: $0) }
            #expect(items.map(\.index) == [2, 3, 4])
            #expect(items.map(\.entry) == world.storage.entries[2..<5].map(\.bytes))
        }
    }

    @Test("A beat tells the head of the party's own feed and the newest checkpoint")
    func beat() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            _ = try await world.order(1, to: Samples.labour)
            await world.transport.until { !$0.items(of: Samples.labour).isEmpty }
            let before = world.transport.publications.beats(of: Samples.labour).count
            world.clock.pace(milliseconds: 1000)
            await world.transport.until { $0.beats(of: Samples.labour).count > before }
            let beat = try #require(world.transport.publications.beats(of: Samples.labour).last)
            #expect(beat.head == 1)
            let checkpoint = try Checkpoint(
                verifying: beat.checkpoint,
                by: Samples.logKey().verifier
            )
            #expect(checkpoint.size > 0)
            let other = world.transport.publications.beats(of: Samples.housing).last
            #expect(other?.head == 0)
        }
    }

    @Test("The newest checkpoint continues an older one, and contains an entry proven in it")
    func proofs() async throws {
        let world = try await World.founded()
        try await world.serve { world in try await world.register(1...300, in: 100) }
        let key = try Samples.logKey().verifier
        try await world.restarted().serve { world in
            let old = MerkleTree(world.storage.entries.prefix(5).map(\.hash))
            let reply = try await world.ask(Samples.labour, CheckpointRequest(from: 5))
            let newest = try Checkpoint(verifying: Array(reply.note.utf8), by: key)
            #expect(newest.size == UInt64(world.storage.entries.count))
            #expect(
                MerkleProof.isConsistent(
                    from: 5,
                    root: old.root,
                    to: newest.size,
                    root: newest.root,
                    proof: reply.proof
                )
            )
            let proven = try await world.ask(.office, ProveRequest(index: 257, size: nil))
            #expect(proven.hash == world.storage.entries[257].hash)
            #expect(
                MerkleProof.isIncluded(
                    proven.hash,
                    at: 257,
                    size: newest.size,
                    proof: proven.proof,
                    root: newest.root
                )
            )
            #expect(proven.note == reply.note)
        }
    }

    @Test("A checkpoint is signed at most once a second, and only when there is something new")
    func checkpoints() async throws {
        let world = try await World.founded()
        let signed = world.lock.signed
        try await world.serve { world in
            try await world.register(1...1)
            try await world.register(2...2)
            #expect(world.lock.signed == signed)
            var turns = 0
            while world.lock.signed == signed, turns < 10_000 {
                world.clock.pace(milliseconds: 1000)
                await Task.yield()
                turns += 1
            }
            #expect(world.lock.signed == signed + 1)
            for _ in 0..<100 {
                world.clock.pace(milliseconds: 1000)
                await Task.yield()
            }
        }
        #expect(world.lock.signed == signed + 1)
        #expect(world.lock.row.withLock { $0?.size } == UInt64(world.storage.entries.count))
    }

    @Test("Without room for the signer's lock the server goes on, and signs when there is room")
    func fullLock() async throws {
        let world = try await World.founded()
        let signed = world.lock.signed
        try await world.serve { world in
            world.lock.isFull.withLock { $0 = true }
            try await world.register(1...1)
            func pass(until isDone: () -> Bool) async {
                for _ in 0..<10_000 where !isDone() {
                    world.clock.pace(milliseconds: 1000)
                    await Task.yield()
                }
            }
            await pass { world.lock.refused.withLock { $0 } >= 2 }
            #expect(world.lock.refused.withLock { $0 } >= 2)
            #expect(world.lock.signed == signed)
            world.lock.isFull.withLock { $0 = false }
            await pass { world.lock.signed > signed }
            #expect(world.lock.signed == signed + 1)
        }
        #expect(world.lock.row.withLock { $0?.size } == UInt64(world.storage.entries.count))
    }

    @Test("Enrolment opens a pair on the next free ports, new keys rebuild it, revocation cuts it")
    func endpoints() async throws {
        let world = try await World.founded()
        let water = PartyID(fixed: "water")
        func draft(_ key: Character) -> EnrolRequest {
            EnrolRequest(
                party: PartyDraft(
                    id: water,
                    kind: .department,
                    name: "水务局",
                    curveKeys: [String(repeating: key, count: 40)],
                    actKeys: [],
                    handlesReports: false
                )
            )
        }
        try await world.serve { world in
            #expect(world.transport.endpoints.count == 4)
            let first = try await world.ask(.office, draft("W"))
            #expect(first.feedPort == 5608)
            #expect(world.transport.endpoints[water]?.desk == "tcp://127.0.0.1:5609")
            let opened = world.transport.opened
            let second = try await world.ask(.office, draft("X"))
            #expect(second.feedPort == 5608)
            #expect(world.transport.opened == opened + 1)
            #expect(world.transport.endpoints[water]?.curveKeys.first?.first == "X")
            let revoking = RevokeRequest(party: water, officer: Samples.coordinator)
            _ = try await world.ask(.office, revoking)
            #expect(world.transport.endpoints[water] == nil)
            await expectRefusal(.partyRevoked) {
                try await world.ask(water, SyncRequest(after: 0, limit: 1))
            }
        }
    }

    @Test("An act key under another name is refused at enrolment with its place")
    func foreignActKey() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let key = try Samples.actKey(Samples.labour, Samples.officer).verifier
            let draft = PartyDraft(
                id: PartyID(fixed: "water"),
                kind: .department,
                name: "水务局",
                curveKeys: [String(repeating: "W", count: 40)],
                actKeys: [ActKey(officer: Samples.officer, verifierKey: "\(key)")],
                handlesReports: false
            )
            await expectRefusal(.malformed) {
                try await world.ask(.office, EnrolRequest(party: draft))
            }
        }
    }
}

extension World {
    /// Registers matters, so many to a request.
    func register(_ numbers: ClosedRange<UInt64>, in share: UInt64) async throws {
        for first in stride(from: numbers.lowerBound, through: numbers.upperBound, by: Int(share)) {
            try await register(first...min(first + share - 1, numbers.upperBound))
        }
    }
}
