package import LianxiCore
package import LianxiLedger

/// A notice to one address about one feed item.
package struct Notice: Hashable, Sendable {
    /// Number of the item in the feed.
    package let number: UInt64
    /// Where it goes; a mail address.
    package let address: String
    package let language: Language
    /// Never part of a digest.
    package let isAlone: Bool

    package init(number: UInt64, address: String, language: Language, isAlone: Bool) {
        self.number = number
        self.address = address
        self.language = language
        self.isAlone = isAlone
    }
}

/// A notice that is due.
package struct DueNotice: Hashable, Sendable {
    package let notice: Notice
    package let item: InboxItem
    /// Attempts that failed so far.
    package let attempts: Int
    /// First number of the digest it was put into; `nil` when it goes alone.
    package let digest: UInt64?

    package init(notice: Notice, item: InboxItem, attempts: Int, digest: UInt64?) {
        self.notice = notice
        self.item = item
        self.attempts = attempts
        self.digest = digest
    }
}

/// The notifier's durable memory; every change is one transaction.
package protocol NoticeStore: Sendable {
    /// When notices began here, and the last item looked at; at the first call, `now` and 0 are kept.
    func noticeStart(at now: Timestamp) async throws(StorageError) -> (
        since: Timestamp, number: UInt64
    )
    /// Items numbered above `number`, in order, at most `limit`.
    func items(after number: UInt64, limit: Int) async throws(StorageError) -> [InboxItem]
    /// Keeps the notices that items up to `number` lead to: what goes alone due at `now`, the others later.
    func plan(_ notices: [Notice], through number: UInt64, at now: Timestamp, others: Timestamp)
        async throws(StorageError)
    /// What is due for the address that has waited longest, in order, at most `limit`.
    func dueNotices(at now: Timestamp, limit: Int) async throws(StorageError) -> [DueNotice]
    /// Puts notices of one address into one digest, for good.
    func group(_ numbers: [UInt64], of address: String) async throws(StorageError)
    /// Notes an attempt for notices of one address.
    func note(_ numbers: [UInt64], of address: String, _ outcome: HookOutcome)
        async throws(StorageError)
}
