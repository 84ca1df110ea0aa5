import LianxiClient
import LianxiCore
import LianxiLedger

/// The notifier's memory, which keeps the same promises as the file; may die at a chosen moment.
actor MemoryNotices: NoticeStore {
    private struct Kept {
        let notice: Notice
        var due: Timestamp
        var attempts = 0
        var digest: UInt64?
        var state = "pending"
    }

    private var since: Timestamp?
    private var number: UInt64 = 0
    /// Items that were looked at and could not be read.
    private var looked: Set<UInt64> = []
    private var hidden: UInt64?
    private var items: [InboxItem] = []
    private var kept: [Kept] = []
    private var called: [PartyName] = []
    /// The next note of an outcome is not kept: the process dies before it.
    private var diesBeforeNoting = false

    /// Records an entry in the party's feed.
    func append(_ event: Event, at moment: Timestamp) throws {
        let number = UInt64(items.count) + 1
        let bytes = try EntryCodec.encode(
            event,
            at: moment,
            cause: nil,
            chain: event.matter == nil ? nil : ChainLink(number: 1, previous: nil),
            delivery: event.recipient.map { Delivery(recipient: $0, number: number) }
        )
        items.append(
            InboxItem(
                number: number,
                index: number + 100,
                bytes: bytes,
                hash: .leaf(bytes),
                matter: event.matter
            )
        )
    }

    func die() { diesBeforeNoting = true }

    var states: [String] { kept.map(\.state) }

    func noticeStart(at now: Timestamp?) -> (since: Timestamp, number: UInt64)? {
        since = since ?? now
        return since.map { ($0, number) }
    }

    func name(_ party: PartyID, _ name: String) {
        called.append(PartyName(party: party, name: name, entry: 0))
    }

    func names() -> [PartyName] { called }

    func items(after number: UInt64, limit: Int) -> [InboxItem] {
        Array(items.filter { $0.number > number }.prefix(limit)).map(seen)
    }

    /// The program cannot read the item of that number.
    func hide(_ number: UInt64?) { hidden = number }

    private func seen(_ item: InboxItem) -> InboxItem {
        guard item.number == hidden else { return item }
        let bytes = Array("{}".utf8)
        return InboxItem(
            number: item.number,
            index: item.index,
            bytes: bytes,
            hash: item.hash,
            matter: nil
        )
    }

    func unplanned() -> [InboxItem] { looked.sorted().map { seen(items[Int($0) - 1]) } }

    func plan(_ plan: NoticePlan, at now: Timestamp, others: Timestamp) {
        for notice in plan.notices where !kept.contains(where: { $0.notice == notice }) {
            kept.append(Kept(notice: notice, due: notice.isAlone ? now : others))
        }
        looked.formUnion(plan.unread)
        looked.subtract(plan.read)
        number = plan.through
    }

    func dueNotices(at now: Timestamp, horizon: Timestamp, limit: Int) -> [DueNotice] {
        let due = kept.filter { $0.state == "pending" && ($0.due <= now || $0.due > horizon) }
        guard let address = due.min(by: { $0.due < $1.due })?.notice.address else { return [] }
        return due.filter { $0.notice.address == address }.prefix(limit).map {
            DueNotice(
                notice: $0.notice,
                item: items[Int($0.notice.number) - 1],
                attempts: $0.attempts,
                digest: $0.digest
            )
        }
    }

    func group(_ numbers: [UInt64], of address: String) {
        change(numbers, address) { $0.digest = numbers.first }
    }

    func note(
        _ numbers: [UInt64],
        of address: String,
        _ outcome: HookOutcome
    ) throws(StorageError) {
        if diesBeforeNoting {
            diesBeforeNoting = false
            throw StorageError(.failed, "the process was killed")
        }
        change(numbers, address) { kept in
            kept.attempts += 1
            switch outcome {
            case .done: kept.state = "done"
            case .again(let due, _): kept.due = due
            case .givenUp: kept.state = "given-up"
            }
        }
    }

    private func change(_ numbers: [UInt64], _ address: String, _ change: (inout Kept) -> Void) {
        for place in kept.indices
        where numbers.contains(kept[place].notice.number) && kept[place].notice.address == address {
            change(&kept[place])
        }
    }
}
