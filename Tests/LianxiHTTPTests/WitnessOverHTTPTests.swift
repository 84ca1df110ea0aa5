import LianxiClient
import LianxiCore
import LianxiHTTP
import LianxiHummingbird
import LianxiLedger
import Logging
import Synchronization
import Testing

@Suite("A witness is asked over HTTP, with real sockets", .timeLimit(.minutes(1)))
struct WitnessOverHTTPTests {
    private let log: SigningKey
    private let key: SigningKey
    private let shelf = MemoryShelf()
    /// No test here is about how long an answer takes.
    private let patient = HTTPWitnessCaller(milliseconds: 50_000)

    init() throws {
        log = try SigningKey(name: "a.example/log", seed: Array(repeating: 1, count: 32))
        key = try SigningKey(witness: "w/witness", seed: Array(repeating: 2, count: 32))
    }

    private func note(_ size: Int, by signer: SigningKey? = nil) -> [UInt8] {
        let signer = signer ?? log
        let root = MerkleTree((0..<size).map { Digest32.leaf([UInt8($0)]) }).root
        let checkpoint = Checkpoint(origin: signer.name, size: UInt64(size), root: root)
        return signer.note(checkpoint.text)
    }

    /// Serves while the body lasts; tells it the address.
    private func serve(_ body: (String) async throws -> Void) async throws {
        let desk = WitnessDesk(
            book: WitnessBook(logs: [log.verifier]),
            key: key,
            shelf: shelf,
            now: { Timestamp(seconds: 1_790_000_000) }
        )
        let server = WitnessServer(
            desk: desk,
            host: "127.0.0.1",
            port: 0,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { found.yield($0) } }
            let port = try #require(await ports.first { _ in true })
            try await body("http://127.0.0.1:\(port)/add-checkpoint")
            group.cancelAll()
        }
    }

    @Test("A log that is known gets a cosignature, and again, and a new size over the old one")
    func cosigns() async throws {
        try await serve { address in
            for (old, size) in [(0, 0), (0, 3), (3, 3)] {
                let request = AddCheckpoint(oldSize: UInt64(old), proof: [], note: note(size))
                let answer = try await patient.post(request.bytes, to: address)
                #expect(answer.status == 200)
                let whole = try SignedNote(parsing: note(size) + answer.body)
                try whole.verified(by: [key.verifier])
                #expect(whole.signers(among: [key.verifier]).count == 1)
            }
            #expect(shelf.notes.withLock { $0[log.name] } == note(3))
        }
    }

    @Test("Whoever is refused is told why by the status, and nothing is kept")
    func refuses() async throws {
        let stranger = try SigningKey(name: "b.example/log", seed: Array(repeating: 4, count: 32))
        let thief = try SigningKey(name: log.name, seed: Array(repeating: 5, count: 32))
        try await serve { address in
            func status(_ request: AddCheckpoint) async throws -> Int {
                try await patient.post(request.bytes, to: address).status
            }
            func first(_ note: [UInt8]) -> AddCheckpoint {
                AddCheckpoint(oldSize: 0, proof: [], note: note)
            }
            #expect(try await status(first(note(3, by: stranger))) == 404)
            #expect(try await status(first(note(3, by: thief))) == 403)
            #expect(try await patient.post(Array("nonsense".utf8), to: address).status == 400)
            #expect(shelf.notes.withLock { $0.isEmpty })
            #expect(try await status(first(note(3))) == 200)
            let again = try await patient.post(first(note(4)).bytes, to: address)
            #expect(again.status == 409)
            #expect(again.body == Array("3\n".utf8))
            let unproven = AddCheckpoint(oldSize: 3, proof: [.leaf([7])], note: note(4))
            #expect(try await status(unproven) == 422)
            #expect(shelf.notes.withLock { $0[log.name] } == note(3))
            let elsewhere = address.replacing("/add-checkpoint", with: "/other")
            #expect(try await patient.post([], to: elsewhere).status == 404)
        }
    }

    @Test("A witness that cannot keep what it saw does not cosign it")
    func unkept() async throws {
        shelf.isBroken.withLock { $0 = true }
        try await serve { address in
            let request = AddCheckpoint(oldSize: 0, proof: [], note: note(3))
            let answer = try await patient.post(request.bytes, to: address)
            #expect(answer.status == 500)
            #expect(answer.body.isEmpty)
        }
    }
}

/// Newest checkpoints in memory.
final class MemoryShelf: WitnessShelf {
    let notes = Mutex<[String: [UInt8]]>([:])
    let isBroken = Mutex(false)

    struct Broken: Error {}

    func kept(of origin: String) -> [UInt8]? { notes.withLock { $0[origin] } }

    func keep(_ note: [UInt8], of origin: String) throws {
        if isBroken.withLock({ $0 }) { throw Broken() }
        notes.withLock { $0[origin] = note }
    }
}
