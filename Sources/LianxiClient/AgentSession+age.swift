import LianxiCore
import LianxiLedger
import Logging

// What this machine's clock says of others: how old a witnessed view is, which shown as the newest contradicts
// nothing else; and how far the daemon's clock is off.

extension AgentSession {
    /// How far this machine's clock may be off the daemon's, in milliseconds: as acts may be.
    private static let clockTolerance = Docket.skewMilliseconds

    /// Says it where one of the two clocks stands wrong; acts signed here are marked as skewed then.
    func compareClocks(with daemon: Timestamp) {
        let ahead = surroundings.now().milliseconds - daemon.milliseconds
        guard abs(ahead) > Self.clockTolerance else { return }
        surroundings.log.warning(
            "this machine's clock is not the daemon's",
            metadata: ["seconds-ahead": "\(ahead / 1000)", "daemon": "\(daemon.wallText)"]
        )
    }

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
