import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Synchronization

/// A daemon in memory behind a client's transport: a ledger, one department's feed, and its desk.
///
/// Its trouble is scripted: replies that are lost after the work was done, a desk that does not
/// answer, a confirmation by another key, a ledger that shows another history.
final class FakeDaemon: ClientTransport {
    struct State {
        var epoch = Epoch(counter: 1, id: Array(repeating: 7, count: 16))
        var origin = Sample.origin
        var entries: [[UInt8]] = []
        /// Ledger indexes of the feed's items, in order.
        var feed: [UInt64] = []
        var acts: [String: UInt64] = [:]
        var lastSequence: UInt64 = 0
        var received: [UInt64] = []
        var now = Timestamp(seconds: 1_790_000_000)
        /// What parties are called; a daemon of before does not know the question.
        var names: DeskReply?
        /// What was asked, in order.
        var asked: [OperationName] = []
        /// Bodies of the acts asked, in order.
        var actBodies: [[UInt8]] = []
        /// Replies to lose after the work was done.
        var lostReplies: Set<OperationName> = []
        var isDeaf = false
        /// Knows nothing of witnesses.
        var isOlder = false
        var isDemo = false
        var confirmationSeed: UInt8 = 2
        /// Replaces the ledger's leaves in checkpoints: another history.
        var otherHistory: [Digest32]?
        /// Checkpoints end here, as on an old copy.
        var shownSize: Int?
        /// Proofs of consistency have one hash changed.
        var spoilsProofs = false
        /// What witnesses handed in, and the last checkpoint with their lines.
        var cosigned: [CosignRequest] = []
        var witnessed: (size: UInt64, note: [UInt8])?
        /// Witnesses beside the department, who cosign with it.
        var others: [SigningKey] = []
        var presented: [String] = []
        /// Entries that `prove` shows changed.
        var altered: Set<UInt64> = []
        var refusedActs: [ActVerb: Refusal] = [:]
        /// What is shown of a matter; `unknown-matter` for all others.
        var shown: [MatterID: DeskReply] = [:]
        /// What is listed of all assignments.
        var listed = DeskReply(ListReply(assignments: [], next: nil))
    }

    let feed: AsyncStream<FeedInput>
    private let frames: AsyncStream<FeedInput>.Continuation
    let state = Mutex(State())

    init() { (feed, frames) = AsyncStream.makeStream(of: FeedInput.self) }

    func close() async { frames.finish() }

    // MARK: What the test does

    /// Records an entry in the department's feed; `publish` false loses it on the way.
    func dispatch(_ number: Int, publish: Bool = true) throws {
        try append(.dispatched(Sample.dispatched(number)), publish: publish)
    }

    func append(_ event: Event, publish: Bool = true) throws {
        let item = try state.withLock { state -> FeedItem in
            let number = UInt64(state.feed.count) + 1
            let bytes = try EntryCodec.encode(
                event,
                at: state.now,
                cause: nil,
                chain: ChainLink(number: 1, previous: nil),
                delivery: Delivery(recipient: Sample.party, number: number)
            )
            let index = UInt64(state.entries.count)
            state.entries.append(bytes)
            state.feed.append(index)
            return FeedItem(epoch: state.epoch, number: number, index: index, entry: bytes)
        }
        if publish { frames.yield(.frame(item.encode())) }
    }

    func send(_ input: FeedInput) { frames.yield(input) }

    func item(_ number: UInt64) -> FeedItem {
        state.withLock { Self.item($0, number) }
    }

    func beat() {
        let beat = state.withLock { state in
            Beat(
                epoch: state.epoch,
                head: UInt64(state.feed.count),
                time: state.now,
                checkpoint: Self.checkpoint(state)
            )
        }
        frames.yield(.frame(beat.encode()))
    }

    // MARK: The desk

    func request(
        _ frames: [[UInt8]],
        id: RequestID,
        timeoutMilliseconds: Int
    ) async throws(TransportError) -> [[UInt8]] {
        guard case .operation(let id, let asked) = DeskInput(frames) else {
            throw TransportError(.failed, "the double cannot read \(frames)")
        }
        let operation = asked.operation
        let proof = await proof(for: operation)
        let second = await witnessedProof(for: operation)
        let (reply, isLost) = state.withLock { state -> (ReplyMessage?, Bool) in
            state.asked.append(operation.name)
            guard !state.isDeaf else { return (nil, true) }
            let reply = Self.answer(operation, frames[1], id, proof, second, &state)
            return (reply, state.lostReplies.remove(operation.name) != nil)
        }
        guard let reply, !isLost else { throw TransportError(.unreachable, "no reply in time") }
        return reply.frames
    }

