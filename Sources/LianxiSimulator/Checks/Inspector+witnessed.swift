import LianxiLedger
import Synchronization

// What witnesses make of checkpoints.

extension Inspector {
    /// The daemon's store, or an agent, keeps a checkpoint as witnessed.
    ///
    /// Its head must be one that this ledger had, as the inspector hashed it: so any two of them are
    /// consistent, whoever keeps them.
    func witnessed(_ kept: WitnessedCheckpoint) {
        let isKnown = state.withLock { !$0.witnessed.insert(kept).inserted }
        if isKnown { return }
        let now = timeline.now
        let checkpoint = try? Checkpoint(verifying: kept.note, by: keys.log.verifier)
        let note = try? SignedNote(parsing: kept.note)
        let witnesses = keys.witnessKeys
        let cosigners = witnesses.count { (try? note?.verified(by: [$0])) != nil }
        let wrong = (note?.signatures.count ?? 0) - cosigners - 1
        state.withLock { state in
            guard let checkpoint, checkpoint.size == kept.size else {
                return state.find(.witnesses, "what is kept at \(kept.size) is not signed", now)
            }
            if wrong > 0 {
                state.find(.witnesses, "\(wrong) wrong lines are kept at \(kept.size)", now)
            }
            if 3 * cosigners <= 2 * witnesses.count {
                let count = "\(cosigners) of \(witnesses.count)"
                state.find(.witnesses, "\(count) are a quorum at \(kept.size)", now)
            }
            let isOurs =
                kept.size < state.roots.count && state.roots[Int(kept.size)] == checkpoint.root
            if !isOurs {
                state.find(.witnesses, "the ledger never had the head at \(kept.size)", now)
            }
        }
    }
}
