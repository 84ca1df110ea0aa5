import LianxiCore
import LianxiLedger
import Logging

/// Asks the witnesses of the policy that have an address to cosign each newest checkpoint.
///
/// Each by itself: one that is down keeps no other from cosigning, and the checkpointer waits for it
/// as for any witness, once and not for long.
struct RemoteWitnesses: Sendable {
    private let policy: WitnessPolicy
    private let caller: any WitnessCaller
    private let storage: any LedgerStorage
    private let bulletin: Bulletin
    private let witnesses: Witnesses
    private let clock: any ServerClock
    private let logger: Logger
    /// Told of each claim once: the size a witness says it keeps.
    private let found: @Sendable (WitnessClaim) -> Void

    /// `nil` where nobody has an address, or nothing asks.
    init?(
        _ policy: WitnessPolicy?,
        _ parts: ServerParts,
        _ bulletin: Bulletin,
        _ witnesses: Witnesses,
        found: @escaping @Sendable (WitnessClaim) -> Void
    ) {
        guard let policy, let caller = parts.witnessCaller,
            policy.witnesses.contains(where: { $0.address != nil })
        else { return nil }
        self.policy = policy
        self.caller = caller
        storage = parts.storage
        self.bulletin = bulletin
        self.witnesses = witnesses
        clock = parts.clock
        logger = parts.logger
        self.found = found
    }

    /// What one witness is thought to keep, and how it went.
    private struct Standing {
        var size: UInt64 = 0
        /// The newest size that needs no asking any more.
        var settled: UInt64 = 0
        /// Milliseconds to wait after the next failure.
        var pause = ServerLimits.remoteFirstPause
        /// The claim told last.
        var claimed: UInt64?
    }

    /// Runs until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for witness in policy.witnesses {
                guard let address = witness.address else { continue }
                group.addTask { await attend(witness, at: address + "/add-checkpoint") }
            }
        }
    }

    private func attend(_ witness: WitnessPolicy.Witness, at address: String) async {
        var standing = Standing()
        while !Task.isCancelled {
            var pause = ServerLimits.quorumLookMilliseconds
            let newest = bulletin.checkpoint.value
            if newest.size > standing.settled {
                do {
                    try await ask(witness, at: address, newest, &standing)
                    standing.settled = newest.size
                    standing.pause = ServerLimits.remoteFirstPause
                } catch {
                    logger.warning(
                        "a witness did not cosign",
                        metadata: [
                            "witness": "\(witness.name)", "size": "\(newest.size)",
                            "reason": "\(error)",
                        ]
                    )
                    pause = standing.pause
                    standing.pause = min(2 * standing.pause, ServerLimits.remoteLongestPause)
                }
            }
            try? await clock.pause(milliseconds: pause)
        }
    }

    /// Asks once; and once more where the witness keeps another size than was thought.
    private func ask(
        _ witness: WitnessPolicy.Witness,
        at address: String,
        _ newest: SignedHead,
        _ standing: inout Standing
    ) async throws {
        for _ in 0..<2 {
            let request = AddCheckpoint(
                oldSize: standing.size,
                proof: try await MerkleProof.consistency(
                    from: standing.size,
                    to: newest.size,
                    from: HashSource(storage)
                ),
                note: newest.note
            )
            let answer = try await caller.post(request.bytes, to: address)
            switch answer.status {
            case 200:
                standing.size = newest.size
                return try take(answer.body, of: witness, size: newest.size)
            case 409:
                guard let size = AddCheckpoint.keptSize(in: answer.body) else {
                    throw RemoteTrouble.unreadable
                }
                // The same size is asked for again after a restart, and cosigned again.
                guard size <= newest.size, size != standing.size else {
                    let claim = WitnessClaim(
                        witness: witness.name,
                        key: "\(witness.key)",
                        address: address,
                        size: size,
                        at: clock.now(),
                        note: newest.note,
                        answer: answer.body
                    )
                    if standing.claimed != size { tell(claim) }
                    standing.claimed = size
                    throw RemoteTrouble.ahead(size)
                }
                standing.size = size
            case let status: throw RemoteTrouble.refused(status)
            }
        }
        throw RemoteTrouble.unreadable
    }

    private func tell(_ claim: WitnessClaim) {
        witnesses.note(claim)
        found(claim)
    }

    /// Takes the witness's line, whatever else it says.
    private func take(
        _ body: [UInt8],
        of witness: WitnessPolicy.Witness,
        size: UInt64
    ) throws {
        let note = try SignedNote(parsing: Array("\n\n".utf8) + body)
        guard
            let line = note.signatures.first(where: {
                $0.name == witness.key.name && $0.keyID == witness.key.id
            })
        else { throw RemoteTrouble.unreadable }
        if witnesses.take(line, by: witness.key, size: size) == .wrong {
            throw RemoteTrouble.wrongSignature
        }
    }
}

/// Why a witness that speaks HTTP did not cosign.
enum RemoteTrouble: Error, Hashable, CustomStringConvertible {
    /// Its status: 403 and 404 when it does not know our log, 422 when it keeps another history.
    case refused(Int)
    /// It cosigned more than we signed, or another root: this may be an old copy.
    case ahead(UInt64)
    case wrongSignature
    case unreadable

    var description: String {
        switch self {
        case .refused(let status): "it answers \(status)"
        case .ahead(let size): "it keeps \(size) entries: this machine may run on an old copy"
        case .wrongSignature: "its signature is no good"
        case .unreadable: "its answer cannot be read"
        }
    }
}
