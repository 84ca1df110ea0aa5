import LianxiClient
import LianxiCore
import LianxiLedger

/// An inbox in memory that keeps the same promises as the file.
actor MemoryInbox: AgentInbox {
    private let origin: String
    private let party: PartyID
    private var epoch: InboxEpoch?
    private(set) var kept: [InboxItem] = []
    private var known: [AssignmentID: InboxAssignment] = [:]
    private var receipts: [(receipt: PendingReceipt, answer: InboxAnswer?)] = []
    private var sequences: [String: UInt64] = [:]
    private(set) var batches: [(acts: PreparedActs, answer: ActsAnswer?)] = []
    private var newest: InboxCheckpoint?
    private var newestWitnessed: WitnessedCheckpoint?
    private(set) var proofsKept: [UInt64: ProvenEntry] = [:]
    private var hooks: [(number: UInt64, due: Timestamp, attempts: Int)] = []
    /// Each `keep` as it came: the numbers of its items.
    private(set) var keeps: [[UInt64]] = []
    /// Each `update` as it came: how many assignments.
    private(set) var updates: [Int] = []
    private var isBroken = false
    private var unreadItems: [InboxItem] = []
    private var namesKept: [PartyID: PartyName] = [:]

    init(origin: String, party: PartyID) {
        self.origin = origin
        self.party = party
    }

    /// From now on nothing can be kept.
    func breakDown() { isBroken = true }

    func position() -> InboxPosition {
        InboxPosition(
            origin: origin,
            party: party,
            lastNumber: UInt64(kept.count),
            epoch: epoch
        )
    }

    func adopt(_ epoch: InboxEpoch) -> Bool {
        if let old = self.epoch {
            guard epoch.counter > old.counter || epoch == old else { return false }
        }
        self.epoch = epoch
        return true
    }

    /// Forgets what followed from all that came, as a program that could not read it kept it.
    func forgetReading() {
        unreadItems = kept
        known = [:]
        receipts = []
    }

    /// Forgets what followed from some items, and has of assignments what is left to it.
    func forgetReading(of numbers: [UInt64], leaving assignments: [InboxAssignment]) {
        unreadItems = kept.filter { numbers.contains($0.number) }
        for assignment in assignments { known[assignment.id] = assignment }
    }

    func unread() -> [InboxItem] { unreadItems }

    func take(unread arrivals: [InboxArrival], leaving assignments: [InboxAssignment]) {
        for assignment in assignments { known[assignment.id] = assignment }
        for arrival in arrivals {
            let receipt = PendingReceipt(index: arrival.item.index, hash: arrival.item.hash)
            if arrival.owesReceipt { receipts.append((receipt, nil)) }
            unreadItems.removeAll { $0.number == arrival.item.number }
        }
    }

    func names() -> [PartyName] { Array(namesKept.values) }

    func keep(_ names: [PartyName]) {
        for name in names { namesKept[name.party] = name }
    }

    func keep(_ arrivals: [InboxArrival]) throws(StorageError) -> UInt64 {
        if isBroken { throw StorageError(.failed, "inbox: input/output error") }
        for arrival in arrivals where arrival.item.number <= UInt64(kept.count) {
            guard kept[Int(arrival.item.number) - 1] == arrival.item else {
                throw StorageError(.refused, "number \(arrival.item.number) was another entry")
            }
        }
        keeps.append(arrivals.map(\.item.number))
        for arrival in arrivals where arrival.item.number == UInt64(kept.count) + 1 {
            kept.append(arrival.item)
            for assignment in arrival.assignments { known[assignment.id] = assignment }
            if arrival.owesReceipt {
                let receipt = PendingReceipt(index: arrival.item.index, hash: arrival.item.hash)
                receipts.append((receipt, nil))
            }
            if let due = arrival.hookAt { hooks.append((arrival.item.number, due, 0)) }
        }
        return UInt64(kept.count)
    }

    func items(after number: UInt64, limit: Int) -> [InboxItem] {
        Array(kept.dropFirst(Int(number)).prefix(limit))
    }

    func items(of matter: MatterID) -> [InboxItem] { kept.filter { $0.matter == matter } }

    func assignments(_ filter: InboxFilter) -> [InboxAssignment] {
        let found = known.values.sorted { $0.changedBy < $1.changedBy }.filter {
            (filter.states.isEmpty || filter.states.contains($0.state))
                && (filter.matter == nil || filter.matter == $0.matter)
                && $0.changedBy > filter.changedAfter
        }
        return Array(found.prefix(filter.limit))
    }

    func assignment(_ id: AssignmentID) -> InboxAssignment? { known[id] }

    func update(_ assignments: [InboxAssignment]) {
        if !assignments.isEmpty { updates.append(assignments.count) }
        for assignment in assignments where known[assignment.id] != nil {
            known[assignment.id] = assignment
        }
    }

    func pendingReceipts(limit: Int) -> [PendingReceipt] {
        Array(receipts.filter { $0.answer == nil }.map(\.receipt).prefix(limit))
    }

    func settleReceipts(_ outcomes: [ReceiptOutcome]) {
        for outcome in outcomes {
            for place in receipts.indices where receipts[place].receipt.index == outcome.index {
                receipts[place].answer = outcome.answer
            }
        }
    }

    func nextSequence(of key: String) -> UInt64 { sequences[key] ?? 1 }

    func prepare(_ acts: PreparedActs) -> Bool {
        guard acts.firstSequence == nextSequence(of: acts.key) else { return false }
        sequences[acts.key] = acts.firstSequence + UInt64(acts.acts.count)
        batches.append((acts, nil))
        return true
    }

    func unconfirmedActs(limit: Int) -> [PreparedActs] {
        Array(batches.filter { $0.answer == nil }.map(\.acts).prefix(limit))
    }

    func settle(_ answer: ActsAnswer) {
        for place in batches.indices
        where batches[place].acts.request == answer.request && batches[place].answer == nil {
            batches[place].answer = answer
            let acts = batches[place].acts
            if let freed = answer.freedNumber(after: acts.firstSequence) {
                _ = setNextSequence(freed, of: acts.key)
            }
        }
    }

    func acts(on assignment: AssignmentID) -> [(PreparedActs, ActsAnswer?)] {
        batches.filter { $0.acts.acts.contains { $0.assignment == assignment } }
    }

    func setNextSequence(_ number: UInt64, of key: String) -> Bool {
        guard !batches.contains(where: { $0.acts.key == key && $0.answer == nil }) else {
            return false
        }
        sequences[key] = number
        return true
    }

    func checkpoint() -> InboxCheckpoint? { newest }

    func keep(_ checkpoint: InboxCheckpoint) {
        if checkpoint.size >= newest?.size ?? 0 { newest = checkpoint }
    }

    func witnessed() -> WitnessedCheckpoint? { newestWitnessed }

    func keep(_ checkpoint: WitnessedCheckpoint) {
        if checkpoint.size >= newestWitnessed?.size ?? 0 { newestWitnessed = checkpoint }
    }

    func unproven(below size: UInt64, limit: Int) -> [UnprovenEntry] {
        let confirmed = batches.flatMap { batch -> [UnprovenEntry] in
            guard let answer = batch.answer else { return [] }
            return answer.results.compactMap { result in
                guard case .entry(let index) = result, index < size, proofsKept[index] == nil else {
                    return nil
                }
                return UnprovenEntry(index: index, confirmation: answer.confirmation)
            }
        }
        return Array(confirmed.sorted { $0.index < $1.index }.prefix(limit))
    }

    func keep(_ proven: ProvenEntry) { proofsKept[proven.index] = proven }

    func proven(_ index: UInt64) -> ProvenEntry? { proofsKept[index] }

    func proofs() -> (proven: Int, owed: Int) {
        (proofsKept.count, unproven(below: .max, limit: .max).count)
    }

    func dueHooks(at now: Timestamp, horizon: Timestamp, limit: Int) -> [HookDelivery] {
        hooks.filter { $0.attempts == 0 || $0.due <= now || $0.due > horizon }.prefix(limit).map {
            HookDelivery(item: kept[Int($0.number) - 1], attempts: $0.attempts)
        }
    }

    func waiting(for channel: NoticeChannel) -> Int { channel == .hook ? hooks.count : 0 }

    func noteHook(_ number: UInt64, _ outcome: HookOutcome) {
        guard let place = hooks.firstIndex(where: { $0.number == number }) else { return }
        switch outcome {
        case .done, .givenUp: hooks.remove(at: place)
        case .again(let due, _): hooks[place] = (number, due, hooks[place].attempts + 1)
        }
    }
}
