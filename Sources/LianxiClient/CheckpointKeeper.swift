package import LianxiCore
package import LianxiLedger

/// Judges the checkpoints the daemon announces against the newest one the agent keeps.
///
/// A log that shows two histories is caught here: what does not continue the kept checkpoint is
/// refused and left as evidence.
package struct CheckpointKeeper: Sendable {
    /// What an announced checkpoint is to us.
    package enum Verdict: Hashable, Sendable {
        /// Known already.
        case nothingNew
        /// Signed, and smaller than the one kept: a beat on its way, or an old copy's.
        case smaller
        /// Newer: ask the desk for the proof that it continues the one kept.
        case wantsProof(Checkpoint)
        /// Signed by the log, and in contradiction to the one kept: evidence against the operator.
        case fork(reason: String)
        /// The proof that came with it does not show that it continues the one kept.
        case unproven(reason: String)
        /// Not signed by the log, or not for it.
        case forged(reason: String)
    }

    private let key: VerifierKey

    /// - Parameter key: The log's verifier key, from the enrolment.
    package init(key: VerifierKey) { self.key = key }

    /// Reads an announced note and compares it with the kept checkpoint.
    package func judge(_ note: [UInt8], against kept: InboxCheckpoint?) -> Verdict {
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(verifying: note, by: key)
        } catch {
            return .forged(reason: "\(error)")
        }
        guard let kept else {
            return checkpoint.size == 0 ? .nothingNew : .wantsProof(checkpoint)
        }
        if checkpoint.size < kept.size { return .smaller }
        if checkpoint.size == kept.size {
            return checkpoint.root == kept.root
                ? .nothingNew
                : .fork(reason: "two roots for size \(kept.size)")
        }
        return .wantsProof(checkpoint)
    }

    /// Judges a newer checkpoint with its proof; `nil` means that it continues the kept one.
    ///
    /// - Parameters:
    ///   - checkpoint: As ``judge(_:against:)`` gave it.
    ///   - kept: The one it must continue; without one, nothing is to be proven.
    ///   - proof: RFC 6962 consistency proof.
    /// - Returns: What is wrong with it; `nil` when nothing is.
    package func refute(
        _ checkpoint: Checkpoint,
        after kept: InboxCheckpoint?,
        proof: [Digest32]
    ) -> Verdict? {
        guard let kept else { return nil }
        let isConsistent = MerkleProof.isConsistent(
            from: kept.size,
            root: kept.root,
            to: checkpoint.size,
            root: checkpoint.root,
            proof: proof
        )
        return isConsistent
            ? nil
            : .unproven(
                reason: "size \(checkpoint.size) is not shown to continue size \(kept.size)"
            )
    }
}
