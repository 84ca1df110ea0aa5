import DequeModule
import LianxiCore
import LianxiLedger
import Synchronization

/// Roots of the tree at earlier sizes, which acts name as the checkpoint their signer had seen.
///
/// Signers name sizes of signed checkpoints, so few sizes are asked for often; others are computed
/// from the store's tile hashes.
final class KnownRoots: Sendable {
    private struct State {
        var roots: [UInt64: Digest32] = [:]
        var sizes: Deque<UInt64> = []
    }

    private let state = Mutex(State())
    private let source: HashSource
    private let bulletin: Bulletin

    init(storage: any LedgerStorage, bulletin: Bulletin) {
        source = HashSource(storage)
        self.bulletin = bulletin
    }

    /// The root of the tree's first `size` entries; `nil` when it has fewer.
    func root(at size: UInt64) async throws(StorageError) -> Digest32? {
        let head = bulletin.head.value
        guard size <= head.size else { return nil }
        if size == head.size { return head.root }
        if let root = state.withLock({ $0.roots[size] }) { return root }
        let root: Digest32
        do {
            root = try await MerkleTree(size: size, from: source).root
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(.refused, "the tree of \(size) entries: \(error)")
        }
        state.withLock { state in
            guard state.roots.updateValue(root, forKey: size) == nil else { return }
            state.sizes.append(size)
            if state.sizes.count > ServerLimits.knownRoots, let oldest = state.sizes.popFirst() {
                state.roots[oldest] = nil
            }
        }
        return root
    }
}
