import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

extension AgentSession {
    /// Up to so many assignments are asked about one by one; more, by the list.
    private static let fewAssignments = 16
    /// After a contradiction the same checkpoint is not asked about again for so long, in
    /// milliseconds.
    private static let forkRest: Int64 = 60_000

    /// Asks how assignments stand that something happened to.
    mutating func refresh() async throws {
        guard !stale.isEmpty else { return }
        let asked = stale
        if asked.count <= Self.fewAssignments {
            for id in asked.sorted() { try await refresh(id) }
        } else {
            for row in try await desk.allAssignments() { try await take([(row.row, row.clocks)]) }
        }
        stale.subtract(asked)
    }

    /// Asks about one; a refusal leaves it as it is kept, for nothing else hangs on it.
    private func refresh(_ id: AssignmentID) async throws {
        guard let matter = try await inbox.assignment(id)?.matter else { return }
        do {
            let shown = try await desk.ask(ShowRequest(matter: matter))
            for row in shown.assignments {
                let clocks = shown.clocks.filter { $0.assignment == row.assignment.id }
                try await take([(row, clocks)])
            }
        } catch DeskError.refused(let refusal) where !refusal.isPassing {
            surroundings.log.warning(
                "the desk does not show a matter of ours",
                metadata: ["matter": "\(matter)", "reason": "\(refusal)"]
            )
        }
    }

    /// Keeps what the desk told, where it speaks of the order we know.
    private func take(_ rows: [(row: AssignmentRow, clocks: [ClockRow])]) async throws {
        var updates: [InboxAssignment] = []
        for (row, clocks) in rows {
            guard let kept = try await inbox.assignment(row.assignment.id), kept.order == row.order
            else { continue }
            var details = try kept.readDetails()
            details.version = row.version
            details.clocks = clocks.filter { $0.state == .running }.map {
                AssignmentDetails.Clock(
                    duty: $0.duty,
                    owner: $0.owner,
                    start: $0.start,
                    legal: $0.dates.legal,
                    target: $0.dates.target
                )
            }.sorted { $0.duty < $1.duty }
            updates.append(kept.with(state: row.state, details: details))
        }
        try await inbox.update(updates)
    }

    /// Verifies the newest checkpoint heard and keeps it when it continues the one kept.
    mutating func judgeCheckpoint() async throws {
        guard !announced.isEmpty, surroundings.uptime() >= checkpointRest else { return }
        let note = announced
        announced = []
        checkpointRest = surroundings.uptime() + configuration.limits.checkpointPause
        let keeper = CheckpointKeeper(key: configuration.logKey)
        let kept = try await inbox.checkpoint()
        switch keeper.judge(note, against: kept) {
        case .nothingNew: return
        case .forged(let reason):
            surroundings.log.error(
                "a checkpoint is not signed by the ledger's key",
                metadata: ["reason": "\(reason)"]
            )
        case .fork(let reason): accuse(note, kept, [], reason)
        case .wantsProof:
            let reply = try await desk.ask(CheckpointRequest(from: kept?.size ?? 0))
            try await judge(reply, against: kept, by: keeper)
        }
    }

    /// The reply's note may be newer than the one announced: it is judged by itself.
    private mutating func judge(
        _ reply: CheckpointReply,
        against kept: InboxCheckpoint?,
        by keeper: CheckpointKeeper
    ) async throws {
        let note = Array(reply.note.utf8)
        var verdict = keeper.judge(note, against: kept)
        if case .wantsProof(let checkpoint) = verdict {
            guard let refuted = keeper.refute(checkpoint, after: kept, proof: reply.proof) else {
                try await inbox.keep(
                    InboxCheckpoint(size: checkpoint.size, root: checkpoint.root, note: note)
                )
                return
            }
            verdict = refuted
        }
        if case .fork(let reason) = verdict { accuse(note, kept, reply.proof, reason) }
    }

    private mutating func accuse(
        _ note: [UInt8],
        _ kept: InboxCheckpoint?,
        _ proof: [Digest32],
        _ reason: String
    ) {
        checkpointRest = surroundings.uptime() + Self.forkRest
        let lines = proof.map { $0.base64 + "\n" }.joined()
        lay(
            Evidence(
                kind: .checkpointFork,
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
