import LianxiCore
import LianxiLedger

/// Has the signer sign the newest head, at most once a second and only when there is something new.
struct Checkpointer: Sendable {
    let signer: CheckpointSigner
    let storage: any LedgerStorage
    let bulletin: Bulletin
    let clock: any ServerClock

    init(parts: ServerParts, bulletin: Bulletin) {
        signer = CheckpointSigner(key: parts.logKey, lock: parts.lock)
        storage = parts.storage
        self.bulletin = bulletin
        clock = parts.clock
    }

    /// Runs until the task is cancelled.
    ///
    /// - Throws: ``ServerError`` when it is unknown whether a checkpoint was signed: fatal.
    func run() async throws(ServerError) {
        while !Task.isCancelled {
            let head = try await sign()
            try? await clock.pause(milliseconds: ServerLimits.checkpointMilliseconds)
            if let head { await bulletin.head.change(from: head) }
        }
    }

    /// Signs the newest head unless it is signed; returns it.
    ///
    /// - Returns: `nil` when the lock has no room on the disk: nothing is signed, what is recorded
    ///   stays recorded, and there is room another time.
    @discardableResult
    func sign() async throws(ServerError) -> Head? {
        let head = bulletin.head.value
        guard head.size > bulletin.checkpoint.value.size else { return head }
        do {
            let note = try await signer.sign(
                size: head.size,
                root: head.root,
                from: HashSource(storage)
            )
            bulletin.checkpoint.set(SignedHead(size: head.size, note: note))
            return head
        } catch let error as StorageError where error.kind == .full {
            return nil
        } catch let error as StorageError {
            throw ServerError(error)
        } catch {
            throw ServerError(.refused, "the signer: \(error)")
        }
    }
}
