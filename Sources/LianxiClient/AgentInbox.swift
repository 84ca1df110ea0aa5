package import LianxiCore
package import LianxiLedger

/// The agent's durable memory: what arrived, what is owed for it, and what was signed.
///
/// Every call that changes something is one transaction and returns when the disk has it. The
/// running agent and the tools beside it may have the same inbox open; each call sees the newest
/// committed state.
package protocol AgentInbox: Sendable {
    /// Where the feed stands here, and which ledger it is.
    func position() async throws(StorageError) -> InboxPosition
    /// Takes over the daemon's epoch; `false`, and no effect, when the counter is lower than the one
    /// kept, or the same with another identifier.
    func adopt(_ epoch: InboxEpoch) async throws(StorageError) -> Bool

    /// Keeps what continues the feed, with everything that follows from it, and returns the feed's
    /// last number here.
    ///
    /// Arrivals are in order of their numbers. A repeat has no effect at all, and whatever lies
    /// beyond a gap is not kept: ask the desk for it.
    ///
    /// - Throws: `refused` when a repeat differs from what was kept under its number: the feed was
    ///   rewritten, which is evidence; nothing is changed.
    func keep(_ arrivals: [InboxArrival]) async throws(StorageError) -> UInt64
    /// Items numbered above `number`, in order, at most `limit`.
    func items(after number: UInt64, limit: Int) async throws(StorageError) -> [InboxItem]

    /// All assignments that pass the filter, in order of the feed item that changed them last.
    func assignments(_ filter: InboxFilter) async throws(StorageError) -> [InboxAssignment]
    func assignment(_ id: AssignmentID) async throws(StorageError) -> InboxAssignment?
    /// Replaces the state and details kept of assignments, with what the desk told outside the feed;
    /// order, role, kind and `changedBy` stay as they are, and an unknown assignment is skipped.
    func update(_ assignments: [InboxAssignment]) async throws(StorageError)
    /// Feed items of a matter, in order.
    func items(of matter: MatterID) async throws(StorageError) -> [InboxItem]
    /// Feed items that the program which kept them could not read, and this one can; in order.
    func unread() async throws(StorageError) -> [InboxItem]
    /// Takes in such items: the receipts owed for them, and the assignments that they leave, each in place of
    /// what is kept of it.
    func take(
        unread arrivals: [InboxArrival],
        leaving assignments: [InboxAssignment]
    ) async throws(StorageError)

    /// What parties are called, as far as the desk told; in no order.
    func names() async throws(StorageError) -> [PartyName]
    /// Keeps what the desk told parties are called; a later name takes the place of an earlier one.
    func keep(_ names: [PartyName]) async throws(StorageError)

    /// Receipts not yet confirmed by the daemon, oldest first, at most `limit`.
    func pendingReceipts(limit: Int) async throws(StorageError) -> [PendingReceipt]
    /// Marks receipts as settled: recorded by the daemon, or refused in a way that a repeat does not cure.
    func settleReceipts(_ outcomes: [ReceiptOutcome]) async throws(StorageError)

    /// The number the key's next act must bear: 1 for a key not used before.
    func nextSequence(of key: String) async throws(StorageError) -> UInt64
    /// Keeps a signed batch of acts before it is sent, so that a crash repeats the identical bytes.
    ///
    /// Takes the sequence numbers `firstSequence`, `firstSequence + 1` … of its key; `false`, and no
    /// effect, when another process took them meanwhile: read ``nextSequence(of:)`` and sign anew.
    func prepare(_ acts: PreparedActs) async throws(StorageError) -> Bool
    /// Batches without an answer, in the order prepared, at most `limit`.
    func unconfirmedActs(limit: Int) async throws(StorageError) -> [PreparedActs]
    /// Keeps the daemon's answer to a batch; an answer already kept stays as it was.
    func settle(_ answer: ActsAnswer) async throws(StorageError)
    /// The batches that hold an act on the assignment, in the order prepared, with their answers.
    func acts(on assignment: AssignmentID) async throws(StorageError) -> [(
        PreparedActs, ActsAnswer?
    )]
    /// Sets the number the key's next act must bear, as the daemon told it; no unanswered batch of
    /// the key may be left (`false`, and no effect, otherwise).
    func setNextSequence(_ number: UInt64, of key: String) async throws(StorageError) -> Bool

    /// The newest checkpoint the agent verified; `nil` before the first.
    func checkpoint() async throws(StorageError) -> InboxCheckpoint?
    /// Keeps a checkpoint the caller verified; one smaller than the kept one has no effect.
    func keep(_ checkpoint: InboxCheckpoint) async throws(StorageError)

    /// The newest checkpoint with its witnesses' lines that the caller verified; `nil` before the
    /// first.
    func witnessed() async throws(StorageError) -> WitnessedCheckpoint?
    /// Keeps a witnessed checkpoint; one smaller than the kept one has no effect.
    func keep(_ witnessed: WitnessedCheckpoint) async throws(StorageError)
    /// Entries of acts confirmed here that have no proof yet and lie below `size`, in their order,
    /// at most `limit`.
    func unproven(below size: UInt64, limit: Int) async throws(StorageError) -> [UnprovenEntry]
    /// Keeps an entry with its proof, for good.
    func keep(_ proven: ProvenEntry) async throws(StorageError)
    /// The entry with its proof; `nil` when it is not proven here.
    func proven(_ index: UInt64) async throws(StorageError) -> ProvenEntry?
    /// How many entries are proven here, and how many confirmed ones are not yet.
    func proofs() async throws(StorageError) -> (proven: Int, owed: Int)

    /// Hook deliveries due at `now`, in order of the feed, at most `limit`.
    ///
    /// What was never attempted waits for no clock. What seems to be due only after the `horizon` is due too: nothing
    /// waits that long, so the clock was set back.
    func dueHooks(
        at now: Timestamp,
        horizon: Timestamp,
        limit: Int
    ) async throws(StorageError) -> [HookDelivery]
    /// How many items wait for the channel.
    func waiting(for channel: NoticeChannel) async throws(StorageError) -> Int
    /// Notes an attempt: done, to be tried again at a moment, or given up.
    func noteHook(_ number: UInt64, _ outcome: HookOutcome) async throws(StorageError)
}
