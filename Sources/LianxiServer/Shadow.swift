import LianxiCore
import LianxiLedger
import Logging

/// How the SM3 tree stands.
struct ShadowStanding: Hashable, Sendable {
    /// What was signed last, with its note; `nil` before the first time.
    var signed: SignedShadow?
    /// It does not go on for now, or not at all.
    var isFailing = false
}

/// A head of the SM3 tree with its signed checkpoint.
struct SignedShadow: Hashable, Sendable {
    let head: ShadowHead
    let note: [UInt8]
}

/// Keeps the SM3 tree (SM3 对照树) behind the newest signed checkpoint, and signs its own.
///
/// Its checkpoints are over at most as many entries as the log's key signed. As those continue each other,
/// so do these, and no lock of their own is needed. Nothing waits for it: where it fails, the log goes on.
struct Shadow: Sendable {
    private let parts: ShadowParts
    private let storage: any LedgerStorage
    private let bulletin: Bulletin
    private let inbox: BoundedQueue<Submission>
    private let clock: any ServerClock
    /// What the ledger said last of the tree when the server started.
    private let recorded: ShadowRecord?
    private let logger: Logger

    /// `nil` where there is no such tree.
    init?(
        _ parts: ServerParts,
        _ surroundings: EngineSurroundings,
        recorded: ShadowRecord?
    ) {
        guard let shadow = parts.shadow else { return nil }
        self.parts = shadow
        storage = parts.storage
        bulletin = surroundings.bulletin
        inbox = surroundings.inbox
        clock = parts.clock
        self.recorded = recorded
        logger = parts.logger
        bulletin.shadow.set(ShadowStanding())
    }

    /// Why the tree does not go on.
    private enum Trouble {
        /// SM3 cannot be computed.
        case hasher
        case signing(SigningTrouble)
        /// The entries do not come to what was recorded of them; this does not pass.
        case contradicted(ShadowRecord)
    }

    /// Runs until the task is cancelled, or the tree can never go on.
    ///
    /// - Throws: ``ServerError`` when the ledger cannot be read: fatal, as for whoever else reads it.
    func run() async throws(ServerError) {
        var tree = try await begin()
        var kept = tree.size
        var isOffered = false
        while !Task.isCancelled {
            let target = bulletin.checkpoint.value
            guard signedSize < target.size else {
                if !isOffered { isOffered = offer() }
                try? await clock.pause(milliseconds: ServerLimits.checkpointMilliseconds)
                await bulletin.checkpoint.change(from: target)
                continue
            }
            if let trouble = try await advance(&tree, to: target.size) {
                guard tell(trouble) else { return }
                try? await clock.pause(milliseconds: ServerLimits.checkpointMilliseconds)
            } else if kept == 0 || tree.size >= kept + ServerLimits.shadowKept {
                kept = try await keep(tree) ? tree.size : kept
            }
        }
    }

    private var signedSize: UInt64 { bulletin.shadow.value?.signed?.head.size ?? 0 }

    /// Hashes the next entries, not too many, and signs what they come to.
    private func advance(
        _ tree: inout ShadowTree,
        to target: UInt64
    ) async throws(ServerError) -> Trouble? {
        guard try await follow(&tree, to: end(after: tree.size, target)),
            let head = head(of: tree)
        else { return .hasher }
        if let recorded, recorded.head.size == head.size, recorded.head.root != head.root {
            return .contradicted(recorded)
        }
        let key = parts.signer.key
        let text = Checkpoint(origin: key.name, size: head.size, root: head.root).text
        do throws(SigningTrouble) {
            let note = SignedNote(text: text, signatures: [try await parts.signer.sign(text)])
            let signed = SignedShadow(head: head, note: note.bytes)
            bulletin.shadow.set(ShadowStanding(signed: signed))
            return nil
        } catch {
            return .signing(error)
        }
    }

    /// How far to go before the next signature: not past what the ledger says of the tree.
    private func end(after size: UInt64, _ target: UInt64) -> UInt64 {
        let next = min(target, size + ServerLimits.shadowStep)
        guard let said = recorded?.head.size, said > size else { return next }
        return min(next, said)
    }

