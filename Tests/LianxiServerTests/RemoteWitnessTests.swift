import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiServer

@Suite("Witnesses of the policy with an address are asked", .timeLimit(.minutes(5)))
struct RemoteWitnessTests {
    private static func key() throws -> SigningKey {
        try SigningKey(witness: "far/witness", seed: Array(repeating: 77, count: 32))
    }

    private func configuration() throws -> ServerConfiguration {
        var configuration = Samples.configuration()
        let lines = [
            "log \(try Samples.logKey().verifier)",
            "witness far \(try Self.key().verifier) http://far.example/w",
            "quorum far",
        ]
        configuration.witnessPolicy = try WitnessPolicy(
            parsing: Array(lines.joined(separator: "\n").utf8)
        )
        return configuration
    }

    private func world(_ witness: FarWitness) async throws -> World {
        var world = try await World.founded()
        world.witnessCaller = witness
        return world
    }

    /// Lets time pass until it holds; false when it never does.
    private func holds(
        _ world: World,
        _ condition: () async throws -> Bool
    ) async throws -> Bool {
        for _ in 0..<5000 {
            if try await condition() { return true }
            world.clock.pace(milliseconds: 200)
            await Task.yield()
        }
        return false
    }

    private func witnessed(_ world: World) async throws -> UInt64 {
        let request = CheckpointRequest(from: 0, wantsWitnessed: true)
        guard let shown = try await world.ask(Samples.labour, request).witnessed else { return 0 }
        let note = try SignedNote(parsing: Array(shown.note.utf8))
        try note.verified(by: [try Self.key().verifier])
        return try Checkpoint(parsing: note.text).size
    }

    private func newest(_ world: World) async throws -> UInt64 {
        let note = try await world.ask(Samples.labour, CheckpointRequest(from: 0)).note
        return try Checkpoint(verifying: Array(note.utf8), by: try Samples.logKey().verifier).size
    }

    @Test("Each newest checkpoint is cosigned, each proven to continue the one before")
    func asked() async throws {
        let witness = FarWitness(try Self.key())
        let world = try await world(witness)
        try await world.serve(configuration()) { world in
            let size = UInt64(world.storage.entries.count)
            #expect(try await holds(world) { try await witnessed(world) == size })
            try await world.register(1...3)
            let more = UInt64(world.storage.entries.count)
            #expect(try await holds(world) { try await witnessed(world) == more })
        }
        let addresses = witness.state.withLock { Set($0.addresses) }
        #expect(addresses == ["http://far.example/w/add-checkpoint"])
        #expect(witness.state.withLock { $0.verdicts.allSatisfy { $0 == 200 } })
        // After a restart the daemon does not know what the witness keeps, and is told.
        witness.state.withLock { $0.verdicts = [] }
        try await world.restarted().serve(configuration()) { world in
            try await world.register(4...4)
            let size = UInt64(world.storage.entries.count)
            #expect(try await holds(world) { try await witnessed(world) == size })
        }
        let verdicts = witness.state.withLock { $0.verdicts }
        #expect(verdicts.first == 409 && verdicts.last == 200)
    }

    @Test("After a restart with nothing new it is asked again, and cosigns the same again")
    func sameAgain() async throws {
        let witness = FarWitness(try Self.key())
        let world = try await world(witness)
        try await world.serve(configuration()) { world in
            let size = UInt64(world.storage.entries.count)
            let isCosigned = try await holds(world) { try await witnessed(world) == size }
            #expect(isCosigned)
        }
        witness.state.withLock { $0.verdicts = [] }
        try await world.restarted().serve(configuration()) { world in
            let isAskedTwice = try await holds(world) {
                witness.state.withLock { $0.verdicts.count >= 2 }
            }
            #expect(isAskedTwice)
        }
        #expect(witness.state.withLock { $0.verdicts } == [409, 200])
    }

    @Test(
        "One that keeps what we never signed is told of once, with both words, and stands in the status"
    )
    func ahead() async throws {
        let witness = FarWitness(try Self.key())
        witness.state.withLock { $0.trouble = .ahead }
        let world = try await world(witness)
        let claims = Mutex<[WitnessClaim]>([])
        let hooks = ServerHooks(found: { claim in claims.withLock { $0.append(claim) } })
        try await world.serve(configuration(), hooks: hooks) { world in
            let isAskedAgain = try await holds(world) {
                witness.state.withLock { $0.verdicts.count >= 3 }
            }
            #expect(isAskedAgain)
            let status = try await world.ask(.office, StatusRequest())
            let rows = try #require(status.witnesses?.claims)
            #expect(rows.map(\.witness) == ["far"] && rows.map(\.size) == [1_000_000])
            let claim = try #require(claims.withLock { $0.first })
            #expect(claims.withLock { $0.count } == 1)
            #expect(claim.size == 1_000_000 && claim.answer == Array("1000000\n".utf8))
            let ours = try Checkpoint(verifying: claim.note, by: try Samples.logKey().verifier)
            #expect(ours.size == UInt64(world.storage.entries.count))
        }
    }

    @Test("One that is down, that lies or that knows us not holds no checkpoint up")
    func down() async throws {
        for trouble in [FarWitness.Trouble.down, .forged, .stranger, .ahead] {
            let witness = FarWitness(try Self.key())
            witness.state.withLock { $0.trouble = trouble }
            let world = try await world(witness)
            try await world.serve(configuration()) { world in
                for number in 1...3 as ClosedRange<UInt64> {
                    try await world.register(number...number)
                    let size = UInt64(world.storage.entries.count)
                    #expect(try await holds(world) { try await newest(world) == size })
                }
                #expect(try await holds(world) { witness.state.withLock { !$0.verdicts.isEmpty } })
                #expect(try await witnessed(world) == 0)
            }
        }
    }
}

/// A witness in memory that answers as the rules say, or has trouble.
final class FarWitness: WitnessCaller {
    enum Trouble {
        case down, forged, stranger, ahead
    }

    struct State {
        var kept: Checkpoint?
        var addresses: [String] = []
        var verdicts: [Int] = []
        var trouble: Trouble?
    }

    struct IsDown: Error {}

    private let key: SigningKey
    let state = Mutex(State())

    init(_ key: SigningKey) { self.key = key }

    func post(_ body: [UInt8], to address: String) async throws -> (status: Int, body: [UInt8]) {
        let request = try AddCheckpoint(parsing: body)
        let book = WitnessBook(logs: [try Samples.logKey().verifier])
        return try state.withLock { state in
            state.addresses.append(address)
            func answer(_ status: Int, _ body: [UInt8] = []) -> (status: Int, body: [UInt8]) {
                state.verdicts.append(status)
                return (status, body)
            }
            switch state.trouble {
            case .down:
                state.verdicts.append(0)
                throw IsDown()
            case .stranger: return answer(404)
            case .ahead: return answer(409, Array("1000000\n".utf8))
            case .forged, nil: break
            }
            switch book.verdict(on: request, kept: state.kept) {
            case .cosign(let checkpoint):
                state.kept = checkpoint
                var line = Cosignature.line(over: checkpoint, at: 1_790_000_000, by: key)
                if state.trouble == .forged {
                    line = NoteSignature(
                        name: line.name,
                        keyID: line.keyID,
                        signature: line.signature.map { $0 ^ 1 }
                    )
                }
                return answer(200, line.line)
            case .conflict(let size): return answer(409, Array("\(size)\n".utf8))
            case .malformed: return answer(400)
            case .unsigned: return answer(403)
            case .unknownLog: return answer(404)
            case .unproven: return answer(422)
            }
        }
    }
}
