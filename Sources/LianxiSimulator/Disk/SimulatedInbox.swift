import LianxiClient
import LianxiCore
import LianxiLedger
import Synchronization

/// An agent's durable memory, which outlives every run of the agent.
final class InboxDisk: Sendable {
    let state: Mutex<InboxImage>
    /// Whether the program that has it open is an older one, and the next to open it will be.
    private let older = Mutex((isOpen: false, isNext: false))

    init(origin: String, party: PartyID) {
        state = Mutex(InboxImage(origin: origin, party: party))
    }

    var image: InboxImage { state.withLock { $0 } }

    /// The next program to open it is an older one.
    func goBack() { older.withLock { $0.isNext = true } }

    /// From now on only programs of today open it.
    ///
    /// - Returns: Whether an older one has it open still.
    func upgrade() -> Bool {
        older.withLock { older in
            older.isNext = false
            return older.isOpen
        }
    }

    /// A program opens it.
    ///
    /// - Returns: Whether it is an older one; any other reads again what those could not.
    func open() -> Bool {
        let isOlder = older.withLock { older in
            older = (older.isNext, false)
            return older.isOpen
        }
        if !isOlder { state.withLock { $0.readAgain() } }
        return isOlder
    }

    /// Puts an older image in the place of this one.
    func restore(_ backup: InboxImage) { state.withLock { $0 = backup } }
}

/// One run's hold on its inbox, with the disk's faults.
final class SimulatedInbox: AgentInbox {
    private let program: Program
    private let inbox: InboxDisk
    private let disk: Disk
    /// What the program cannot read; `nil` for one of today.
    private let older: OlderProgram?

    init(_ inbox: InboxDisk, _ disk: Disk, of program: Program, _ older: OlderProgram) {
        self.older = inbox.open() ? older : nil
        self.inbox = inbox
        self.disk = disk
        self.program = program
    }

    func position() async throws(StorageError) -> InboxPosition { try await read(\.position) }
    func adopt(_ epoch: InboxEpoch) async throws(StorageError) -> Bool {
        try await change { image in image.adopt(epoch) }
    }
    func keep(_ arrivals: [InboxArrival]) async throws(StorageError) -> UInt64 {
        guard let older else {
            return try await change { image throws(StorageError) in try image.keep(arrivals) }
        }
        let (seen, unread) = try await read(arrivals, by: older)
        let number = try await change { image throws(StorageError) in
            try image.keep(seen, unread: unread)
        }
        disk.count.happened(.olderAgent, times: unread.count)
        return number
    }
    func items(after number: UInt64, limit: Int) async throws(StorageError) -> [InboxItem] {
        try await read { Array($0.items.dropFirst(Int(number)).prefix(limit)) }
    }
    func assignments(_ filter: InboxFilter) async throws(StorageError) -> [InboxAssignment] {
        try await read { $0.assignments(filter) }
    }
    func assignment(_ id: AssignmentID) async throws(StorageError) -> InboxAssignment? {
        try await read { $0.assignments[id] }
    }
    func update(_ assignments: [InboxAssignment]) async throws(StorageError) {
        try await change { $0.update(assignments) }
    }
    func items(of matter: MatterID) async throws(StorageError) -> [InboxItem] {
        try await read { $0.items.filter { $0.matter == matter } }
    }
    func unread() async throws(StorageError) -> [InboxItem] {
        older == nil ? try await read(\.unread) : []
    }
    func take(
        unread arrivals: [InboxArrival],
        leaving assignments: [InboxAssignment]
    ) async throws(StorageError) {
        try await change { $0.take(unread: arrivals, leaving: assignments) }
    }
    func names() async throws(StorageError) -> [PartyName] {
        try await read { Array($0.names.values) }
    }
    func keep(_ names: [PartyName]) async throws(StorageError) {
        try await change { image in
            for name in names { image.names[name.party] = name }
        }
    }
    func pendingReceipts(limit: Int) async throws(StorageError) -> [PendingReceipt] {
        try await read { Array($0.pendingReceipts.prefix(limit)) }
    }
    func settleReceipts(_ outcomes: [ReceiptOutcome]) async throws(StorageError) {
        try await change { $0.settleReceipts(outcomes) }
        for outcome in outcomes {
            guard case .entry(let index) = outcome.answer else { continue }
            disk.inspector.received(outcome.index, entry: index)
        }
    }
    func nextSequence(of key: String) async throws(StorageError) -> UInt64 {
        try await read { $0.nextSequence(of: key) }
    }
    func prepare(_ acts: PreparedActs) async throws(StorageError) -> Bool {
        try await change { $0.prepare(acts) }
    }
    func unconfirmedActs(limit: Int) async throws(StorageError) -> [PreparedActs] {
        try await read { Array($0.unconfirmedActs.prefix(limit)) }
    }
    func settle(_ answer: ActsAnswer) async throws(StorageError) {
        try await change { image in
            let batch = image.batches.first {
                $0.acts.request == answer.request && $0.answer == nil
            }
            image.settle(answer)
            for (act, result) in zip(batch?.acts.acts ?? [], answer.results) {
                switch result {
                case .entry(let index): disk.inspector.confirmed(act.text, entry: index)
                case .refused: disk.count.happened(.wrong)
                }
            }
        }
    }
    func acts(on assignment: AssignmentID) async throws(StorageError) -> [(
        PreparedActs, ActsAnswer?
    )] {
        try await read { image in
            image.batches.filter { $0.acts.acts.contains { $0.assignment == assignment } }
                .map { ($0.acts, $0.answer) }
        }
    }
    func setNextSequence(_ number: UInt64, of key: String) async throws(StorageError) -> Bool {
        try await change { $0.setNextSequence(number, of: key) }
    }
    func checkpoint() async throws(StorageError) -> InboxCheckpoint? { try await read(\.newest) }
    func keep(_ checkpoint: InboxCheckpoint) async throws(StorageError) {
        try await change { $0.keep(checkpoint) }
    }
    func witnessed() async throws(StorageError) -> WitnessedCheckpoint? {
        try await read(\.witnessed)
    }
    func keep(_ witnessed: WitnessedCheckpoint) async throws(StorageError) {
        disk.inspector.witnessed(witnessed)
        try await change { $0.keep(witnessed) }
    }
    func unproven(below size: UInt64, limit: Int) async throws(StorageError) -> [UnprovenEntry] {
        try await read { $0.unproven(below: size, limit: limit) }
    }
    func keep(_ proven: ProvenEntry) async throws(StorageError) {
        try await change { $0.proven[proven.index] = proven }
    }
    func proven(_ index: UInt64) async throws(StorageError) -> ProvenEntry? {
        try await read { $0.proven[index] }
    }
    func proofs() async throws(StorageError) -> (proven: Int, owed: Int) {
        try await read { ($0.proven.count, $0.unproven(below: .max, limit: .max).count) }
    }
    func dueHooks(
        at now: Timestamp,
        horizon: Timestamp,
        limit: Int
    ) async throws(StorageError) -> [HookDelivery] {
        try await read { $0.hooks.due(at: now, horizon: horizon, limit: limit, of: $0.items) }
    }
    func waiting(for channel: NoticeChannel) async throws(StorageError) -> Int {
        try await read { image in
            switch channel {
            case .feed: image.pendingReceipts.count
            case .hook: image.hooks.pending.count
            case .mail: image.notices.kept.count { $0.state == .pending }
            }
        }
    }
    func noteHook(_ number: UInt64, _ outcome: HookOutcome) async throws(StorageError) {
        try await change { $0.hooks.note(number, outcome) }
    }

