import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

// A witness's part: cosign what continues what was kept, and keep what others cosigned.

extension AgentSession {
    /// Entries proven in one turn at most, so that the feed does not wait for long.
    private static let provenAtOnce = 16

    /// Cosigns the checkpoint kept, takes over the one witnessed, and has our entries proven.
    ///
    /// - Parameters:
    ///   - newest: Verified, and kept durably before.
    ///   - shown: What the desk says its witnesses cosigned.
    /// - Throws: ``DeskError``, `StorageError`.
    mutating func witness(_ newest: InboxCheckpoint, _ shown: WitnessedNote?) async throws {
        guard configuration.isWatching, !isDeskOlder else { return }
        let note = shown.flatMap { try? SignedNote(parsing: Array($0.note.utf8)) }
        try await cosign(newest, unless: note)
        if let shown { try await take(shown, under: newest) }
        let witnessed = try await inbox.witnessed()
        judgeAge(of: witnessed, under: newest)
        let isMore = try await proveEntries(under: witnessed)
        if isMore {
            witnessDue = surroundings.uptime()
        } else if witnessed?.size ?? 0 < newest.size {
            witnessDue = min(
                witnessDue,
                surroundings.uptime() + configuration.limits.witnessPause
            )
        }
    }

    /// Hands in our cosignature, unless it is among those gathered.
    private func cosign(_ newest: InboxCheckpoint, unless gathered: SignedNote?) async throws {
        guard let key = configuration.witness,
            let checkpoint = try? Checkpoint(verifying: newest.note, by: configuration.logKey)
        else { return }
        let isThere =
            gathered?.text == checkpoint.text
            && gathered?.signers(among: [key.verifier]).isEmpty == false
        let seconds = surroundings.now().seconds
        guard !isThere, seconds > 0 else { return }
        let line = Cosignature.line(over: checkpoint, at: UInt64(seconds), by: key)
        do {
            _ = try await desk.ask(CosignRequest(size: newest.size, signature: line.base64))
        } catch DeskError.refused(let refusal) where !refusal.isPassing {
            // The enrolment has another key of ours, or none: nothing else hangs on it.
            surroundings.log.warning(
                "the desk does not take our cosignature",
                metadata: ["reason": "\(refusal)"]
            )
        }
    }

    /// Keeps what others cosigned, when the newest checkpoint continues it.
    private mutating func take(
        _ shown: WitnessedNote,
        under newest: InboxCheckpoint
    ) async throws {
        let bytes = Array(shown.note.utf8)
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(verifying: bytes, by: configuration.logKey)
            if let policy = configuration.witnessPolicy {
                let cosigners = try policy.cosigners(of: SignedNote(parsing: bytes)).map(\.key)
                // Less than our own policy asks for: others may be content with it.
                guard policy.isMet(by: Set(cosigners)) else { return }
            }
        } catch {
            surroundings.log.error(
                "a witnessed checkpoint cannot be believed",
                metadata: ["reason": "\(error)"]
            )
            return
        }
        let isContinued = MerkleProof.isConsistent(
            from: checkpoint.size,
            root: checkpoint.root,
            to: newest.size,
            root: newest.root,
            proof: shown.proof
        )
        guard isContinued else {
            let isFork = checkpoint.size == newest.size && checkpoint.root != newest.root
            return accuse(
                isFork ? .checkpointFork : .unprovenCheckpoint,
                bytes,
                newest,
                "size \(newest.size) is not shown to continue what was witnessed at \(checkpoint.size)",
                shown.proof
            )
        }
        guard checkpoint.size > 0 else { return }
        try await inbox.keep(WitnessedCheckpoint(size: checkpoint.size, note: bytes))
    }

    /// Has entries of our acts proven under the witnessed checkpoint, and keeps the proofs.
    ///
    /// - Returns: Whether more are owed.
    private mutating func proveEntries(
        under witnessed: WitnessedCheckpoint?
    ) async throws -> Bool {
        guard let witnessed,
            let root = try? Checkpoint(verifying: witnessed.note, by: configuration.logKey).root
        else { return false }
        let owed = try await inbox.unproven(below: witnessed.size, limit: Self.provenAtOnce)
        for entry in owed {
            let reply: ProveReply
            do {
                reply = try await desk.ask(
                    ProveRequest(index: entry.index, size: witnessed.size, wantsEntry: true)
                )
            } catch DeskError.refused(let refusal) where !refusal.isPassing {
                miss(entry, witnessed, [], "the desk does not prove it: \(refusal)")
                return false
            }
            let bytes = reply.entry ?? []
            let isProven = MerkleProof.isIncluded(
                .leaf(bytes),
                at: entry.index,
                size: witnessed.size,
                proof: reply.proof,
                root: root
            )
            guard isProven, confirmed(entry) == .leaf(bytes) else {
                miss(entry, witnessed, bytes, "what lies at entry \(entry.index) is another")
                return false
            }
            let proof = ProofFile(
                index: entry.index,
                path: reply.proof,
                note: witnessed.note
            )
            try await inbox.keep(
                ProvenEntry(index: entry.index, entry: bytes, proof: proof.bytes)
            )
        }
        return owed.count == Self.provenAtOnce
    }

    /// The hash the daemon confirmed.
    private func confirmed(_ entry: UnprovenEntry) -> Digest32? {
        let confirmation = try? Confirmation(
            verifying: Array(entry.confirmation.utf8),
            by: configuration.confirmationKey
        )
        return confirmation?.entries.first { $0.index == entry.index }?.hash
    }

    private mutating func miss(
        _ entry: UnprovenEntry,
        _ witnessed: WitnessedCheckpoint,
        _ found: [UInt8],
        _ reason: String
    ) {
        checkpointRest = surroundings.uptime() + configuration.limits.withheld
        lay(
            Evidence(
                kind: .missingEntry,
                reason: reason,
                files: [
                    .init(name: "confirmation.txt", bytes: Array(entry.confirmation.utf8)),
                    .init(name: "witnessed.txt", bytes: witnessed.note),
                    .init(name: "entry.json", bytes: found),
                ]
            )
        )
    }
}
