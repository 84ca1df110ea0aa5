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
        /// What was asked, in order.
        var asked: [OperationName] = []
        /// Bodies of the acts asked, in order.
        var actBodies: [[UInt8]] = []
        /// Replies to lose after the work was done.
        var lostReplies: Set<OperationName> = []
        var isDeaf = false
        var isDemo = false
        var confirmationSeed: UInt8 = 2
        /// Replaces the ledger's leaves in checkpoints: another history.
        var otherHistory: [Digest32]?
        var refusedActs: [ActVerb: Refusal] = [:]
        /// What is shown of a matter; `unknown-matter` for all others.
        var shown: [MatterID: DeskReply] = [:]
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
        guard case .operation(let id, let operation) = DeskInput(frames) else {
            throw TransportError(.failed, "the double cannot read \(frames)")
        }
        let proof = await proof(for: operation)
        let (reply, isLost) = state.withLock { state -> (ReplyMessage?, Bool) in
            state.asked.append(operation.name)
            guard !state.isDeaf else { return (nil, true) }
            let reply = Self.answer(operation, frames[1], id, proof, &state)
            return (reply, state.lostReplies.remove(operation.name) != nil)
        }
        guard let reply, !isLost else { throw TransportError(.unreachable, "no reply in time") }
        return reply.frames
    }

    /// The consistency proof a checkpoint's reply needs.
    private func proof(for operation: DeskOperation) async -> [Digest32] {
        guard case .checkpoint(let request) = operation else { return [] }
        let leaves = state.withLock { Self.leaves($0) }
        let source = HashSource { level, first, count in
            level > 0 ? [] : Array(leaves[Int(first)..<Int(first) + count])
        }
        let proof = try? await MerkleProof.consistency(
            from: request.from,
            to: UInt64(leaves.count),
            from: source
        )
        return proof ?? []
    }

    private static func answer(
        _ operation: DeskOperation,
        _ body: [UInt8],
        _ id: RequestID,
        _ proof: [Digest32],
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
        case .checkpoint:
            ReplyMessage(
                id: id,
                DeskReply(
                    CheckpointReply(
                        note: String(decoding: checkpoint(state), as: UTF8.self),
                        proof: proof
                    )
                )
            )
        case .show(let request):
            ReplyMessage(id: id, state.shown[request.matter] ?? DeskReply(.unknownMatter))
        case .list: ReplyMessage(id: id, DeskReply(ListReply(assignments: [], next: nil)))
        default: ReplyMessage(id: id, DeskReply(.unknownMatter))
        }
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
        state.otherHistory ?? state.entries.map { Digest32.leaf($0) }
    }

    private static func checkpoint(_ state: State) -> [UInt8] {
        let tree = MerkleTree(leaves(state))
        guard tree.size > 0 else { return [] }
        let checkpoint = Checkpoint(origin: Sample.origin, size: tree.size, root: tree.root)
        return Sample.logKey.note(checkpoint.text)
    }
}
