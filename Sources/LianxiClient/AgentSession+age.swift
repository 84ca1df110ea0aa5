import LianxiCore
import LianxiLedger

// How old what witnesses said last is: an old view, shown as the newest, contradicts nothing else.

extension AgentSession {
    /// Lays down a witnessed checkpoint whose cosignatures are too old by this machine's clock.
    ///
    /// Called after the desk was asked, and told only when the next look finds the same: after a
    /// night in which all machines were off the first checkpoint is old, and soon another is there.
    /// Told again after as long once more.
    mutating func judgeAge(
        of witnessed: WitnessedCheckpoint?,
        under newest: InboxCheckpoint
    ) {
        guard let most = configuration.limits.stale, let policy = configuration.witnessPolicy,
            let witnessed, let note = try? SignedNote(parsing: witnessed.note)
        else { return }
        let cosigners = Set(note.signers(among: policy.witnesses.map(\.key)).map(\.id))
        let latest = note.signatures.filter { cosigners.contains($0.keyID) }
            .compactMap { Cosignature($0)?.moment }.max()
        guard let latest else { return }
        let uptime = surroundings.uptime()
        let now = surroundings.now()
        guard latest.adding(milliseconds: most) < now else {
            staleSince = nil
            return
        }
        guard let since = staleSince else {
            staleSince = uptime
            return
        }
        guard uptime - since >= configuration.limits.stalePause else { return }
        staleSince = uptime + most
        lay(
            Evidence(
                kind: .staleCheckpoint,
                reason: "the newest cosignature is of \(latest.wallText), it is \(now.wallText)",
                files: [
                    .init(name: "witnessed.txt", bytes: witnessed.note),
                    .init(name: "kept.txt", bytes: newest.note),
                ]
            )
        )
    }
}
