import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire

/// Hands in cosignatures of what is not so, beside an agent that cosigns nothing.
struct LyingWitness: Sendable {
    private static let lies: [FaultKind] = [
        .lieOfHistory, .lieOfSignature, .lieOfTime, .lieOfAnother,
    ]

    private let party: PartyID
    private let inbox: InboxDisk
    private let desk: Participant.Desk
    private let world: World
    private let person: Participant
    /// Of its own, so that lies move nothing else.
    private let lot: Lot

    init(
        _ party: PartyID,
        _ inbox: InboxDisk,
        _ desk: Participant.Desk,
        _ person: Participant
    ) {
        self.party = party
        self.inbox = inbox
        self.desk = desk
        self.person = person
        world = person.world
        lot = person.world.lot("lies of \(desk.program.name)")
    }

    /// Runs until cancelled, or until faults have stopped.
    func run() async throws {
        while true {
            try await desk.surroundings.sleep(lot.pick(500...6000))
            if !person.isResting { try await lie() }
        }
    }

    /// No lie may be counted, whatever it is of.
    private func lie() async throws {
        guard let key = world.keys.witness(party), let newest = inbox.image.newest,
            let checkpoint = try? Checkpoint(verifying: newest.note, by: world.keys.log.verifier),
            let lie = lot.pick(from: Self.lies), let line = line(lie, over: checkpoint, by: key)
        else { return }
        world.count.happened(lie)
        let reply = try? await desk.client.ask(
            CosignRequest(size: newest.size, signature: line.base64)
        )
        try Task.checkCancellation()
        if reply?.isCounted == true {
            world.inspector.found(.witnesses, "a lie of \(party) counts at \(newest.size)")
        }
    }

    private func line(
        _ lie: FaultKind,
        over checkpoint: Checkpoint,
        by key: SigningKey
    ) -> NoteSignature? {
        let time = UInt64(max(1, desk.surroundings.now().seconds))
        switch lie {
        case .lieOfHistory:
            // Another history of the same length.
            let forged = Checkpoint(
                origin: checkpoint.origin,
                size: checkpoint.size,
                root: .leaf(Array("another history".utf8))
            )
            return Cosignature.line(over: forged, at: time, by: key)
        case .lieOfSignature:
            let line = Cosignature.line(over: checkpoint, at: time, by: key)
            var signature = line.signature
            signature[signature.count - 1] ^= 1
            return NoteSignature(name: line.name, keyID: line.keyID, signature: signature)
        case .lieOfTime:
            // Another time than was signed.
            let line = Cosignature.line(over: checkpoint, at: time, by: key)
            var signature = line.signature
            signature[7] ^= 1
            return NoteSignature(name: line.name, keyID: line.keyID, signature: signature)
        default:
            // What another witness signed, as its own.
            return inbox.image.witnessed
                .flatMap { try? SignedNote(parsing: $0.note) }?
                .signatures.last { $0.keyID != key.verifier.id }
        }
    }
}
