import LianxiCore
import LianxiLedger
import Synchronization

/// Gathers the cosignatures of the newest checkpoint until its quorum is reached, and after that.
///
/// Without a policy the quorum is more than two thirds of the parties enrolled as witnesses.
final class Witnesses: Sendable {
    private struct State {
        /// Size of the checkpoint that `lines` are of.
        var size: UInt64
        var lines: [VerifierKey: NoteSignature] = [:]
        /// Who cosigned the checkpoint before.
        var before: Set<VerifierKey> = []
        var newest: WitnessedCheckpoint?
        /// What witnesses say they keep beyond what we signed, the last of each, in this run.
        var claims: [String: WitnessClaim] = [:]
    }

    private let state: Mutex<State>
    private let policy: WitnessPolicy?
    private let bulletin: Bulletin
    /// The store lacks ``newest`` as it is.
    private let isUnkept = Latest(false)

    /// Begins with the checkpoint witnessed last, as the store has it.
    init(policy: WitnessPolicy?, kept: WitnessedCheckpoint?, bulletin: Bulletin) {
        self.policy = policy
        self.bulletin = bulletin
        state = Mutex(State(size: bulletin.checkpoint.value.size, newest: kept))
    }

    /// The newest checkpoint whose quorum was reached; `nil` before the first.
    var newest: WitnessedCheckpoint? { state.withLock { $0.newest } }

    /// Enrolled parties that are witnesses, in the order of their names.
    var enrolled: [(party: PartyID, key: VerifierKey)] {
        bulletin.parties.compactMap { party in
            party.witness.map { (party: party.id, key: $0) }
        }
    }

    /// What witnesses said in this run that contradicts us, in the order of their names.
    var claims: [WitnessClaim] {
        state.withLock { state in state.claims.values.sorted { $0.witness < $1.witness } }
    }

    /// A witness contradicts us.
    func note(_ claim: WitnessClaim) {
        state.withLock { $0.claims[claim.witness] = claim }
    }

    /// A newer checkpoint was signed: from now on its cosignatures are gathered.
    func begin(size: UInt64) {
        state.withLock { state in
            guard size > state.size else { return }
            state.before = Set(state.lines.keys)
            (state.size, state.lines) = (size, [:])
        }
    }

    /// Whether the newest checkpoint lacks its quorum, and those who cosigned lately could give it.
    ///
    /// Who was silent the last time is not waited for.
    var isAwaited: Bool {
        let keys = enrolled.map(\.key)
        return state.withLock { state in
            !isMet(by: Set(state.lines.keys), of: keys)
                && isMet(by: state.before.union(state.lines.keys), of: keys)
        }
    }

    /// The parties that have cosigned the newest checkpoint, and those that have not.
    func standing() -> (cosigned: [PartyID], missing: [PartyID]) {
        let lines = state.withLock { $0.lines }
        let enrolled = enrolled
        return (
            enrolled.filter { lines[$0.key] != nil }.map(\.party),
            enrolled.filter { lines[$0.key] == nil }.map(\.party)
        )
    }

    /// What became of a cosignature.
    enum Verdict: Hashable {
        /// It counts; the flag says whether the quorum is reached.
        case counted(isMet: Bool)
        /// It is of another size than the newest checkpoint's.
        case superseded
        /// It is not the witness's over that checkpoint.
        case wrong
    }

    /// Verifies a line over the checkpoint of that size and keeps it.
    func take(_ line: NoteSignature, by key: VerifierKey, size: UInt64) -> Verdict {
        let newest = bulletin.checkpoint.value
        guard size == newest.size, let note = try? SignedNote(parsing: newest.note) else {
            return .superseded
        }
        // Alone, so that a wrong line is never among those kept.
        let alone = SignedNote(text: note.text, signatures: [line])
        guard (try? alone.verified(by: [key])) != nil else { return .wrong }
        let keys = enrolled.map(\.key)
        return state.withLock { state in
            guard size == state.size else { return .superseded }
            // Beside the log's own lines.
            let most = SignedNote.mostSignatures - note.signatures.count
            if state.lines[key] != nil || state.lines.count < most {
                state.lines[key] = line
            }
            guard isMet(by: Set(state.lines.keys), of: keys) else { return .counted(isMet: false) }
            let sorted = state.lines.sorted { ($0.key.name, $0.key.id) < ($1.key.name, $1.key.id) }
            let whole = SignedNote(
                text: note.text,
                signatures: note.signatures + sorted.map(\.value)
            )
            state.newest = WitnessedCheckpoint(size: size, note: whole.bytes)
            isUnkept.set(true)
            return .counted(isMet: true)
        }
    }

    /// Has the store keep what it does not have yet.
    ///
    /// - Throws: `StorageError`; when that is `full`, it is tried again another time.
    func keep(in storage: any LedgerStorage) async throws(StorageError) {
        let unkept = state.withLock { isUnkept.value ? $0.newest : nil }
        guard let unkept else { return }
        try await storage.keep(unkept)
        state.withLock { if $0.newest == unkept { isUnkept.set(false) } }
    }

    /// Returns once there is something for the store to keep, or the task is cancelled.
    func untilUnkept() async { await isUnkept.change(from: false) }

    private func isMet(by cosigners: Set<VerifierKey>, of enrolled: [VerifierKey]) -> Bool {
        if let policy { return policy.isMet(by: cosigners) }
        return !enrolled.isEmpty && 3 * cosigners.intersection(enrolled).count > 2 * enrolled.count
    }
}

extension Party {
    /// The key its agent cosigns with; `nil` when it is no witness.
    var witness: VerifierKey? { witnessKey.flatMap { try? VerifierKey(parsing: $0) } }
}
