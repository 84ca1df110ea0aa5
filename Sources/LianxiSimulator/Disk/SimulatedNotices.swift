import LianxiClient
import LianxiCore
import LianxiLedger

/// One run's hold on what its inbox keeps of mails.
final class SimulatedNotices: NoticeStore {
    private let inbox: SimulatedInbox

    init(_ inbox: SimulatedInbox) { self.inbox = inbox }

    func noticeStart(at now: Timestamp?) async throws(StorageError) -> (
        since: Timestamp, number: UInt64
    )? {
        try await inbox.change { $0.notices.begin(at: now) }
    }
    func items(after number: UInt64, limit: Int) async throws(StorageError) -> [InboxItem] {
        try await inbox.items(after: number, limit: limit).map(inbox.seen)
    }
    func unplanned() async throws(StorageError) -> [InboxItem] {
        try await inbox.read { image in
            image.notices.unplanned.sorted().map { image.items[Int($0) - 1] }
        }
        .map(inbox.seen)
    }
    func plan(
        _ plan: NoticePlan,
        at now: Timestamp,
        others: Timestamp
    ) async throws(StorageError) {
        try await inbox.change { $0.notices.take(plan, at: now, others: others) }
    }
    func dueNotices(
        at now: Timestamp,
        horizon: Timestamp,
        limit: Int
    ) async throws(StorageError) -> [DueNotice] {
        try await inbox.read {
            $0.notices.due(at: now, horizon: horizon, limit: limit, of: $0.items)
        }
    }
    func names() async throws(StorageError) -> [PartyName] { try await inbox.names() }
    func group(_ numbers: [UInt64], of address: String) async throws(StorageError) {
        try await inbox.change { $0.notices.group(numbers, of: address) }
    }
    func note(
        _ numbers: [UInt64],
        of address: String,
        _ outcome: HookOutcome
    ) async throws(StorageError) {
        try await inbox.change { $0.notices.note(numbers, of: address, outcome) }
    }
}
