package import LianxiCore

/// The epoch of the daemon's store: changes when it is recovered, and never goes back.
package struct InboxEpoch: Hashable, Sendable {
    package let counter: UInt64
    /// 16 random bytes.
    package let id: [UInt8]

    package init(counter: UInt64, id: [UInt8]) {
        precondition(id.count == 16, "an epoch identifier has 16 bytes, not \(id.count)")
        self.counter = counter
        self.id = id
    }
}

/// Which ledger and party an inbox belongs to, and how far its feed has come.
package struct InboxPosition: Hashable, Sendable {
    package let origin: String
    package let party: PartyID
    /// Number of the last item kept, 0 for none; all below it are there.
    package let lastNumber: UInt64
    /// `nil` until the daemon was heard for the first time.
    package let epoch: InboxEpoch?

    package init(origin: String, party: PartyID, lastNumber: UInt64, epoch: InboxEpoch?) {
        self.origin = origin
        self.party = party
        self.lastNumber = lastNumber
        self.epoch = epoch
    }
}

/// A feed item as kept.
package struct InboxItem: Hashable, Sendable {
    /// Number in the feed, from 1.
    package let number: UInt64
    /// Index in the ledger.
    package let index: UInt64
    /// The entry's exact bytes.
    package let bytes: [UInt8]
    /// RFC 6962 leaf hash of `bytes`; computed by the caller.
    package let hash: Digest32
    /// The name of the chain it stands in, for look-up: a matter's, or a document's of its own.
    package let matter: MatterID?

    package init(
        number: UInt64,
        index: UInt64,
        bytes: [UInt8],
        hash: Digest32,
        matter: MatterID?
    ) {
        self.number = number
        self.index = index
        self.bytes = bytes
        self.hash = hash
        self.matter = matter
    }
}

/// A feed item with what follows from it, decided by the client and kept in the same transaction.
package struct InboxArrival: Hashable, Sendable {
    package let item: InboxItem
    /// The assignments it changes, as they stand after it.
    package let assignments: [InboxAssignment]
    /// Whether the daemon is owed a receipt for it.
    package let owesReceipt: Bool
    /// When the department's hook is to be called for it; `nil` for never.
    package let hookAt: Timestamp?

    package init(
        item: InboxItem,
        assignments: [InboxAssignment],
        owesReceipt: Bool,
        hookAt: Timestamp?
    ) {
        self.item = item
        self.assignments = assignments
        self.owesReceipt = owesReceipt
        self.hookAt = hookAt
    }
}

/// An assignment as this department's feed shows it.
package struct InboxAssignment: Hashable, Sendable {
    package let id: AssignmentID
    package let matter: MatterID
    /// Index and hash of the order an act must answer: the newest entry that handed it to us.
    package let order: UInt64
    package let orderHash: Digest32
    package let role: AssignmentRole
    package let kind: AssignmentKind
    package let state: AssignmentState
    /// Number of the feed item that changed it last.
    package let changedBy: UInt64
    /// Whatever else the client shows (clocks, class, place …), in an encoding of its own.
    package let details: [UInt8]

    package init(
        id: AssignmentID,
        matter: MatterID,
        order: UInt64,
        orderHash: Digest32,
        role: AssignmentRole,
        kind: AssignmentKind,
        state: AssignmentState,
        changedBy: UInt64,
        details: [UInt8]
    ) {
        self.id = id
        self.matter = matter
        self.order = order
        self.orderHash = orderHash
        self.role = role
        self.kind = kind
        self.state = state
        self.changedBy = changedBy
        self.details = details
    }
}

/// Which assignments to list.
package struct InboxFilter: Hashable, Sendable {
    /// Only these states; empty for all.
    package var states: [AssignmentState]
    package var matter: MatterID?
    /// Only what changed after this feed item; 0 for all.
    package var changedAfter: UInt64
    package var limit: Int

    package init(
        states: [AssignmentState] = [],
        matter: MatterID? = nil,
        changedAfter: UInt64 = 0,
        limit: Int = 1000
    ) {
        self.states = states
        self.matter = matter
        self.changedAfter = changedAfter
        self.limit = limit
    }
}

/// A receipt the daemon has not confirmed yet.
package struct PendingReceipt: Hashable, Sendable {
    /// Index and hash of the entry received.
    package let index: UInt64
    package let hash: Digest32

    package init(index: UInt64, hash: Digest32) {
        self.index = index
        self.hash = hash
    }
}

/// A checkpoint with its signatures, as a note.
package struct InboxCheckpoint: Hashable, Sendable {
    package let size: UInt64
    package let root: Digest32
    package let note: [UInt8]

    package init(size: UInt64, root: Digest32, note: [UInt8]) {
        self.size = size
        self.root = root
        self.note = note
    }
}

/// An entry of an act that was confirmed, and whose place in the ledger is still to be proven.
package struct UnprovenEntry: Hashable, Sendable {
    package let index: UInt64
    /// The daemon's signed word for it, which names its hash.
    package let confirmation: String

    package init(index: UInt64, confirmation: String) {
        self.index = index
        self.confirmation = confirmation
    }
}

/// An entry with the proof that it lies in the ledger under a witnessed checkpoint.
package struct ProvenEntry: Hashable, Sendable {
    package let index: UInt64
    /// The entry's exact bytes.
    package let entry: [UInt8]
    /// A proof file, C2SP tlog-proof.
    package let proof: [UInt8]

    package init(index: UInt64, entry: [UInt8], proof: [UInt8]) {
        self.index = index
        self.entry = entry
        self.proof = proof
    }
}

/// A call of the department's hook that is due.
package struct HookDelivery: Hashable, Sendable {
    package let item: InboxItem
    /// Attempts that failed so far.
    package let attempts: Int

    package init(item: InboxItem, attempts: Int) {
        self.item = item
        self.attempts = attempts
    }
}

/// How an attempt to call the hook ended.
package enum HookOutcome: Hashable, Sendable {
    case done
    /// Failed for the reason given (at most 1024 bytes are kept); try again at the moment given.
    case again(at: Timestamp, reason: String)
    /// Failed for the reason given, and not tried any more.
    case givenUp(reason: String)
}
