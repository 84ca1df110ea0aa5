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

/// What a look at items of the feed comes to.
package struct NoticePlan: Hashable, Sendable {
    package var notices: [Notice] = []
    /// The last item looked at in the feed's order.
    package var through: UInt64
    /// Items that this program cannot read, by their numbers: a newer one looks at them again.
    package var unread: [UInt64] = []
    /// Items of that kind that were looked at again, and read.
    package var read: [UInt64] = []

    package init(through: UInt64) { self.through = through }
}

/// The notifier's durable memory; every change is one transaction.
package protocol NoticeStore: Sendable {
    /// When notices began here, and the last item looked at.
    ///
    /// - Parameter now: The daemon's hour, which is kept with 0 where they begin; `nil` while it is not known.
    /// - Returns: `nil` where they have not begun.
    /// - Throws: `StorageError`.
    func noticeStart(at now: Timestamp?) async throws(StorageError) -> (
        since: Timestamp, number: UInt64
    )?
    /// Items numbered above `number`, in order, at most `limit`.
    func items(after number: UInt64, limit: Int) async throws(StorageError) -> [InboxItem]
    /// Items that were looked at and could not be read, in order.
    func unplanned() async throws(StorageError) -> [InboxItem]
    /// Keeps a plan: what goes alone is due at `now`, the other notices later. A notice that is kept already stays
    /// as it was.
    func plan(_ plan: NoticePlan, at now: Timestamp, others: Timestamp) async throws(StorageError)
    /// What is due for the address that has waited longest, in order, at most `limit`.
    ///
    /// - Parameters:
    ///   - now: The hour of this machine's clock.
    ///   - horizon: Nothing waits for later than this: what seems to is due, for the clock was set back.
    ///   - limit: The most that are given.
    /// - Returns: None where nothing is due.
    /// - Throws: `StorageError`.
    func dueNotices(
        at now: Timestamp,
        horizon: Timestamp,
        limit: Int
    ) async throws(StorageError) -> [DueNotice]
    /// What parties are called, as far as the desk told; in no order.
    func names() async throws(StorageError) -> [PartyName]
    /// Puts notices of one address into one digest, for good.
    func group(_ numbers: [UInt64], of address: String) async throws(StorageError)
    /// Notes an attempt for notices of one address.
    func note(_ numbers: [UInt64], of address: String, _ outcome: HookOutcome)
        async throws(StorageError)
}
