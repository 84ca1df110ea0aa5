/// Whose cosignatures a checkpoint needs before its reader trusts it.
///
/// Source: C2SP tlog-policy.
package struct WitnessPolicy: Hashable, Sendable {
    /// A witness under the name the policy's file gives it.
    package struct Witness: Hashable, Sendable {
        /// Means something in this file only.
        package let name: String
        /// Of kind ``VerifierKey/Kind/cosignature``.
        package let key: VerifierKey
        /// Where it is asked to cosign (C2SP tlog-witness), without a last `/`; `nil` where it comes by
        /// itself.
        package var address: String?
    }

    /// What has to be there: one witness, or so many of a group's members.
    indirect enum Demand: Hashable, Sendable {
        case witness(VerifierKey)
        /// `least` is in 1…`members.count`.
        case group(least: Int, members: [Demand])
    }

    /// The logs whose checkpoints the policy speaks of, in the file's order.
    package let logs: [VerifierKey]
    /// In the file's order.
    package let witnesses: [Witness]
    /// `nil` for `quorum none`: the log's own signature is enough.
    let quorum: Demand?

    init(logs: [VerifierKey], witnesses: [Witness], quorum: Demand?) {
        self.logs = logs
        self.witnesses = witnesses
        self.quorum = quorum
    }

    /// Whether the quorum is reached by these witnesses, each of whom has validly cosigned.
    package func isMet(by cosigners: Set<VerifierKey>) -> Bool {
        quorum?.isMet(by: cosigners) ?? true
    }

    /// Judges a note by itself.
    ///
    /// - Throws: ``NoteError/noQuorum(_:)`` with the names of those who did cosign; or as
    ///   ``cosigners(of:)`` does.
    package func check(_ note: [UInt8]) throws(NoteError) {
        let cosigners = try cosigners(of: SignedNote(parsing: note))
        guard isMet(by: Set(cosigners.map(\.key))) else { throw .noQuorum(cosigners.map(\.name)) }
    }

    /// The witnesses whose valid cosignatures a note of one of the logs has, in the file's order.
    ///
    /// - Throws: ``NoteError``, when no log of the policy signed the note, or when a line of a
    ///   known key is wrong.
    package func cosigners(of note: SignedNote) throws(NoteError) -> [Witness] {
        let keys = witnesses.map(\.key)
        try note.verified(by: logs)
        let signers = Set(note.signers(among: keys))
        if !signers.isEmpty { try note.verified(by: keys) }
        return witnesses.filter { signers.contains($0.key) }
    }
}

extension WitnessPolicy.Demand {
    fileprivate func isMet(by cosigners: Set<VerifierKey>) -> Bool {
        switch self {
        case .witness(let key): cosigners.contains(key)
        case .group(let least, let members):
            members.count { $0.isMet(by: cosigners) } >= least
        }
    }
}
