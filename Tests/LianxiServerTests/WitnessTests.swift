import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiServer

@Suite("Witnesses cosign the newest checkpoint", .timeLimit(.minutes(5)))
struct WitnessTests {
    /// A ledger whose three departments are witnesses.
    private func founded() async throws -> World {
        let world = World()
        let founding = Founding(configuration: Samples.configuration(), parts: try world.parts())
        try await founding.found(
            name: "witnessed",
            parties: [
                try Samples.party(.office, .office, officer: Samples.coordinator, curveKey: "O"),
                try Self.party(Samples.labour), try Self.party(Samples.housing),
                try Self.party(Self.police),
            ]
        )
        return world
    }

    private static let police = PartyID(fixed: "police")
    private static let all = [Samples.labour, Samples.housing, police]

    private static func party(_ id: PartyID) throws -> Party {
        let plain = try Samples.party(id)
        return Party(
            id: id,
            kind: plain.kind,
            name: plain.name,
            curveKeys: plain.curveKeys,
            actKeys: plain.actKeys,
            feedPort: 0,
            handlesReports: false,
            witnessKey: "\(try key(id).verifier)"
        )
    }

    private static func key(_ party: PartyID) throws -> SigningKey {
        let name = "\(party)/witness"
        return try SigningKey(witness: name, seed: Digest32.sha256(of: Array(name.utf8)).bytes)
    }

    private func newest(_ world: World, by party: PartyID) async throws -> Checkpoint {
        let reply = try await world.ask(party, CheckpointRequest(from: 0))
        return try Checkpoint(
            verifying: Array(reply.note.utf8),
            by: try Samples.logKey().verifier
        )
    }

    private func cosign(
        _ world: World,
        _ party: PartyID,
        key: SigningKey? = nil
    ) async throws -> CosignReply {
        let checkpoint = try await newest(world, by: party)
        let line = Cosignature.line(
            over: checkpoint,
            at: 1_790_000_000,
            by: try key ?? Self.key(party)
        )
        return try await world.ask(
            party,
            CosignRequest(size: checkpoint.size, signature: line.base64)
        )
    }

    private func witnessed(_ world: World) async throws -> SignedNote? {
        let request = CheckpointRequest(from: 0, wantsWitnessed: true)
        guard let shown = try await world.ask(Samples.labour, request).witnessed else { return nil }
        return try SignedNote(parsing: Array(shown.note.utf8))
    }

