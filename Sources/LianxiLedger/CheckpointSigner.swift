package import LianxiCore

/// Signs checkpoints, and never one that contradicts what it signed before.
///
/// It believes only its own lock: before signing it verifies the lock's note, proves that the tree
/// continues that checkpoint, and moves the lock forward durably; then it hands the note out.
package struct CheckpointSigner: Sendable {
    private let key: any NoteSigner
    /// Signs the same text with a key of another kind; without its line no checkpoint is handed out.
    private let beside: (any LineSigner)?
    private let lock: any SignerLock

    /// Joins the log's key, named after its origin, with the signer's own memory: a store apart
    /// from the ledger's.
    package init(
        key: any NoteSigner,
        beside: (any LineSigner)? = nil,
        lock: any SignerLock
    ) {
        precondition(Checkpoint.isOrigin(key.name), "the log's key is named after its origin")
        self.key = key
        self.beside = beside
        self.lock = lock
    }

    package var origin: String { key.name }
    package var verifier: VerifierKey { key.verifier }

    /// Signs the first checkpoint of a new log: size 0.
    ///
    /// - Throws: ``SignerRefusal/lockExists(size:)`` when the lock is not empty; ``StorageError``;
    ///   ``SigningTrouble`` when the key's token does not sign.
    package func create() async throws -> [UInt8] {
        if let held = try await lock.load() { throw SignerRefusal.lockExists(size: held.size) }
        return try await replace(
            nil,
            with: Checkpoint(origin: origin, size: 0, root: .emptyRoot)
        )
    }

    /// Checks that the ledger is the one the lock knows, or a longer one.
    ///
    /// - Parameters:
    ///   - size: The ledger's size.
    ///   - root: Its root.
    ///   - source: Its hashes.
    /// - Returns: The newest signed checkpoint with its note.
    /// - Throws: ``SignerRefusal``; ``StorageError`` or whatever else the store throws.
    @discardableResult
    package func check(
        size: UInt64,
        root: Digest32,
        from source: HashSource
    ) async throws -> (checkpoint: Checkpoint, note: [UInt8]) {
        guard let held = try await lock.load() else { throw SignerRefusal.lockMissing(size: size) }
        let locked: Checkpoint
        do { locked = try Checkpoint(verifying: held.note, by: key.verifier) } catch {
            throw SignerRefusal.lockForeign(error)
        }
        guard locked.size == held.size else {
            throw SignerRefusal.lockForeign(.malformed("the lock's size is not its note's"))
        }
        guard size >= locked.size else {
            throw SignerRefusal.restoredBackup(size: size, locked: locked.size)
        }
        let proof = try await MerkleProof.consistency(from: locked.size, to: size, from: source)
        guard
            MerkleProof.isConsistent(
                from: locked.size,
                root: locked.root,
                to: size,
                root: root,
                proof: proof
            )
        else { throw SignerRefusal.historyChanged(locked: locked.size) }
        return (locked, held.note)
    }

    /// Signs a checkpoint of the ledger; the same note again while nothing was added.
    ///
    /// When it returns, the lock is durable. When it throws a ``StorageError``, what the lock holds
    /// is unknown: end the process; but when that is `full`, the lock is as it was. It is also
    /// when it throws a ``SigningTrouble``: the key's token signed nothing.
    ///
    /// - Throws: ``SignerRefusal``; ``SigningTrouble``; ``StorageError`` or whatever else the store throws.
    package func sign(
        size: UInt64,
        root: Digest32,
        from source: HashSource
    ) async throws -> [UInt8] {
        let held = try await check(size: size, root: root, from: source)
        if held.checkpoint.size == size { return held.note }
        return try await replace(
            held.note,
            with: Checkpoint(origin: origin, size: size, root: root)
        )
    }

    private func replace(_ old: [UInt8]?, with checkpoint: Checkpoint) async throws -> [UInt8] {
        let text = checkpoint.text
        var signed = SignedNote(text: text, signatures: [try await key.sign(text)])
        if let beside { signed.add(try await beside.sign(text)) }
        let note = signed.bytes
        try await lock.replace(old, with: note, size: checkpoint.size)
        return note
    }
}

/// Why the signer does not sign.
///
/// None of these is cured by a restart.
package enum SignerRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// A log is created once.
    case lockExists(size: UInt64)
    /// The signer's memory is gone while the ledger exists; it is never re-created silently.
    case lockMissing(size: UInt64)
    /// What the lock holds is not a checkpoint by our key.
    case lockForeign(NoteError)
    /// The ledger is shorter than what was signed: a backup was restored.
    case restoredBackup(size: UInt64, locked: UInt64)
    /// The ledger does not continue what was signed: its history changed.
    case historyChanged(locked: UInt64)

    package var description: String {
        switch self {
        case .lockExists(let size): "the signer's lock exists already, at size \(size)"
        case .lockMissing(let size):
            "the signer's lock is empty while the ledger has \(size) entries"
        case .lockForeign(let error): "the signer's lock is not ours: \(error)"
        case .restoredBackup(let size, let locked):
            "the ledger has \(size) entries, \(locked) were signed: a backup was restored"
        case .historyChanged(let locked):
            "the ledger does not continue the checkpoint signed at size \(locked): "
                + "its history changed"
        }
    }

    /// For an administrator to read.
    package func sentence(in language: Language) -> String {
        guard language == .zh else { return description }
        return switch self {
        case .lockExists(let size): "签署锁已经存在，所记为 \(size) 条"
        case .lockMissing(let size): "账本有 \(size) 条，而签署锁是空的"
        case .lockForeign(let error): "签署锁不是本账本的（\(error)）"
        case .restoredBackup(let size, let locked):
            "账本只有 \(size) 条，而已签署 \(locked) 条：恢复的是旧副本"
        case .historyChanged(let locked): "账本与第 \(locked) 条处所签的检查点不一致：历史被改动"
        }
    }
}