    /// An item as the program reads it.
    func seen(_ item: InboxItem) -> InboxItem { older?.seen(item) ?? item }

    /// What an older program makes of what came: of what it cannot read follows nothing.
    private func read(
        _ arrivals: [InboxArrival],
        by older: OlderProgram
    ) async throws(StorageError) -> (seen: [InboxArrival], unread: Set<UInt64>) {
        var projection = InboxProjection(inbox: self, hookAt: nil)
        var (seen, unread): ([InboxArrival], Set<UInt64>) = ([], [])
        for arrival in arrivals {
            let isRead = older.reads(arrival.item.bytes)
            if !isRead { unread.insert(arrival.item.number) }
            let told: InboxArrival?
            do {
                told = isRead ? try await projection.arrival(ofKept: arrival.item) : nil
            } catch {
                throw StorageError(.failed, "reading what came: \(error)")
            }
            seen.append(
                InboxArrival(
                    item: told?.item ?? arrival.item.named(nil),
                    assignments: told?.assignments ?? [],
                    owesReceipt: told?.owesReceipt ?? false,
                    hookAt: arrival.hookAt
                )
            )
        }
        return (seen, unread)
    }

    func read<Value: Sendable>(
        _ body: (InboxImage) -> Value
    ) async throws(StorageError) -> Value {
        try alive()
        return inbox.state.withLock { body($0) }
    }

    func change<Value: Sendable>(
        _ body: (inout InboxImage) throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        try alive()
        if disk.strikes(disk.faults.inboxFailed) {
            disk.count.happened(.inboxFailed)
            throw StorageError(.failed, "inbox: input/output error")
        }
        await disk.turn()
        try alive()
        let value = try inbox.state.withLock { image throws(StorageError) in try body(&image) }
        if disk.strikes(disk.faults.inboxFailedButDone) {
            disk.count.happened(.inboxFailedButDone)
            throw StorageError(.failed, "inbox: input/output error, though the disk has it")
        }
        await disk.turn()
        try alive()
        return value
    }

    private func alive() throws(StorageError) {
        guard program.isAlive else { throw StorageError(.failed, "the program was killed") }
    }
}