    /// The proof a checkpoint's or an entry's reply needs.
    private func proof(for operation: DeskOperation) async -> [Digest32] {
        switch operation {
        case .checkpoint(let request): await consistency(from: request.from)
        case .prove(let request): await inclusion(of: request.index, size: request.size ?? 0)
        default: []
        }
    }

    /// The proof from what was witnessed to the newest checkpoint.
    private func witnessedProof(for operation: DeskOperation) async -> [Digest32] {
        guard case .checkpoint = operation, let size = state.withLock({ $0.witnessed?.size }) else {
            return []
        }
        return await consistency(from: size)
    }

    private func consistency(from size: UInt64) async -> [Digest32] {
        let (leaves, isSpoilt) = state.withLock { (Self.leaves($0), $0.spoilsProofs) }
        var proof =
            (try? await MerkleProof.consistency(
                from: size,
                to: UInt64(leaves.count),
                from: Self.source(leaves)
            )) ?? []
        if isSpoilt, !proof.isEmpty { proof[0] = .leaf([0]) }
        return proof
    }

    private func inclusion(of index: UInt64, size: UInt64) async -> [Digest32] {
        let leaves = state.withLock { Self.leaves($0) }
        let proof = try? await MerkleProof.inclusion(
            of: index,
            size: size,
            from: Self.source(leaves)
        )
        return proof ?? []
    }

    private static func source(_ leaves: [Digest32]) -> HashSource {
        HashSource { level, first, count in
            level > 0 ? [] : Array(leaves[Int(first)..<Int(first) + count])
        }
    }

    private static func answer(
        _ operation: DeskOperation,
        _ body: [UInt8],
        _ id: RequestID,
        _ proof: [Digest32],
        _ witnessedProof: [Digest32],
        _ state: inout State
    ) -> ReplyMessage {
        switch operation {
        case .hello: ReplyMessage(id: id, DeskReply(hello(state)))
        case .sync(let request):
            ReplyMessage(
                id: id,
                DeskReply(SyncReply(head: UInt64(state.feed.count))),
                items: (request.after..<UInt64(state.feed.count)).prefix(request.limit).map {
                    item(state, $0 + 1).encode()
                }
            )
        case .receive(let request):
            ReplyMessage(id: id, DeskReply(receive(request, &state)))
        case .act(let request):
            ReplyMessage(id: id, DeskReply(act(request, body, &state)))
        case .checkpoint(let request):
            ReplyMessage(id: id, checkpointReply(request, proof, witnessedProof, state))
        case .cosign(let request): ReplyMessage(id: id, DeskReply(cosign(request, &state)))
        case .present(let request):
            ReplyMessage(id: id, DeskReply(present(request, &state)))
        case .prove(let request): ReplyMessage(id: id, DeskReply(prove(request, proof, state)))
        case .names: ReplyMessage(id: id, state.names ?? DeskReply(.unknownMatter))
        case .show(let request):
            ReplyMessage(id: id, state.shown[request.matter] ?? DeskReply(.unknownMatter))
        case .list: ReplyMessage(id: id, state.listed)
        default: ReplyMessage(id: id, DeskReply(.unknownMatter))
        }
    }

    private static func checkpointReply(
        _ request: CheckpointRequest,
        _ proof: [Digest32],
        _ witnessedProof: [Digest32],
        _ state: State
    ) -> DeskReply {
        guard request.from <= UInt64(leaves(state).count) else { return DeskReply(.unknownEntry) }
        if state.isOlder, request.wantsWitnessed { return DeskReply(.malformed) }
        let witnessed = state.witnessed.map { kept in
            WitnessedNote(note: String(decoding: kept.note, as: UTF8.self), proof: witnessedProof)
        }
        return DeskReply(
            CheckpointReply(
                note: String(decoding: checkpoint(state), as: UTF8.self),
                proof: proof,
                witnessed: request.wantsWitnessed ? witnessed : nil
            )
        )
    }

