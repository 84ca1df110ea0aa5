import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Synchronization
import Testing

@testable import LianxiServer

@Suite("Starting, stopping and starting again", .timeLimit(.minutes(5)))
struct StartTests {
    @Test("A ledger is founded once")
    func foundedOnce() async throws {
        let world = try await World.founded()
        let founding = Founding(configuration: Samples.configuration(), parts: try world.parts())
        let error = await #expect(throws: ServerError.self) {
            try await founding.found(name: "again", parties: [])
        }
        #expect(error?.kind == .refused)
    }

    @Test("A restart comes to the same docket, and the ledger's root is the one its entries make")
    func replay() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            for number in 1...4 {
                let order = try await world.order(UInt64(number), to: Samples.labour)
                _ = try await world.ask(
                    Samples.labour,
                    world.request([world.act(.sign, order, sequence: UInt64(number))])
                )
            }
        }
        let before = try await Recovery(storage: world.storage).replay { _, _ in }
        #expect(before.docket.checkInvariants() == [])
        try await world.restarted().serve { world in
            let list = try await world.ask(.office, ListRequest())
            #expect(list.assignments.map(\.row.state) == Array(repeating: .signed, count: 4))
            // Nothing was adopted or enrolled anew.
            #expect(UInt64(world.storage.entries.count) == before.docket.size)
        }
    }

    @Test("The docket the engine works on is the one its entries make")
    func liveDocket() async throws {
        let world = try await World.founded()
        let started = try await Start(
            configuration: Samples.configuration(),
            parts: try world.parts()
        ).recover { _, _ in }
        let surroundings = EngineSurroundings(
            configuration: Samples.configuration(),
            parts: try world.parts(),
            bulletin: Bulletin(started),
            hooks: ServerHooks()
        )
        let cause = Cause(
            party: .office,
            officer: Samples.coordinator,
            request: RequestID(high: 1, low: 1),
            signed: WishSignature(at: Samples.morning, signature: "")
        )
        let facts = MatterFacts(
            matter: World.matter(1),
            matterClass: .informant,
            purpose: .report,
            subject: "x",
            place: "y",
            isUrgent: true,
            piece: Piece(
                number: "1",
                channel: .visit,
                receivedAt: Samples.morning,
                persons: 3,
                dossier: []
            )
        )
        let live = Latest<Docket>(Docket())
        _ = surroundings.inbox.offer(
            Submission([
                Wish(.register(facts, Reception()), cause: cause),
                Wish(.revoke(.leaders), cause: nil),
            ]) {
                _,
                committed in
                live.set(committed.docket)
                return { nil }
            }
        )
        surroundings.inbox.close()
        let engine = Engine(started.recovered, surroundings: surroundings)
        try await engine.run()
        let replayed = try await Recovery(storage: world.storage).replay { _, _ in }
        #expect(live.value == replayed.docket)
        #expect(live.value.size == started.recovered.docket.size + 2)
    }

    @Test("Stopping records and answers what was taken in, and signs for all of it")
    func stop() async throws {
        let world = try await World.founded()
        let gate = Gate()
        let server = try world.server(hooks: ServerHooks(ready: { gate.open() }))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            await gate.pass()
            world.storage.behave(.held)
            async let results = world.register(1...1)
            await world.storage.untilHeld()
            server.stop()
            let late = try await world.reply(.office, StatusRequest())
            guard case .refused(let refusal) = late.reply else {
                Issue.record("answered while stopping")
                return
            }
            #expect(refusal.refusal == .stopping)
            world.storage.letGo()
            let entries = try await results.map(\.entry)
            #expect(entries == [UInt64(world.storage.entries.count - 1)])
            try await group.waitForAll()
        }
        #expect(world.lock.row.withLock { $0?.size } == UInt64(world.storage.entries.count))
    }

    @Test("Other data of the same name is refused; a new version is adopted as an event")
    func adoption() async throws {
        let world = try await World.founded()
        let size = world.storage.entries.count
        let steps = EscalationPolicy(id: Samples.policy.id, hour: 10, chains: [])
        let same = try await world.runToTheEnd(Samples.configuration(policy: steps))
        #expect(same?.kind == .refused)
        let renamed = EscalationPolicy(id: DataSetID(fixed: "policy-2"), hour: 10, chains: [])
        try await world.restarted().serve(Samples.configuration(policy: renamed)) { world in
            let status = try await world.ask(.office, StatusRequest())
            #expect(status.policy == renamed.id)
            #expect(world.storage.entries.count == size + 1)
        }
    }

    @Test("An entry changed on the disk is found at the start")
    func tampered() async throws {
        let world = try await World.founded()
        world.storage.state.withLock { state in
            let entry = state.entries[4]
            var bytes = entry.bytes
            bytes[bytes.count / 2] ^= 1
            state.entries[4] = StoredEntry(
                index: entry.index,
                bytes: bytes,
                hash: entry.hash,
                matter: entry.matter,
                delivery: entry.delivery
            )
        }
        let error = try await world.runToTheEnd()
        #expect(error?.kind == .refused)
        #expect(error?.description.contains("entry 4") == true)
    }

    @Test("A ledger put back from a backup is refused by the signer's lock")
    func restoredBackup() async throws {
        let world = try await World.founded()
        let old = world.storage.state.withLock { ($0.entries, $0.tiles, $0.root) }
        try await world.serve { try await $0.register(1...1) }
        world.storage.state.withLock { ($0.entries, $0.tiles, $0.root) = old }
        #expect(try await world.restarted().runToTheEnd()?.kind == .refused)
    }

    @Test("A lock that is missing or by another key is refused, and nothing makes a new one")
    func lock() async throws {
        let world = try await World.founded()
        let row = world.lock.row.withLock { $0 }
        world.lock.row.withLock { $0 = nil }
        #expect(try await world.runToTheEnd()?.kind == .refused)
        #expect(world.lock.row.withLock { $0 == nil })
        let foreign = try SigningKey(name: Samples.origin, seed: Array(repeating: 9, count: 32))
        let size = try #require(row).size
        let root = MerkleTree(world.storage.entries.map(\.hash)).root
        let note = foreign.note(Checkpoint(origin: Samples.origin, size: size, root: root).text)
        world.lock.row.withLock { $0 = (size, note) }
        #expect(try await world.runToTheEnd()?.kind == .refused)
    }

    @Test("A clock far behind the newest entry is refused; a little behind is bridged")
    func clock() async throws {
        let world = try await World.founded()
        world.clock.set(Samples.morning.adding(milliseconds: -300_001))
        #expect(try await world.runToTheEnd()?.kind == .clock)
        world.clock.set(Samples.morning.adding(milliseconds: -300_000))
        try await world.restarted().serve { world in
            try await world.register(1...1)
            let entry = try EntryCodec.decode(world.storage.entries.last?.bytes ?? [])
            #expect(entry.at == Samples.morning)
        }
    }

    @Test("A server whose clock is set far back ends, and records nothing of it")
    func setBack() async throws {
        let world = try await World.founded()
        let size = world.storage.entries.count
        let request = RegisterRequest(officer: Samples.coordinator, matters: [World.draft(1)])
        let frames = try await world.frames(.office, request, as: world.newRequest())
        let hooks = ServerHooks(ready: {
            world.clock.set(Samples.morning.adding(milliseconds: -300_001))
            world.transport.post(.office, frames)
        })
        #expect(try await world.runToTheEnd(hooks: hooks)?.kind == .clock)
        #expect(world.storage.entries.count == size)
    }

    @Test("What fell due while the server was down fires once, in order, and is marked late")
    func lateEscalations() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            for number in 1...300 {
                _ = try await world.order(UInt64(number), to: Samples.labour)
            }
        }
        world.clock.set(Samples.morning.adding(milliseconds: 30 * 3_600_000))
        try await world.restarted().serve { world in
            await world.transport.until { $0.items(of: .office).count >= 300 }
            let items = world.transport.publications.items(of: .office)
            let escalations = try items.map { try EntryCodec.decode($0.entry).event.escalated() }
            #expect(escalations.count == 300)
            #expect(escalations.count(where: { $0.isLate }) == 300)
            #expect(Set(escalations.map(\.clock)).count == 300)
            #expect(items.map(\.number) == Array(1...300))
        }
        let size = world.storage.entries.count
        try await world.restarted().serve { world in
            _ = try await world.ask(.office, StatusRequest())
        }
        #expect(world.storage.entries.count == size)
    }

    @Test("An escalation fires when its moment comes, and is not late")
    func onTime() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            _ = try await world.order(1, to: Samples.labour)
            world.clock.set(Samples.morning.adding(milliseconds: 4 * 3_600_000))
            await world.transport.until { !$0.items(of: .office).isEmpty }
            let item = try #require(world.transport.publications.items(of: .office).first)
            let escalated = try EntryCodec.decode(item.entry).event.escalated()
            #expect(!escalated.isLate)
            #expect(escalated.due == world.clock.now())
        }
    }
}

extension Event {
    fileprivate func escalated() throws -> Escalated {
        guard case .escalated(let it) = self else { throw WorldError.refused }
        return it
    }
}
