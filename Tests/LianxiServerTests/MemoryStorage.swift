import LianxiCore
import LianxiLedger
import Synchronization

/// A ledger in memory, as strict as a store should be.
///
/// Shows an append only once it has returned.
final class MemoryStorage: LedgerStorage {
    /// What the next appends do.
    enum Behaviour: Hashable, Sendable {
        case obedient
        /// Waits until `letGo` before anything becomes visible.
        case held
        case full
        /// Fails; the flag says whether the entries lie in the store nevertheless.
        case failed(butDone: Bool)
    }

    struct State {
        var entries: [StoredEntry] = []
        var tiles: [TileHash] = []
        var items: [Digest32: SealedItem] = [:]
        var papers: [Digest32: MemoryPaper] = [:]
        var root: Digest32?
        var witnessed: WitnessedCheckpoint?
        var behaviour = Behaviour.obedient
        var freeBytes: UInt64 = .max
        var appends = 0
        /// The page is damaged on which the first entry lies that is read for a question.
        var damagesAnswers = false
        var held: CheckedContinuation<Void, Never>?
        /// Woken when an append begins to wait.
        var watcher: CheckedContinuation<Void, Never>?
    }

    let state = Mutex(State())

    var entries: [StoredEntry] { state.withLock { $0.entries } }
    var appends: Int { state.withLock { $0.appends } }

    func behave(_ behaviour: Behaviour) { state.withLock { $0.behaviour = behaviour } }

    func setFree(_ bytes: UInt64) { state.withLock { $0.freeBytes = bytes } }

    /// Returns once an append waits to be let go.
    func untilHeld() async {
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                if state.held != nil { return true }
                state.watcher = continuation
                return false
            }
            if isHeld { continuation.resume() }
        }
    }

    /// Lets the waiting append finish, and those after it run.
    func letGo() {
        let held = state.withLock { state in
            state.behaviour = .obedient
            return state.held.take()
        }
        held?.resume()
    }

    /// Lets the waiting append finish; the next waits again.
    func letOneGo() { state.withLock { $0.held.take() }?.resume() }

    func head() async throws(StorageError) -> (size: UInt64, root: Digest32) {
        state.withLock { (UInt64($0.entries.count), $0.root ?? .emptyRoot) }
    }

    func append(_ batch: AppendBatch) async throws(StorageError) {
        if state.withLock({ $0.behaviour }) == .held { await hold() }
        try state.withLock { state throws(StorageError) in
            state.appends += 1
            switch state.behaviour {
            case .full: throw StorageError(.full, "append: no space left")
            case .failed(butDone: false): throw StorageError(.failed, "append: input/output error")
            case .failed(butDone: true):
                try state.take(batch)
                throw StorageError(.failed, "append: input/output error")
            case .obedient, .held: try state.take(batch)
            }
        }
    }

    private func hold() async {
        await withCheckedContinuation { continuation in
            let watcher = state.withLock { state in
                state.held = continuation
                return state.watcher.take()
            }
            watcher?.resume()
        }
    }

    func entries(from first: UInt64, limit: Int) async throws(StorageError) -> [StoredEntry] {
        state.withLock { state in
            let found = Array(state.entries.dropFirst(Int(first)).prefix(limit))
            // A start reads many.
            return state.damagesAnswers && limit == 1 ? found.damaged : found
        }
    }

    func feed(
        of party: PartyID,
        after number: UInt64,
        limit: Int
    ) async throws(StorageError) -> [StoredEntry] {
        state.withLock { state in
            let own = state.entries.filter { entry in
                entry.delivery.map { $0.recipient == party && $0.number > number } ?? false
            }
            let found = Array(own.prefix(limit))
            return state.damagesAnswers ? found.damaged : found
        }
    }

    func entries(at indexes: [UInt64]) async throws(StorageError) -> [StoredEntry] {
        state.withLock { state in
            let found = indexes.filter { $0 < state.entries.count }.map { state.entries[Int($0)] }
            return state.damagesAnswers ? found.damaged : found
        }
    }

    func hashes(
        level: Int,
        from first: UInt64,
        count: Int
    ) async throws(StorageError) -> [Digest32] {
        state.withLock { state in
            let all =
                level == 0
                ? state.entries.map(\.hash)
                : state.tiles.filter { $0.level == level }.map(\.hash)
            return Array(all.dropFirst(Int(first)).prefix(count))
        }
    }

    func sealedItem(_ commitment: Digest32) async throws(StorageError) -> SealedItem? {
        state.withLock { $0.items[commitment] }
    }

    func destroySealedItems(of matters: [MatterID]) async throws(StorageError) {
        state.withLock { state in
            state.items = state.items.filter { !matters.contains($0.value.matter) }
            state.papers = state.papers.filter { !matters.contains($0.value.matter) }
        }
    }

    func laterLife() async throws(StorageError) -> StoreLife? { nil }

    func witnessed() async throws(StorageError) -> WitnessedCheckpoint? {
        state.withLock { $0.witnessed }
    }

    func keep(_ witnessed: WitnessedCheckpoint) async throws(StorageError) {
        state.withLock { $0.witnessed = witnessed }
    }

    func freeBytes() async throws(StorageError) -> UInt64 { state.withLock { $0.freeBytes } }
}

