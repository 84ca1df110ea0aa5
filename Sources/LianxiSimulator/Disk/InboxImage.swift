import LianxiClient
import LianxiCore
import LianxiLedger

/// What lies in an agent's inbox; each change is one transaction.
struct InboxImage: Sendable {
    let origin: String
    let party: PartyID
    private(set) var epoch: InboxEpoch?
    private(set) var items: [InboxItem] = []
    private(set) var assignments: [AssignmentID: InboxAssignment] = [:]
    private(set) var receipts: [(receipt: PendingReceipt, answer: InboxAnswer?)] = []
    private(set) var sequences: [String: UInt64] = [:]
    private(set) var batches: [(acts: PreparedActs, answer: ActsAnswer?)] = []
    private(set) var newest: InboxCheckpoint?
    private(set) var witnessed: WitnessedCheckpoint?
    private var unreadNumbers: Set<UInt64> = []
    var hooks = HookImage()
    var notices = NoticeImage()
    var proven: [UInt64: ProvenEntry] = [:]
    var names: [PartyID: PartyName] = [:]

    init(origin: String, party: PartyID) {
        self.origin = origin
        self.party = party
    }

    var position: InboxPosition {
        InboxPosition(
            origin: origin,
            party: party,
            lastNumber: UInt64(items.count),
            epoch: epoch
        )
    }

    var pendingReceipts: [PendingReceipt] { receipts.filter { $0.answer == nil }.map(\.receipt) }
    var unconfirmedActs: [PreparedActs] { batches.filter { $0.answer == nil }.map(\.acts) }

    mutating func adopt(_ epoch: InboxEpoch) -> Bool {
        if let old = self.epoch {
            guard epoch.counter > old.counter || epoch == old else { return false }
        }
        self.epoch = epoch
        return true
    }

    /// Keeps what continues the feed; `unread` has the numbers of what the program could not read.
    mutating func keep(
        _ arrivals: [InboxArrival],
        unread: Set<UInt64> = []
    ) throws(StorageError) -> UInt64 {
        for arrival in arrivals where arrival.item.number <= UInt64(items.count) {
            let kept = items[Int(arrival.item.number) - 1]
            guard kept.index == arrival.item.index, kept.hash == arrival.item.hash else {
                throw StorageError(.refused, "number \(arrival.item.number) was another entry")
            }
        }
        for arrival in arrivals where arrival.item.number == UInt64(items.count) + 1 {
            items.append(arrival.item)
            if unread.contains(arrival.item.number) { unreadNumbers.insert(arrival.item.number) }
            for assignment in arrival.assignments { assignments[assignment.id] = assignment }
            if let due = arrival.hookAt { hooks.pending[arrival.item.number] = (due, 0) }
            if arrival.owesReceipt {
                let receipt = PendingReceipt(index: arrival.item.index, hash: arrival.item.hash)
                receipts.append((receipt, nil))
            }
        }
        return UInt64(items.count)
    }

    /// What could not be read, and can be now.
    var unread: [InboxItem] { unreadNumbers.sorted().map { items[Int($0) - 1] } }

    /// A program that can read it gives what could not be read the name of its chain.
    mutating func readAgain() {
        for number in unreadNumbers {
            let item = items[Int(number) - 1]
            let chain = (try? EntryCodec.decode(item.bytes))?.event.chain
            items[Int(number) - 1] = item.named(chain?.name)
            if chain == nil { unreadNumbers.remove(number) }
        }
    }

    mutating func take(unread arrivals: [InboxArrival], leaving left: [InboxAssignment]) {
        for assignment in left { assignments[assignment.id] = assignment }
        for arrival in arrivals {
            let receipt = PendingReceipt(index: arrival.item.index, hash: arrival.item.hash)
            if arrival.owesReceipt, !receipts.contains(where: { $0.receipt == receipt }) {
                receipts.append((receipt, nil))
            }
            unreadNumbers.remove(arrival.item.number)
        }
    }

    func assignments(_ filter: InboxFilter) -> [InboxAssignment] {
        let found = assignments.values.filter {
            (filter.states.isEmpty || filter.states.contains($0.state))
                && (filter.matter == nil || filter.matter == $0.matter)
                && $0.changedBy > filter.changedAfter
        }
        return Array(
            found.sorted { ($0.changedBy, $0.id) < ($1.changedBy, $1.id) }.prefix(filter.limit)
        )
    }

    mutating func update(_ changed: [InboxAssignment]) {
        for it in changed {
            guard let kept = assignments[it.id] else { continue }
            assignments[it.id] = InboxAssignment(
                id: kept.id,
                matter: kept.matter,
                order: kept.order,
                orderHash: kept.orderHash,
                role: kept.role,
                kind: kept.kind,
                state: it.state,
                changedBy: kept.changedBy,
                details: it.details
            )
        }
    }

    mutating func settleReceipts(_ outcomes: [ReceiptOutcome]) {
        for outcome in outcomes {
            for place in receipts.indices
            where receipts[place].receipt.index == outcome.index && receipts[place].answer == nil {
                receipts[place].answer = outcome.answer
            }
        }
    }

    func nextSequence(of key: String) -> UInt64 { sequences[key] ?? 1 }

    mutating func prepare(_ acts: PreparedActs) -> Bool {
        guard acts.firstSequence == nextSequence(of: acts.key) else { return false }
        sequences[acts.key] = acts.firstSequence + UInt64(acts.acts.count)
        batches.append((acts, nil))
        return true
    }

    mutating func settle(_ answer: ActsAnswer) {
        for place in batches.indices
        where batches[place].acts.request == answer.request && batches[place].answer == nil {
            batches[place].answer = answer
            let acts = batches[place].acts
            if let freed = answer.freedNumber(after: acts.firstSequence) {
                _ = setNextSequence(freed, of: acts.key)
            }
        }
    }

    mutating func setNextSequence(_ number: UInt64, of key: String) -> Bool {
        guard !batches.contains(where: { $0.acts.key == key && $0.answer == nil }) else {
            return false
        }
        sequences[key] = number
        return true
    }

    mutating func keep(_ checkpoint: InboxCheckpoint) {
        if checkpoint.size >= newest?.size ?? 0 { newest = checkpoint }
    }

    mutating func keep(_ checkpoint: WitnessedCheckpoint) {
        if checkpoint.size >= witnessed?.size ?? 0 { witnessed = checkpoint }
    }

    func unproven(below size: UInt64, limit: Int) -> [UnprovenEntry] {
        let confirmed = batches.flatMap { batch -> [UnprovenEntry] in
            guard let answer = batch.answer else { return [] }
            return answer.results.compactMap { result in
                guard case .entry(let index) = result, index < size, proven[index] == nil else {
                    return nil
                }
                return UnprovenEntry(index: index, confirmation: answer.confirmation)
            }
        }
        return Array(confirmed.sorted { $0.index < $1.index }.prefix(limit))
    }
}

extension InboxItem {
    /// The same under another chain's name.
    func named(_ name: MatterID?) -> InboxItem {
        InboxItem(number: number, index: index, bytes: bytes, hash: hash, matter: name)
    }
}
