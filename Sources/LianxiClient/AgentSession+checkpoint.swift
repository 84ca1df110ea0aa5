import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

// The ledger as the agent sees it: every newer checkpoint must continue the one kept.

extension AgentSession {
    /// After a contradiction nothing is asked about checkpoints for so long, in milliseconds.
    private static let contradictionRest: Int64 = 60_000

    /// Verifies the newest checkpoint heard, keeps it when it continues the one kept, and does a
    /// witness's part.
    mutating func judgeCheckpoint() async throws {
        let now = surroundings.uptime()
        guard now >= checkpointRest, !announced.isEmpty || now >= witnessDue else { return }
        checkpointRest = now + configuration.limits.checkpointPause
        let note = announced
        announced = []
        let kept = try await inbox.checkpoint()
        try await seekWithheld(under: kept)
        let keeper = CheckpointKeeper(key: configuration.logKey)
        switch note.isEmpty ? .smaller : keeper.judge(note, against: kept) {
        case .nothingNew where now < witnessDue: return
        case .forged(let reason):
            surroundings.log.error(
                "a checkpoint is not signed by the ledger's key",
                metadata: ["reason": "\(reason)"]
            )
        case .fork(let reason): accuse(.checkpointFork, note, kept, reason)
        case .nothingNew, .smaller, .unproven, .wantsProof:
            try await ask(after: kept, heard: note, by: keeper)
        }
    }

    /// Asks the desk for its newest checkpoint with the proof that it continues the one kept.
    ///
    /// The reply's note may be newer than the one announced: it is judged by itself.
    private mutating func ask(
        after kept: InboxCheckpoint?,
        heard: [UInt8],
        by keeper: CheckpointKeeper
    ) async throws {
        witnessDue =
            configuration.isJudgingAge
            ? surroundings.uptime() + configuration.limits.stalePause : .max
        let reply: CheckpointReply
        do {
            reply = try await newest(after: kept?.size ?? 0)
        } catch DeskError.refused(let refusal) where refusal.refusal == .unknownEntry {
            // What the log signed once it has for ever, so it knows this size.
            accuse(.shrunkenLedger, heard, kept, "the desk does not know size \(kept?.size ?? 0)")
            if let kept { try await present(kept) }
            return
        }
        let note = Array(reply.note.utf8)
        var verdict = note.isEmpty ? .nothingNew : keeper.judge(note, against: kept)
        if case .wantsProof(let checkpoint) = verdict {
            if let refuted = keeper.refute(checkpoint, after: kept, proof: reply.proof) {
                verdict = refuted
            } else {
                let newest = InboxCheckpoint(
                    size: checkpoint.size,
                    root: checkpoint.root,
                    note: note
                )
                try await inbox.keep(newest)
                coveredSize = newest.size
                return try await witness(newest, reply.witnessed)
            }
        }
        switch verdict {
        case .fork(let reason): accuse(.checkpointFork, note, kept, reason, reply.proof)
        case .unproven(let reason): accuse(.unprovenCheckpoint, note, kept, reason, reply.proof)
        case .smaller:
            accuse(.shrunkenLedger, note, kept, "the desk's newest is smaller than the one kept")
        case .nothingNew: if let kept { try await witness(kept, reply.witnessed) }
        case .forged, .wantsProof: return
        }
    }

    /// What the desk has; a daemon of before there were witnesses is asked without them.
    private mutating func newest(after size: UInt64) async throws -> CheckpointReply {
        if configuration.isWatching, !isDeskOlder {
            do {
                return try await desk.ask(CheckpointRequest(from: size, wantsWitnessed: true))
            } catch DeskError.refused(let refusal) where refusal.refusal == .malformed {
                isDeskOlder = true
                surroundings.log.notice(
                    "the daemon is of an older version that knows no witnesses; nothing is cosigned"
                )
            }
        }
        return try await desk.ask(CheckpointRequest(from: size))
    }

    /// Shows the daemon what it signed once, so that it stops rather than sign another history.
    private func present(_ kept: InboxCheckpoint) async throws {
        let note = String(decoding: kept.note, as: UTF8.self)
        _ = try await desk.ask(PresentRequest(note: note))
    }

    /// Entries came, and no checkpoint covers them: the view shown to us may be an old one.
    private mutating func seekWithheld(under kept: InboxCheckpoint?) async throws {
        coveredSize = kept?.size ?? 0
        let now = surroundings.uptime()
        guard let newestIndex, newestIndex >= coveredSize else {
            uncoveredSince = nil
            return
        }
        guard let since = uncoveredSince else {
            uncoveredSince = now
            return
        }
        guard now - since >= configuration.limits.withheld else { return }
        // Told again after as long once more.
        uncoveredSince = now
        let last = try await inbox.items(after: feed.lastNumber - 1, limit: 1).first
        lay(
            Evidence(
                kind: .withheldCheckpoint,
                reason: "entry \(newestIndex) was sent, the newest checkpoint has \(coveredSize)",
                files: [
                    .init(name: "kept.txt", bytes: kept?.note ?? []),
                    .init(name: "entry.json", bytes: last?.bytes ?? []),
                ]
            )
        )
    }

    /// Lays down two notes that do not go together, with the proof that was given.
    mutating func accuse(
        _ kind: Evidence.Kind,
        _ note: [UInt8],
        _ kept: InboxCheckpoint?,
        _ reason: String,
        _ proof: [Digest32] = []
    ) {
        checkpointRest = surroundings.uptime() + Self.contradictionRest
        let lines = proof.map { $0.base64 + "\n" }.joined()
        lay(
            Evidence(
                kind: kind,
                reason: reason,
                files: [
                    .init(name: "kept.txt", bytes: kept?.note ?? []),
                    .init(name: "found.txt", bytes: note),
                    .init(name: "proof.txt", bytes: Array(lines.utf8)),
                ]
            )
        )
    }
}
