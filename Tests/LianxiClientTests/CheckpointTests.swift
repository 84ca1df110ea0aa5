import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@Suite("The newest checkpoint that continues the last is kept")
struct CheckpointTests {
    let daemon = FakeDaemon()
    let machine = Machine()

    @Test("A checkpoint with its proof replaces the one kept")
    func extends() async throws {
        for number in 1...3 { try daemon.dispatch(number, publish: false) }
        let agent = try machine.agent(daemon)
        try await agent.visit()
        let first = try #require(await machine.inbox.checkpoint())
        try daemon.dispatch(4, publish: false)
        try await agent.visit()
        let second = try #require(await machine.inbox.checkpoint())
        #expect(second.size > first.size)
        #expect(machine.evidence.isEmpty)
    }

    @Test("A checkpoint of another history is refused, and both are left as evidence")
    func fork() async throws {
        for number in 1...3 { try daemon.dispatch(number, publish: false) }
        let agent = try machine.agent(daemon)
        try await agent.visit()
        let kept = try #require(await machine.inbox.checkpoint())
        daemon.state.withLock { state in
            state.otherHistory = (0..<9).map { Digest32.leaf([UInt8($0)]) }
        }
        try await agent.visit()
        #expect(await machine.inbox.checkpoint() == kept)
        let evidence = try #require(machine.evidence.first)
        // Two signed sizes and no proof: not shown to continue, which is less than a fork.
        #expect(evidence.kind == .unprovenCheckpoint)
        #expect(evidence.files.first { $0.name == "kept.txt" }?.bytes == kept.note)
        let found = try #require(evidence.files.first { $0.name == "found.txt" }?.bytes)
        // Signed by the log itself: that is what makes it evidence.
        #expect(try Checkpoint(verifying: found, by: Sample.logKey.verifier).size == 9)
    }

    @Test(
        "A ledger that is shorter than what was signed before is told, and the daemon is shown it"
    )
    func shrunken() async throws {
        for number in 1...5 { try daemon.dispatch(number, publish: false) }
        let agent = try machine.agent(daemon)
        try await agent.visit()
        let kept = try #require(await machine.inbox.checkpoint())
        daemon.state.withLock { $0.shownSize = 3 }
        try await agent.visit()
        #expect(await machine.inbox.checkpoint() == kept)
        let evidence = try #require(machine.evidence.first)
        #expect(evidence.kind == .shrunkenLedger)
        #expect(evidence.files.first { $0.name == "kept.txt" }?.bytes == kept.note)
        let found = try #require(evidence.files.first { $0.name == "found.txt" }?.bytes)
        #expect(try Checkpoint(verifying: found, by: Sample.logKey.verifier).size == 3)
        #expect(
            daemon.state.withLock { $0.presented } == [String(decoding: kept.note, as: UTF8.self)]
        )
    }

    @Test("A proof that does not fit is refused without being called another history")
    func spoilt() async throws {
        for number in 1...3 { try daemon.dispatch(number, publish: false) }
        let agent = try machine.agent(daemon)
        try await agent.visit()
        let kept = try #require(await machine.inbox.checkpoint())
        for number in 4...6 { try daemon.dispatch(number, publish: false) }
        daemon.state.withLock { $0.spoilsProofs = true }
        try await agent.visit()
        #expect(machine.evidence.map(\.kind) == [.unprovenCheckpoint])
        #expect(await machine.inbox.checkpoint() == kept)
        // Once the proof fits, all goes on.
        daemon.state.withLock { $0.spoilsProofs = false }
        try await agent.visit()
        #expect(try #require(await machine.inbox.checkpoint()).size > kept.size)
        #expect(machine.evidence.count == 1)
    }

    @Test("Where items come and no checkpoint covers them for long, the view is told to be stale")
    func withheld() async throws {
        for number in 1...3 { try daemon.dispatch(number) }
        let agent = try machine.agent(daemon) { $0.limits.withheld = 5_000 }
        daemon.state.withLock { $0.shownSize = 1 }
        let isTold = try await machine.run(agent) { [daemon, machine] in
            daemon.beat()
            return !machine.evidence.isEmpty
        }
        #expect(isTold)
        let evidence = try #require(machine.evidence.first)
        #expect(evidence.kind == .withheldCheckpoint)
        #expect(evidence.sentence(.zh).contains("看到的账本可能是旧的"))
        #expect(evidence.files.first { $0.name == "entry.json" }?.bytes == daemon.item(3).entry)
    }

    @Test("Two roots for one size are a fork without any proof")
    func sameSize() throws {
        let keeper = CheckpointKeeper(key: Sample.logKey.verifier)
        let note = { (leaf: UInt8) in
            let tree = MerkleTree([Digest32.leaf([leaf])])
            let text = Checkpoint(origin: Sample.origin, size: 1, root: tree.root).text
            return (tree.root, Sample.logKey.note(text))
        }
        let (root, mine) = note(1)
        let kept = InboxCheckpoint(size: 1, root: root, note: mine)
        #expect(keeper.judge(mine, against: kept) == .nothingNew)
        guard case .fork = keeper.judge(note(2).1, against: kept) else {
            return #expect(Bool(false), "a fork passed")
        }
        let other = try SigningKey(name: Sample.origin, seed: Array(repeating: 8, count: 32))
        let text = Checkpoint(origin: Sample.origin, size: 1, root: root).text
        guard case .forged = keeper.judge(other.note(text), against: kept) else {
            return #expect(Bool(false), "another key's note passed")
        }
    }
}