    private static func cosign(_ request: CosignRequest, _ state: inout State) -> CosignReply {
        state.cosigned.append(request)
        guard request.size == UInt64(leaves(state).count),
            let line = NoteSignature(
                name: "\(Sample.party)/witness",
                base64: Array(request.signature.utf8)
            ),
            let newest = try? Checkpoint(verifying: checkpoint(state), by: Sample.logKey.verifier),
            var note = try? SignedNote(parsing: checkpoint(state))
        else { return CosignReply(isCounted: false, isMet: false) }
        note.add(line)
        for other in state.others { note.add(Cosignature.line(over: newest, at: 7, by: other)) }
        state.witnessed = (request.size, note.bytes)
        return CosignReply(isCounted: true, isMet: true)
    }

    private static func present(_ request: PresentRequest, _ state: inout State) -> PresentReply {
        state.presented.append(request.note)
        return PresentReply()
    }

    private static func prove(
        _ request: ProveRequest,
        _ proof: [Digest32],
        _ state: State
    ) -> ProveReply {
        var bytes = state.entries[Int(request.index)]
        if state.altered.contains(request.index) { bytes.append(0x20) }
        return ProveReply(
            index: request.index,
            hash: .leaf(bytes),
            proof: proof,
            note: "",
            entry: request.wantsEntry ? bytes : nil
        )
    }

    private static func hello(_ state: State) -> HelloReply {
        HelloReply(
            version: 1,
            server: "fake/1",
            origin: state.origin,
            party: Sample.party,
            kind: .department,
            name: "住建局",
            epoch: state.epoch,
            head: UInt64(state.feed.count),
            time: state.now,
            checkpoint: String(decoding: checkpoint(state), as: UTF8.self),
            sequences: [ActSequence(officer: Sample.officer, last: state.lastSequence)],
            keys: HelloKeys(
                log: "\(Sample.logKey.verifier)",
                confirmation: "\(Sample.confirmationKey(2).verifier)"
            ),
            isDemo: state.isDemo
        )
    }

    private static func receive(
        _ request: ReceiveRequest,
        _ state: inout State
    ) -> EntryResultsReply {
        EntryResultsReply(
            results: request.orders.map { order in
                if !state.received.contains(order.index) { state.received.append(order.index) }
                state.entries.append(Array("receipt \(order.index)".utf8))
                return .entry(UInt64(state.entries.count - 1))
            }
        )
    }

    private static func act(
        _ request: ActRequest,
        _ body: [UInt8],
        _ state: inout State
    ) -> ActReply {
        state.actBodies.append(body)
        var results: [EntryResult] = []
        var lines: [Confirmation.Line] = []
        for text in request.acts {
            let result = record(text, &state)
            if case .entry(let index) = result {
                let hash = Digest32.leaf(state.entries[Int(index)])
                lines.append(Confirmation.Line(index: index, hash: hash))
            }
            results.append(result)
        }
        guard !lines.isEmpty else { return ActReply(confirmation: "", results: results) }
        let note = Confirmation(origin: Sample.origin, at: state.now, entries: lines)
            .note(by: Sample.confirmationKey(state.confirmationSeed))
        return ActReply(confirmation: String(decoding: note, as: UTF8.self), results: results)
    }

    private static func record(_ text: String, _ state: inout State) -> EntryResult {
        if let index = state.acts[text] { return .entry(index) }
        guard let act = try? ActText.parse(text).act else {
            return .refused(DeskRefusal(.malformed))
        }
        guard act.sequence > state.lastSequence else {
            return .refused(DeskRefusal(.sequenceReused))
        }
        guard act.sequence == state.lastSequence + 1 else {
            return .refused(DeskRefusal(.sequenceGap))
        }
        if let refusal = state.refusedActs[act.verb] { return .refused(DeskRefusal(refusal)) }
        state.lastSequence += 1
        state.entries.append(Array(text.utf8))
        state.acts[text] = UInt64(state.entries.count - 1)
        return .entry(UInt64(state.entries.count - 1))
    }

    private static func item(_ state: State, _ number: UInt64) -> FeedItem {
        let index = state.feed[Int(number) - 1]
        return FeedItem(
            epoch: state.epoch,
            number: number,
            index: index,
            entry: state.entries[Int(index)]
        )
    }

    private static func leaves(_ state: State) -> [Digest32] {
        let leaves = state.otherHistory ?? state.entries.map { Digest32.leaf($0) }
        return Array(leaves.prefix(state.shownSize ?? leaves.count))
    }

    private static func checkpoint(_ state: State) -> [UInt8] {
        let tree = MerkleTree(leaves(state))
        guard tree.size > 0 else { return [] }
        let checkpoint = Checkpoint(origin: Sample.origin, size: tree.size, root: tree.root)
        return Sample.logKey.note(checkpoint.text)
    }
}