extension MemoryStorage.State {
    mutating func take(_ batch: AppendBatch) throws(StorageError) {
        guard batch.expectedSize == UInt64(entries.count) else {
            throw StorageError(.failed, "append: extends \(batch.expectedSize), not our size")
        }
        for entry in batch.entries {
            guard entry.index == UInt64(entries.count), (1...16384).contains(entry.bytes.count)
            else { throw StorageError(.failed, "append: entry \(entry.index) does not fit") }
            entries.append(entry)
        }
        tiles += batch.tileHashes
        for item in batch.sealedItems { items[item.commitment] = item }
        root = batch.root
    }
}

/// Dossier keys in memory.
final class MemoryKeys: DossierKeyStorage {
    let keys = Mutex<[MatterID: [UInt8]]>([:])
    let attachmentKeys = Mutex<[MatterID: [UInt8]]>([:])
    let petitioners = Mutex<[(matter: MatterID, name: PetitionerName)]>([])

    func key(of matter: MatterID) async throws(StorageError) -> [UInt8]? {
        keys.withLock { $0[matter] }
    }

    func matters(of petitioner: PetitionerName) async throws(StorageError) -> [MatterID] {
        petitioners.withLock { $0.filter { $0.name == petitioner }.map(\.matter) }
    }

    func destroy(_ matters: [MatterID]) async throws(StorageError) {
        petitioners.withLock { $0.removeAll { matters.contains($0.matter) } }
        keys.withLock { keys in for matter in matters { keys[matter] = nil } }
        attachmentKeys.withLock { keys in for matter in matters { keys[matter] = nil } }
    }

    func copies(limit: Int) async throws(StorageError) -> [DossierCopy] { [] }

    func add(
        _ added: [(matter: MatterID, key: [UInt8])],
        petitioners more: [(matter: MatterID, name: PetitionerName)]
    ) async throws(StorageError) {
        petitioners.withLock { $0 += more }
        keys.withLock { keys in
            for (matter, key) in added where keys[matter] == nil { keys[matter] = key }
        }
    }
}

/// The signer's memory, in memory.
final class MemoryLock: SignerLock {
    let row = Mutex<(size: UInt64, note: [UInt8])?>(nil)
    private let count = Mutex(0)
    /// The disk has no room; nothing is replaced, and each try is counted.
    let isFull = Mutex(false)
    let refused = Mutex(0)

    /// How many checkpoints were signed.
    var signed: Int { count.withLock { $0 } }

    func load() async throws(StorageError) -> (size: UInt64, note: [UInt8])? {
        row.withLock { $0 }
    }

    func replace(_ old: [UInt8]?, with note: [UInt8], size: UInt64) async throws(StorageError) {
        if isFull.withLock({ $0 }) {
            refused.withLock { $0 += 1 }
            throw StorageError(.full, "lock: no space left")
        }
        let isOurs = row.withLock { row in
            guard row?.note == old else { return false }
            row = (size, note)
            return true
        }
        count.withLock { $0 += 1 }
        if !isOurs { throw StorageError(.failed, "lock: the row is not the one expected") }
    }
}

extension [StoredEntry] {
    /// The same with a bit flipped in the bytes of the first.
    fileprivate var damaged: Self {
        prefix(1).map { entry in
            StoredEntry(
                index: entry.index,
                bytes: [entry.bytes[0] ^ 1] + entry.bytes.dropFirst(),
                hash: entry.hash,
                matter: entry.matter,
                delivery: entry.delivery
            )
        } + dropFirst()
    }
}