    /// The tree that was kept, where it is of this ledger; else one to be made from the first entry on.
    private func begin() async throws(ServerError) -> ShadowTree {
        let bytes: [UInt8]?
        do { bytes = try await parts.storage.load() } catch {
            logger.warning("the SM3 tree's state", metadata: ["reason": "\(error)"])
            return ShadowTree()
        }
        guard let bytes else {
            logger.notice("the SM3 tree begins")
            return ShadowTree()
        }
        guard let state = ShadowState(bytes, key: parts.signer.key, by: parts.signer.cipher),
            state.tree.size <= bulletin.checkpoint.value.size,
            try await mainRoot(at: state.tree.size) == state.mainRoot,
            let head = head(of: state.tree)
        else {
            logger.warning(
                "the SM3 tree's state is damaged, or of another ledger or key: it is made again"
            )
            return ShadowTree()
        }
        bulletin.shadow.set(
            ShadowStanding(signed: SignedShadow(head: head, note: state.note))
        )
        return state.tree
    }

    private func mainRoot(at size: UInt64) async throws(ServerError) -> Digest32 {
        do {
            return try await MerkleTree(size: size, from: HashSource(storage)).root
        } catch let error as StorageError {
            throw ServerError(error)
        } catch {
            throw ServerError(.refused, "the ledger's hashes: \(error)")
        }
    }
}

extension Shadow {
    /// Hashes the entries up to the size; `false` when SM3 cannot be computed.
    private func follow(
        _ tree: inout ShadowTree,
        to size: UInt64
    ) async throws(ServerError) -> Bool {
        while tree.size < size, !Task.isCancelled {
            let entries: [StoredEntry]
            do {
                let limit = min(size - tree.size, UInt64(ServerLimits.replay))
                entries = try await storage.entries(from: tree.size, limit: Int(limit)).sound()
            } catch {
                throw ServerError(error)
            }
            guard !entries.isEmpty, let hasher = parts.signer.cipher.treeHasher(),
                hasher.append(entries.lazy.map(\.bytes), to: &tree)
            else { return false }
        }
        return true
    }

    private func head(of tree: ShadowTree) -> ShadowHead? {
        guard let hasher = parts.signer.cipher.treeHasher(), let root = tree.root(by: hasher)
        else { return nil }
        return ShadowHead(size: tree.size, root: root)
    }

    /// Keeps the tree with the checkpoint that was signed of it; `false` when it could not be kept.
    private func keep(_ tree: ShadowTree) async throws(ServerError) -> Bool {
        guard let signed = bulletin.shadow.value?.signed, signed.head.size == tree.size else {
            return false
        }
        let root = try await mainRoot(at: tree.size)
        let state = ShadowState(tree: tree, mainRoot: root, note: signed.note)
        do {
            try await parts.storage.keep(state.bytes)
            return true
        } catch {
            logger.warning("the SM3 tree's state was not kept", metadata: ["reason": "\(error)"])
            return false
        }
    }

    /// Puts the head before the engine at once, and not only at the next minute; whether it is recorded the docket decides.
    private func offer() -> Bool {
        guard let head = bulletin.shadow.value?.signed?.head else { return false }
        let wish = Wish(.recordShadow(head), cause: nil)
        return inbox.offer(Submission([wish]) { _, _ in { nil } }) == .taken
    }

    /// Says in the log, once for as long as it lasts, why the tree stands; `false` when it stands for good.
    private func tell(_ trouble: Trouble) -> Bool {
        let standing = bulletin.shadow.value
        guard standing?.isFailing != true else { return true }
        bulletin.shadow.set(ShadowStanding(signed: standing?.signed, isFailing: true))
        let reason =
            switch trouble {
            case .hasher: "SM3 cannot be computed"
            case .signing(let trouble): "\(trouble)"
            case .contradicted(let record):
                "its first \(record.head.size) entries do not come to what entry "
                    + "\(record.mark.index) says of them"
            }
        logger.error("the SM3 tree does not go on", metadata: ["reason": "\(reason)"])
        if case .contradicted = trouble { return false }
        return true
    }
}