    @Test("More than two thirds of the witnesses make a checkpoint a witnessed one")
    func quorum() async throws {
        let world = try await founded()
        try await world.serve { world in
            #expect(
                try await cosign(world, Samples.labour)
                    == CosignReply(isCounted: true, isMet: false)
            )
            #expect(try await cosign(world, Samples.housing).isMet == false)
            #expect(try await witnessed(world) == nil)
            #expect(try await cosign(world, Self.police).isMet)
            let note = try #require(try await witnessed(world))
            let keys = try [Samples.labour, Samples.housing, Self.police].map {
                try Self.key($0).verifier
            }
            try note.verified(by: keys)
            #expect(note.signers(among: keys).count == 3)
            let status = try #require(try await world.ask(.office, StatusRequest()).witnesses)
            #expect(status.cosigned == [Samples.housing, Samples.labour, Self.police])
            #expect(status.missing.isEmpty)
        }
    }

    @Test("A policy of the office's own decides instead, and what it took is there after a restart")
    func policy() async throws {
        let world = try await founded()
        var configuration = Samples.configuration()
        let lines = [
            "log \(try Samples.logKey().verifier)",
            "witness p \(try Self.key(Self.police).verifier)",
            "quorum p",
        ]
        configuration.witnessPolicy = try WitnessPolicy(
            parsing: Array(lines.joined(separator: "\n").utf8)
        )
        try await world.serve(configuration) { world in
            let other = try await cosign(world, Samples.labour)
            let police = try await cosign(world, Self.police)
            #expect(!other.isMet && police.isMet)
        }
        try await world.restarted().serve(configuration) { world in
            let note = try #require(try await witnessed(world))
            let police = try Self.key(Self.police).verifier
            #expect(note.signers(among: [police]).count == 1)
        }
    }

    @Test("A cosignature by another key, of another size, or by who is no witness does not count")
    func wrong() async throws {
        let world = try await founded()
        try await world.serve { world in
            let other = try SigningKey(
                witness: "labour/witness",
                seed: Array(repeating: 9, count: 32)
            )
            await #expect(throws: DeskRefusal(.malformed, at: "signature")) {
                try await cosign(world, Samples.labour, key: other)
            }
            let checkpoint = try await newest(world, by: Samples.labour)
            let line = Cosignature.line(over: checkpoint, at: 7, by: try Self.key(Samples.labour))
            let spoilt = NoteSignature(
                name: line.name,
                keyID: line.keyID,
                signature: Array(line.signature.dropLast()) + [line.signature[71] ^ 1]
            )
            await #expect(throws: DeskRefusal(.badSignature, at: "signature")) {
                try await world.ask(
                    Samples.labour,
                    CosignRequest(size: checkpoint.size, signature: spoilt.base64)
                )
            }
            let old = CosignRequest(size: checkpoint.size - 1, signature: line.base64)
            #expect(try await world.ask(Samples.labour, old).isCounted == false)
            await #expect(throws: DeskRefusal(.notPermitted)) {
                try await world.ask(
                    .office,
                    CosignRequest(size: checkpoint.size, signature: line.base64)
                )
            }
            let status = try #require(try await world.ask(.office, StatusRequest()).witnesses)
            #expect(status.cosigned.isEmpty)
        }
    }

    @Test("The office is never enrolled as a witness of its own ledger")
    func office() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let key = try SigningKey(
                witness: "office/witness",
                seed: Array(repeating: 4, count: 32)
            )
            let draft = PartyDraft(
                id: .office,
                kind: .office,
                name: "office",
                curveKeys: [String(repeating: "O", count: 40)],
                actKeys: [],
                handlesReports: false,
                witnessKey: "\(key.verifier)"
            )
            await #expect(throws: DeskRefusal.self) {
                try await world.ask(.office, EnrolRequest(party: draft))
            }
        }
    }

    @Test("A quorum that is reached while nothing new is recorded is kept, and there after a kill")
    func late() async throws {
        let world = try await founded()
        try await world.serve { world in
            // The wait for witnesses is over, and nothing else is to be signed.
            for _ in 0..<100 {
                world.clock.pace(milliseconds: 200)
                _ = try await newest(world, by: Samples.labour)
            }
            for party in Self.all { _ = try await cosign(world, party) }
            let size = try await newest(world, by: Samples.labour).size
            var looks = 0
            while world.storage.state.withLock({ $0.witnessed?.size }) != size, looks < 10_000 {
                world.clock.pace(milliseconds: 200)
                _ = try await newest(world, by: Samples.labour)
                looks += 1
            }
            #expect(world.storage.state.withLock { $0.witnessed?.size } == size)
        }
    }

    @Test("The next checkpoint waits for the quorum, and no longer than some seconds")
    func holds() async throws {
        let world = try await founded()
        try await world.serve { world in
            let first = try await newest(world, by: Samples.labour).size
            for party in Self.all { _ = try await cosign(world, party) }
            try await world.register(1...1)
            try await until(world, size: first + 1)
            // A checkpoint a second, were it not for the witnesses, who have not spoken.
            try await world.register(2...2)
            for _ in 0..<20 {
                world.clock.pace(milliseconds: 200)
                #expect(try await newest(world, by: Samples.labour).size == first + 1)
            }
            for party in Self.all { _ = try await cosign(world, party) }
            try await until(world, size: first + 2)
            // Nobody speaks now: the wait ends by itself, and nobody is waited for the next time.
            try await world.register(3...3)
            try await until(world, size: first + 3)
            try await world.register(4...4)
            try await until(world, size: first + 4)
        }
    }

    /// Lets time pass until the newest checkpoint has the size.
    private func until(_ world: World, size: UInt64) async throws {
        var looks = 0
        while try await newest(world, by: Samples.labour).size < size, looks < 10_000 {
            world.clock.pace(milliseconds: 200)
            await Task.yield()
            looks += 1
        }
        #expect(try await newest(world, by: Samples.labour).size == size)
    }

    @Test("After an hour of quiet the daemon records a tick with what was witnessed")
    func ticks() async throws {
        let world = try await founded()
        var configuration = Samples.configuration()
        configuration.tickMinutes = 60
        try await world.serve(configuration) { world in
            for party in Self.all { _ = try await cosign(world, party) }
            let size = UInt64(world.storage.entries.count)
            world.clock.set(Samples.morning.adding(milliseconds: 3_600_000))
            var looks = 0
            while world.storage.entries.count == Int(size), looks < 10_000 {
                world.clock.pace(milliseconds: 60_000)
                await Task.yield()
                looks += 1
            }
            let entry = try EntryCodec.decode(try #require(world.storage.entries.last).bytes)
            guard case .ticked(let tick) = entry.event else {
                Issue.record("the newest entry is no tick")
                return
            }
            #expect(tick.minutes == 60)
            let witnessed = try #require(tick.witnessed)
            #expect(witnessed.size == size)
            let keys = try Self.all.map { try Self.key($0).verifier }
            let note = try SignedNote(parsing: Array(witnessed.note.utf8))
            #expect(note.signers(among: keys).count == 3)
        }
    }

    @Test("A daemon shown its own signature over more entries than it has stops")
    func oldCopy() async throws {
        let world = try await founded()
        let size = UInt64(world.storage.entries.count)
        let more = Checkpoint(origin: Samples.origin, size: size + 5, root: .leaf([1]))
        let request = RequestMessage(
            id: world.newRequest(),
            PresentRequest(
                note: String(decoding: try Samples.logKey().note(more.text), as: UTF8.self)
            )
        )
        world.transport.post(Samples.labour, request.frames)
        let error = try await world.runToTheEnd()
        #expect(error?.kind == .refused)
        #expect(error?.description.contains("runs on an old copy") == true)
    }

    @Test(
        "A daemon shown another history under its own signature stops, and another's note is refused"
    )
    func anotherHistory() async throws {
        let world = try await founded()
        try await world.serve { world in
            let own = try await world.ask(Samples.labour, CheckpointRequest(from: 0)).note
            _ = try await world.ask(Samples.labour, PresentRequest(note: own))
            let other = try SigningKey(name: Samples.origin, seed: Array(repeating: 1, count: 32))
            let checkpoint = Checkpoint(origin: Samples.origin, size: 2, root: .leaf([1]))
            let forged = String(decoding: other.note(checkpoint.text), as: UTF8.self)
            await #expect(throws: DeskRefusal(.badSignature, at: "note")) {
                try await world.ask(Samples.labour, PresentRequest(note: forged))
            }
        }
        let again = world.restarted()
        let checkpoint = Checkpoint(origin: Samples.origin, size: 2, root: .leaf([1]))
        let note = String(decoding: try Samples.logKey().note(checkpoint.text), as: UTF8.self)
        let request = RequestMessage(id: again.newRequest(), PresentRequest(note: note))
        again.transport.post(Samples.labour, request.frames)
        let error = try await again.runToTheEnd()
        #expect(error?.description.contains("history is another") == true)
    }

    @Test("A lock that knows less than what witnesses cosigned is refused")
    func oldLock() async throws {
        let world = try await founded()
        let before = world.lock.row.withLock { $0 }
        try await world.serve { world in
            try await world.register(1...3)
            world.clock.pace(milliseconds: 60_000)
            try await until(world, size: UInt64(world.storage.entries.count))
            for party in Self.all { _ = try await cosign(world, party) }
        }
        world.lock.row.withLock { $0 = before }
        let error = try await world.restarted().runToTheEnd()
        #expect(error?.kind == .refused)
        #expect(error?.description.contains("the lock is an old copy") == true)
    }
}
