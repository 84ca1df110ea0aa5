import LianxiCore
import LianxiLedger
import Logging

/// Has the signer sign the newest head, at most once a second and only when there is something new.
///
/// Where there are witnesses, a checkpoint is the newest until its quorum is reached, or for a few
/// seconds: were there always a newer one, each witness would cosign another.
struct Checkpointer: Sendable {
    let signer: CheckpointSigner
    let storage: any LedgerStorage
    let bulletin: Bulletin
    let witnesses: Witnesses
    let clock: any ServerClock
    private let logger: Logger

    init(parts: ServerParts, bulletin: Bulletin, witnesses: Witnesses) {
        signer = CheckpointSigner(parts)
        storage = parts.storage
        self.bulletin = bulletin
        self.witnesses = witnesses
        clock = parts.clock
        logger = parts.logger
    }

    /// Runs until the task is cancelled.
    ///
    /// - Throws: ``ServerError`` when it is unknown whether a checkpoint was signed: fatal.
    func run() async throws(ServerError) {
        while !Task.isCancelled {
            let head = try await sign()
            try? await clock.pause(milliseconds: ServerLimits.checkpointMilliseconds)
            try await gather()
            if let head { await bulletin.head.change(from: head) }
        }
    }

    /// Keeps what is cosigned while nothing new is signed; runs until the task is cancelled.
    ///
    /// - Throws: ``ServerError`` when the store keeps nothing any more: fatal.
    func keepWhatComesLate() async throws(ServerError) {
        while !Task.isCancelled {
            await witnesses.untilUnkept()
            // Where one has come, others follow.
            try? await clock.pause(milliseconds: ServerLimits.checkpointMilliseconds)
            try await keepWitnessed()
        }
    }

    /// Waits for the newest checkpoint's quorum, not for long.
    private func gather() async throws(ServerError) {
        var waited = 0
        while witnesses.isAwaited, waited < ServerLimits.quorumMilliseconds, !Task.isCancelled {
            try? await clock.pause(milliseconds: ServerLimits.quorumLookMilliseconds)
            waited += ServerLimits.quorumLookMilliseconds
        }
        try await keepWitnessed()
    }

    private func keepWitnessed() async throws(ServerError) {
        do { try await witnesses.keep(in: storage) } catch {
            if error.kind != .full { throw ServerError(error) }
        }
    }

    /// Signs the newest head unless it is signed; returns it.
    ///
    /// - Returns: `nil` when the lock has no room on the disk, or the key's token does not sign:
    ///   nothing is signed, what is recorded stays recorded, and it is tried another time.
    @discardableResult
    func sign() async throws(ServerError) -> Head? {
        try await keepWitnessed()
        let head = bulletin.head.value
        guard head.size > bulletin.checkpoint.value.size else { return head }
        do {
            let note = try await signer.sign(
                size: head.size,
                root: head.root,
                from: HashSource(storage)
            )
            bulletin.checkpoint.set(SignedHead(size: head.size, note: note))
            witnesses.begin(size: head.size)
            return head
        } catch let error as StorageError where error.kind == .full {
            return nil
        } catch let trouble as SigningTrouble {
            logger.error("no checkpoint was signed", metadata: ["reason": "\(trouble)"])
            return nil
        } catch let error as StorageError {
            throw ServerError(error)
        } catch {
            throw ServerError(.refused, "the signer: \(error)")
        }
    }
}

extension CheckpointSigner {
    /// The signer of a server's checkpoints.
    init(_ parts: ServerParts) {
        self.init(key: parts.logKey, beside: parts.commercialKey, lock: parts.lock)
    }
}
