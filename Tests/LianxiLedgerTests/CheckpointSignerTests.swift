import LianxiCore
import LianxiLedger
import Testing

@Suite("The signer of checkpoints")
struct CheckpointSignerTests {
    /// A lock in memory that can be told to fail, and notes what was asked of it.
    private actor Lock: SignerLock {
        enum Fault { case none, notDone, doneButFailed }
        private(set) var held: (size: UInt64, note: [UInt8])?
        private(set) var replacements = 0
        private var fault = Fault.none

        func fail(_ fault: Fault) { self.fault = fault }
        func put(_ held: (size: UInt64, note: [UInt8])?) { self.held = held }

        func load() async throws(StorageError) -> (size: UInt64, note: [UInt8])? { held }

        func replace(
            _ old: [UInt8]?,
            with note: [UInt8],
            size: UInt64
        ) async throws(StorageError) {
            guard held?.note == old else { throw StorageError(.failed, "the row is another") }
            if fault == .notDone { throw StorageError(.failed, "not done") }
            held = (size, note)
            replacements += 1
            if fault == .doneButFailed { throw StorageError(.failed, "done") }
        }
    }

    private let lock = Lock()
    private var signer: CheckpointSigner { CheckpointSigner(key: logKey, lock: lock) }

    private func sign(_ tree: KeptTree) async throws -> [UInt8] {
        try await signer.sign(size: tree.tree.size, root: tree.tree.root, from: tree.source)
    }

    @Test("It signs what continues what it signed before, and remembers it first")
    func signs() async throws {
        let first = try await signer.create()
        #expect(try Checkpoint(verifying: first, by: logKey.verifier).size == 0)
        for size in [1, 2, 3, 255, 256, 257, 700] as [UInt64] {
            let tree = KeptTree(size: size)
            let note = try await sign(tree)
            let checkpoint = try Checkpoint(verifying: note, by: logKey.verifier)
            #expect(checkpoint.size == size)
            #expect(checkpoint.root == tree.tree.root)
            #expect(await lock.held?.note == note)
            #expect(await lock.held?.size == size)
        }
    }

    @Test("While nothing is added it gives the same note and touches nothing")
    func unchanged() async throws {
        _ = try await signer.create()
        let note = try await sign(KeptTree(size: 7))
        let count = await lock.replacements
        #expect(try await sign(KeptTree(size: 7)) == note)
        #expect(await lock.replacements == count)
    }

    @Test("No signature leaves when the lock could not be moved, done or not")
    func lockFails() async throws {
        _ = try await signer.create()
        let tree = KeptTree(size: 5)
        await lock.fail(.notDone)
        await #expect(throws: StorageError.self) { try await sign(tree) }
        #expect(await lock.held?.size == 0)
        await lock.fail(.doneButFailed)
        await #expect(throws: StorageError.self) { try await sign(tree) }
        // After a restart the lock alone decides: the checkpoint it holds is handed out again.
        await lock.fail(.none)
        let held = await lock.held?.note
        #expect(try await sign(tree) == held)
    }

    @Test("Of two signers on one lock, the one that comes late gets nothing")
    func raced() async throws {
        _ = try await signer.create()
        let slow = RacedLock(lock: lock) {
            _ = try? await CheckpointSigner(key: logKey, lock: lock)
                .sign(size: 6, root: KeptTree(size: 6).tree.root, from: KeptTree(size: 6).source)
        }
        let tree = KeptTree(size: 5)
        await #expect(throws: StorageError.self) {
            try await CheckpointSigner(key: logKey, lock: slow)
                .sign(size: 5, root: tree.tree.root, from: tree.source)
        }
        #expect(await lock.held?.size == 6)
    }

    /// A lock that someone else moves between the look and the replacement.
    private struct RacedLock: SignerLock {
        let lock: Lock
        let meanwhile: @Sendable () async -> Void

        func load() async throws(StorageError) -> (size: UInt64, note: [UInt8])? {
            try await lock.load()
        }

        func replace(
            _ old: [UInt8]?,
            with note: [UInt8],
            size: UInt64
        ) async throws(StorageError) {
            await meanwhile()
            try await lock.replace(old, with: note, size: size)
        }
    }

    @Test("A ledger shorter than what was signed is a restored backup")
    func restored() async throws {
        _ = try await signer.create()
        _ = try await sign(KeptTree(size: 300))
        await #expect(throws: SignerRefusal.restoredBackup(size: 299, locked: 300)) {
            try await sign(KeptTree(size: 299))
        }
    }

    @Test("A ledger that differs in one old entry is a changed history", arguments: [0, 254, 299])
    func changed(place: UInt64) async throws {
        _ = try await signer.create()
        _ = try await sign(KeptTree(size: 300))
        var other = KeptTree()
        for index in 0..<310 as Range<UInt64> {
            other.append(index == place ? [1] : vectorEntry(index))
        }
        await #expect(throws: SignerRefusal.historyChanged(locked: 300)) {
            try await sign(other)
        }
        #expect(await lock.held?.size == 300)
    }

    @Test("A root that is not the one of the hashes is not signed")
    func wrongRoot() async throws {
        _ = try await signer.create()
        _ = try await sign(KeptTree(size: 3))
        let tree = KeptTree(size: 9)
        await #expect(throws: SignerRefusal.historyChanged(locked: 3)) {
            try await signer.sign(size: 9, root: filled(1), from: tree.source)
        }
    }

    @Test("Without its lock it never signs, and a lock is made only once")
    func lockMissing() async throws {
        await #expect(throws: SignerRefusal.lockMissing(size: 4)) {
            try await sign(KeptTree(size: 4))
        }
        _ = try await signer.create()
        await #expect(throws: SignerRefusal.lockExists(size: 0)) { try await signer.create() }
    }

    @Test("A lock that holds another key's checkpoint, or another size, is foreign")
    func lockForeign() async throws {
        let tree = KeptTree(size: 4)
        let checkpoint = Checkpoint(origin: origin, size: 4, root: tree.tree.root)
        await lock.put((4, key(origin, 9).note(checkpoint.text)))
        await #expect(throws: SignerRefusal.lockForeign(.noKnownSignature)) {
            try await sign(tree)
        }
        await lock.put((3, logKey.note(checkpoint.text)))
        await #expect(throws: SignerRefusal.self) { try await sign(tree) }
    }

    @Test("Hashes the source does not have are no reason to sign")
    func hashesMissing() async throws {
        _ = try await signer.create()
        _ = try await sign(KeptTree(size: 3))
        let short = KeptTree(size: 5)
        await #expect(throws: ProofError.self) {
            try await signer.sign(size: 9, root: KeptTree(size: 9).tree.root, from: short.source)
        }
    }
}
