import Foundation
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import LianxiZeroMQ
import Synchronization

/// A department that signs for everything at once: keeps what arrives, signs, and waits for the
/// daemon's confirmation, one batch at a time.
///
/// A lean stand-in for `DepartmentAgent`, which also sends receipts, follows clocks and keeps
/// assignments for people to look at. What costs the daemon is the same: acts signed by an act
/// key, up to 256 under one signature. Items and acts are in the journal before acts are sent.
final class Department: Sendable {
    let party: PartyID
    private let origin: String
    private let key: SigningKey
    private let confirmationKey: VerifierKey
    private let transport: ZeroMQClientTransport
    private let desk: DeskClient
    private let journal: Journal
    private let board: BoardHolder
    private let arrivals = Arrivals()
    private let counts = Mutex(Counts())

    /// What a department did since the start.
    struct Counts {
        var batches = 0
        /// Bytes of the entries received.
        var bytes = 0
        var items = 0
    }

    init(
        party: PartyID,
        origin: String,
        key: SigningKey,
        confirmationKey: VerifierKey,
        transport: ZeroMQClientTransport,
        journal: Journal,
        board: BoardHolder
    ) {
        self.party = party
        self.origin = origin
        self.key = key
        self.confirmationKey = confirmationKey
        self.transport = transport
        desk = DeskClient(transport: transport, surroundings: .real)
        self.journal = journal
        self.board = board
    }

    var batches: Int { counts.withLock { $0.batches } }
    /// Mean bytes of a dispatched entry.
    var itemBytes: Int { counts.withLock { $0.bytes / max(1, $0.items) } }

    /// Runs until the transport is closed, all of it on the transport's thread.
    ///
    /// As a consumer of Redis has one thread for its connection and its journal.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let executor = transport.executor
            group.addTask(executorPreference: executor) {
                await self.arrivals.pump(self.transport.feed)
            }
            group.addTask(executorPreference: executor) { try await self.work() }
            try await group.waitForAll()
        }
    }

    /// Whether the feed has brought anything: then nothing published from now on is missed.
    var isListening: Bool { arrivals.hasHeard }

    func close() async { await transport.close() }

    private func work() async throws {
        var sequence: UInt64 = 1
        var last: UInt64 = 0
        for await _ in arrivals.bell.rings {
            while true {
                let frames = arrivals.take(upTo: ActBatch.mostActs)
                guard !frames.isEmpty else { break }
                let orders = try frames.compactMap { try order(in: $0, after: &last) }
                guard !orders.isEmpty else { continue }
                try await sign(orders, from: sequence)
                sequence += UInt64(orders.count)
            }
        }
    }

    /// An order as it came over the feed.
    private struct Order {
        let item: FeedItem
        let dispatched: Dispatched
        let ruleSet: DataSetID
    }

    private func order(in frame: [UInt8], after last: inout UInt64) throws -> Order? {
        guard case .item(let item) = try FeedFrame(decoding: frame) else { return nil }
        guard item.number == last + 1 else {
            throw Trouble("\(party): item \(item.number) after \(last); the feed dropped some")
        }
        last = item.number
        guard case .dispatched(let dispatched) = try EntryCodec.decode(item.entry).event,
            let ruleSet = dispatched.clocks.first?.ruleSet
        else { throw Trouble("\(party): item \(item.number) is no order") }
        counts.withLock {
            $0.bytes += item.entry.count
            $0.items += 1
        }
        return Order(item: item, dispatched: dispatched, ruleSet: ruleSet)
    }

    private func sign(_ orders: [Order], from sequence: UInt64) async throws {
        let acts = orders.enumerated().map { place, order in
            Act(
                verb: .sign,
                order: order.item.index,
                orderHash: .leaf(order.item.entry),
                headSize: 0,
                headRoot: .emptyRoot,
                matter: order.dispatched.assignment.matter,
                department: party,
                officer: Conference.clerk,
                duty: .signature,
                ruleSet: order.ruleSet,
                claimedAt: Surroundings.real.now(),
                sequence: sequence + UInt64(place),
                detail: nil,
                note: nil
            )
        }
        let body = try body(acts)
        try journal.keep(orders.flatMap(\.item.entry) + body)
        let reply = try await desk.send(body, id: Surroundings.real.requestID())
        try check(ActReply(decoding: reply.value), for: acts.count)
        counts.withLock { $0.batches += 1 }
        board.current?.finish(orders.map { Int($0.dispatched.assignment.id.low) })
    }

    /// One signature over all acts.
    private func body(_ acts: [Act]) throws -> [UInt8] {
        let batch = ActBatch(
            origin: origin,
            texts: acts.map { ActText.encode($0, origin: origin) }
        )
        guard let signature = Base64.decode(batch.signature(by: key)) else {
            throw Trouble("a batch without a signature")
        }
        return ActRequest(acts: batch.texts, signature: signature, notes: [])
            .encode().canonicalBytes
    }

    /// Every act is recorded, and the daemon signed that it is.
    private func check(_ reply: ActReply, for count: Int) throws {
        let confirmation = try Confirmation(
            verifying: Array(reply.confirmation.utf8),
            by: confirmationKey
        )
        let named = Set(confirmation.entries.map(\.index))
        guard confirmation.origin == origin, reply.results.count == count,
            reply.results.allSatisfy({
                if case .entry(let index) = $0 { named.contains(index) } else { false }
            })
        else { throw Trouble("\(party): an act was not confirmed: \(reply.results)") }
    }
}

/// What the feed brought and nobody looked at yet.
private final class Arrivals: Sendable {
    let bell = Doorbell()
    private let state = Mutex((frames: [[UInt8]](), next: 0, hasHeard: false))

    var hasHeard: Bool { state.withLock { $0.hasHeard } }

    /// Runs until the feed ends.
    func pump(_ feed: AsyncStream<FeedInput>) async {
        for await input in feed {
            guard case .frame(let frame) = input else { continue }
            state.withLock {
                $0.frames.append(frame)
                $0.hasHeard = true
            }
            bell.ring()
        }
        bell.close()
    }

    func take(upTo limit: Int) -> [[UInt8]] {
        state.withLock { state in
            let taken = Array(state.frames[state.next...].prefix(limit))
            state.next += taken.count
            if state.next == state.frames.count {
                state.frames.removeAll(keepingCapacity: true)
                state.next = 0
            }
            return taken
        }
    }
}

/// The window that is measured now.
final class BoardHolder: Sendable {
    private let board = Mutex<CycleBoard?>(nil)

    var current: CycleBoard? {
        get { board.withLock { $0 } }
        set { board.withLock { $0 = newValue } }
    }
}
