import LianxiClient
import LianxiCore

/// What an inbox keeps of the mails that people are to be sent.
struct NoticeImage: Sendable {
    enum State: Sendable {
        case pending, done, givenUp
    }

    struct Kept: Sendable {
        let notice: Notice
        var due: Timestamp
        var attempts = 0
        var digest: UInt64?
        var state = State.pending
    }

    private(set) var since: Timestamp?
    /// The last item looked at.
    private(set) var number: UInt64 = 0
    private(set) var unplanned: Set<UInt64> = []
    private(set) var kept: [Kept] = []

    mutating func begin(at now: Timestamp?) -> (since: Timestamp, number: UInt64)? {
        since = since ?? now
        return since.map { ($0, number) }
    }

    mutating func take(_ plan: NoticePlan, at now: Timestamp, others: Timestamp) {
        for notice in plan.notices where self[notice.number, notice.address] == nil {
            kept.append(Kept(notice: notice, due: notice.isAlone ? now : others))
        }
        unplanned.formUnion(plan.unread)
        unplanned.subtract(plan.read)
        number = plan.through
    }

    subscript(number: UInt64, address: String) -> Kept? {
        kept.first { $0.notice.number == number && $0.notice.address == address }
    }

    func due(
        at now: Timestamp,
        horizon: Timestamp,
        limit: Int,
        of items: [InboxItem]
    ) -> [DueNotice] {
        let due = kept.filter { $0.state == .pending && ($0.due <= now || $0.due > horizon) }
        guard let address = due.min(by: { $0.due < $1.due })?.notice.address else { return [] }
        return due.filter { $0.notice.address == address }
            .sorted { $0.notice.number < $1.notice.number }.prefix(limit)
            .map { kept in
                DueNotice(
                    notice: kept.notice,
                    item: items[Int(kept.notice.number) - 1],
                    attempts: kept.attempts,
                    digest: kept.digest
                )
            }
    }

    mutating func group(_ numbers: [UInt64], of address: String) {
        change(numbers, address) { $0.digest = numbers.first }
    }

    mutating func note(_ numbers: [UInt64], of address: String, _ outcome: HookOutcome) {
        change(numbers, address) { kept in
            guard kept.state == .pending else { return }
            kept.attempts += 1
            switch outcome {
            case .done: kept.state = .done
            case .again(let due, _): kept.due = due
            case .givenUp: kept.state = .givenUp
            }
        }
    }

    private mutating func change(
        _ numbers: [UInt64],
        _ address: String,
        _ change: (inout Kept) -> Void
    ) {
        for place in kept.indices
        where numbers.contains(kept[place].notice.number) && kept[place].notice.address == address {
            change(&kept[place])
        }
    }
}
