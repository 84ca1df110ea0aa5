/// The logs a witness cosigns for, and when it does.
///
/// Source: C2SP tlog-witness.
package struct WitnessBook: Hashable, Sendable {
    /// What becomes of a request.
    package enum Verdict: Hashable, Sendable {
        /// To be kept durably, and only then cosigned.
        case cosign(Checkpoint)
        /// The witness keeps this size, not the one named; or another root of it.
        case conflict(size: UInt64)
        case malformed
        /// No key is known for the origin.
        case unknownLog
        /// None of the origin's keys signed it.
        case unsigned
        /// Not shown to continue the checkpoint kept.
        case unproven
    }

    /// Their names are the origins.
    package let logs: [VerifierKey]

    package init(logs: [VerifierKey]) { self.logs = logs }

    /// Reads a file of lines `log VKEY`, empty lines, and comments that begin with `#`.
    ///
    /// - Throws: ``WitnessPolicyError`` with the first line that is wrong.
    package init(parsing bytes: [UInt8]) throws(WitnessPolicyError) {
        let quorum = Array("\nquorum none\n".utf8)
        let policy = try WitnessPolicy(parsing: bytes + quorum)
        guard policy.witnesses.isEmpty else {
            throw WitnessPolicyError(line: 1, chinese: "只有 log 行", english: "lines \"log\" only")
        }
        self.init(logs: policy.logs)
    }

    /// The origin a request is for; `nil` when its note has none.
    package func origin(of request: AddCheckpoint) -> String? {
        (try? SignedNote(parsing: request.note)).flatMap { try? Checkpoint(parsing: $0.text) }?
            .origin
    }

    /// Judges a request.
    ///
    /// - Parameters:
    ///   - request: As it was read.
    ///   - kept: The newest checkpoint cosigned for its origin; `nil` for none.
    /// - Returns: What becomes of it.
    package func verdict(on request: AddCheckpoint, kept: Checkpoint?) -> Verdict {
        guard let note = try? SignedNote(parsing: request.note),
            let checkpoint = try? Checkpoint(parsing: note.text)
        else { return .malformed }
        let keys = logs.filter { $0.name == checkpoint.origin }
        guard !keys.isEmpty else { return .unknownLog }
        guard (try? note.verified(by: keys)) != nil else { return .unsigned }
        guard request.oldSize <= checkpoint.size else { return .malformed }
        let size = kept?.size ?? 0
        guard request.oldSize == size else { return .conflict(size: size) }
        if let kept, kept.size == checkpoint.size, kept.root != checkpoint.root {
            return .conflict(size: size)
        }
        let isProven = MerkleProof.isConsistent(
            from: size,
            root: kept?.root ?? .emptyRoot,
            to: checkpoint.size,
            root: checkpoint.root,
            proof: request.proof
        )
        return isProven ? .cosign(checkpoint) : .unproven
    }
}
