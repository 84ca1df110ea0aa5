import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@Suite("An agent is a witness of the ledger it is served from")
struct WitnessTests {
    let daemon = FakeDaemon()
    let machine = Machine()
    let key: SigningKey
    let other: SigningKey

    init() throws {
        key = try SigningKey(
            witness: "\(Sample.party)/witness",
            seed: Array(repeating: 11, count: 32)
        )
        other = try SigningKey(witness: "audit/witness", seed: Array(repeating: 12, count: 32))
    }

    private func agent(
        quorum: String? = nil,
        _ change: (inout AgentConfiguration) -> Void = { _ in }
    ) throws -> DepartmentAgent {
        let policy = try quorum.map { quorum in
            let lines = [
                "log \(Sample.logKey.verifier)", "witness own \(key.verifier)",
                "witness other \(other.verifier)", "group both all own other", "quorum \(quorum)",
            ]
            return try WitnessPolicy(parsing: Array(lines.joined(separator: "\n").utf8))
        }
        return try machine.agent(daemon) { configuration in
            configuration.witness = key
            configuration.witnessPolicy = policy
            change(&configuration)
        }
    }

    @Test("Cosignatures that grow old without newer ones are evidence, told once an interval")
    func stale() async throws {
        try daemon.dispatch(1, publish: false)
        let agent = try agent(quorum: "own") {
            $0.limits.stale = 60_000
            $0.limits.stalePause = 10_000
        }
        let isTold = try await machine.run(agent) { [machine] in !machine.evidence.isEmpty }
        #expect(isTold)
        #expect(machine.seen.withLock { $0.uptime } >= 70_000)
        #expect(machine.evidence.count == 1)
        let found = try #require(machine.evidence.first)
        #expect(found.kind == .staleCheckpoint)
        #expect(found.files.map(\.name) == ["witnessed.txt", "kept.txt"])
        #expect(found.sentence(.en).contains("too old"))
    }

    @Test("While newer cosignatures come, and for one look after, nothing is told to be stale")
    func fresh() async throws {
        try daemon.dispatch(1, publish: false)
        let agent = try agent(quorum: "own") {
            $0.limits.stale = 60_000
            $0.limits.stalePause = 10_000
        }
        let isLong = try await machine.run(agent) { [daemon, machine] in
            let uptime = machine.seen.withLock { $0.uptime }
            let wanted = 1 + Int(uptime / 20_000)
            if daemon.state.withLock({ $0.feed.count }) < wanted { try? daemon.dispatch(wanted) }
            daemon.beat()
            return uptime > 300_000
        }
        #expect(isLong)
        #expect(!machine.evidence.contains { $0.kind == .staleCheckpoint })
    }

    private static let sign = ActWish(
        verb: .sign,
        assignment: .number(1),
        result: nil,
        text: nil
    )

    @Test("What it verified and keeps it cosigns, once")
    func cosigns() async throws {
        for number in 1...3 { try daemon.dispatch(number, publish: false) }
        let agent = try agent()
        try await agent.visit()
        let kept = try #require(await machine.inbox.checkpoint())
        let handed = daemon.state.withLock { $0.cosigned }
        #expect(handed.map(\.size) == [kept.size])
        let line = try #require(
            NoteSignature(name: key.name, base64: Array(handed[0].signature.utf8))
        )
        var note = try SignedNote(parsing: kept.note)
        note.add(line)
        try note.verified(by: [key.verifier])
        // The desk shows it among those gathered: it is not handed in again.
        try await agent.visit()
        #expect(daemon.state.withLock { $0.cosigned }.count == 1)
        #expect(try #require(await machine.inbox.witnessed()).size == kept.size)
    }

    @Test("A daemon killed before it kept a cosignature is given it again after the new greeting")
    func cosignsAgain() async throws {
        let (inbox, daemon) = (machine.inbox, daemon)
        try daemon.dispatch(1, publish: false)
        let isDone = try await machine.run(agent()) {
            let size = await inbox.checkpoint()?.size
            if await inbox.witnessed()?.size == size, size != nil,
                daemon.state.withLock({ $0.cosigned.count == 1 && $0.witnessed != nil })
            {
                daemon.send(.disconnected)
                daemon.state.withLock { $0.witnessed = nil }
                daemon.send(.connected)
            }
            return daemon.state.withLock { $0.cosigned.count == 2 }
        }
        #expect(isDone)
        let sizes = daemon.state.withLock { $0.cosigned.map(\.size) }
        #expect(sizes.count == 2 && sizes[0] == sizes[1])
    }

    @Test("It never cosigns what does not continue the checkpoint it keeps")
    func refuses() async throws {
        for number in 1...3 { try daemon.dispatch(number, publish: false) }
        let agent = try agent()
        try await agent.visit()
        daemon.state.withLock { state in
            state.otherHistory = (0..<9).map { Digest32.leaf([UInt8($0)]) }
        }
        try await agent.visit()
        #expect(daemon.state.withLock { $0.cosigned }.count == 1)
        #expect(machine.evidence.map(\.kind) == [.unprovenCheckpoint])
    }

    @Test("Without a key nothing is cosigned and nothing is asked that an older desk does not know")
    func noWitness() async throws {
        try daemon.dispatch(1, publish: false)
        try await machine.agent(daemon).visit()
        #expect(await machine.inbox.checkpoint() != nil)
        #expect(daemon.state.withLock { $0.cosigned }.isEmpty)
        #expect(await machine.inbox.witnessed() == nil)
    }

    @Test("With a key, a desk older than the witnesses is asked plainly, until it is newer")
    func olderDesk() async throws {
        for number in 1...3 { try daemon.dispatch(number, publish: false) }
        daemon.state.withLock { $0.isOlder = true }
        let agent = try agent()
        try await agent.visit()
        #expect(await machine.inbox.checkpoint() != nil)
        #expect(daemon.state.withLock { $0.cosigned }.isEmpty)
        #expect(machine.evidence.isEmpty)
        daemon.state.withLock { $0.isOlder = false }
        try await agent.visit()
        #expect(daemon.state.withLock { $0.cosigned }.count == 1)
    }

    @Test(
        "By its own policy it believes what the quorum cosigned and nothing less",
        arguments: [("own", false, true), ("both", false, false), ("both", true, true)]
    )
    func policy(quorum: String, hasOther: Bool, isBelieved: Bool) async throws {
        for number in 1...3 { try daemon.dispatch(number, publish: false) }
        if hasOther { daemon.state.withLock { $0.others = [other] } }
        let agent = try agent(quorum: quorum)
        try await agent.visit()
        try await agent.visit()
        #expect((await machine.inbox.witnessed() != nil) == isBelieved)
    }

    @Test("An act that was confirmed is proven under the witnessed checkpoint, and the proof kept")
    func proves() async throws {
        try daemon.dispatch(1, publish: false)
        let agent = try agent()
        try await agent.visit()
        _ = try await machine.submit(Self.sign)
        for _ in 0..<4 { try await agent.visit() }
        let proven = try #require(await machine.inbox.proofsKept.values.first)
        #expect(await machine.inbox.proofs() == (1, 0))
        let file = try ProofFile(parsing: proven.proof)
        let checkpoint = try file.verify(
            entry: proven.entry,
            by: Sample.logKey.verifier,
            witnesses: [key.verifier]
        )
        #expect(checkpoint.size > proven.index)
        #expect(machine.evidence.isEmpty)
    }

    @Test("A confirmed act that lies in the ledger as another is evidence, with the confirmation")
    func missing() async throws {
        try daemon.dispatch(1, publish: false)
        let agent = try agent()
        try await agent.visit()
        _ = try await machine.submit(Self.sign)
        daemon.state.withLock { state in
            state.altered = Set((0..<20).map { UInt64($0) })
        }
        for _ in 0..<4 { try await agent.visit() }
        let evidence = try #require(machine.evidence.first)
        #expect(evidence.kind == .missingEntry)
        let confirmation = try #require(
            evidence.files.first { $0.name == "confirmation.txt" }?.bytes
        )
        let confirmed = try Confirmation(
            verifying: confirmation,
            by: Sample.confirmationKey(2).verifier
        )
        #expect(confirmed.entries.count == 1)
        #expect(await machine.inbox.proofs().proven == 0)
    }
}
