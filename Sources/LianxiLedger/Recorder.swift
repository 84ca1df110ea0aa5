package import LianxiCore

/// Turns events into entries: numbers them, hashes them and grows the tree.
///
/// A value that knows where the ledger stands: the tree's edge, the newest entry of each chain and
/// each feed's newest number. It only gathers; what it gathered is recorded when a store has taken
/// the batch. When the store refuses the batch, throw the recorder away and rebuild it.
package struct Recorder: Sendable {
    package private(set) var tree: MerkleTree
    /// The number and leaf hash of each chain's newest entry.
    private var chains: [ChainID: (number: UInt64, hash: Digest32)] = [:]
    private var feeds: [PartyID: UInt64] = [:]
    /// When the newest entry was recorded; `nil` before the first.
    package private(set) var newest: Timestamp?

    private var batchStart: UInt64
    private var entries: [StoredEntry] = []
    private var tileHashes: [TileHash] = []

    /// A recorder for an empty ledger; replay the entries of one that is not.
    package init() {
        tree = MerkleTree()
        batchStart = 0
    }

    /// The size of the ledger with what was gathered.
    package var size: UInt64 { tree.size }

    /// The number of the newest entry in a party's feed; 0 before the first.
    package func feedHead(of party: PartyID) -> UInt64 { feeds[party] ?? 0 }

    /// Entries gathered and not yet taken.
    package var gathered: Int { entries.count }

    /// Writes an event as the next entry and gathers it for the next batch.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - at: Never before the entry before it.
    ///   - cause: Who asked; `nil` when time passing is the cause.
    /// - Returns: The event with its place, for the docket to apply.
    /// - Throws: ``EntryError/tooLarge(bytes:)``; nothing is gathered then.
    package mutating func record(
        _ event: Event,
        at: Timestamp,
        cause: Cause?
    ) throws(EntryError) -> Recorded {
        precondition(newest.map { $0 <= at } ?? true, "the ledger's time never goes back")
        let link = event.chain.map { chain in
            let last = chains[chain]
            return ChainLink(number: (last?.number ?? 0) + 1, previous: last?.hash)
        }
        let delivery = event.recipient.map { Delivery(recipient: $0, number: feedHead(of: $0) + 1) }
        let bytes = try EntryCodec.encode(
            event,
            at: at,
            cause: cause,
            chain: link,
            delivery: delivery
        )
        let stored = StoredEntry(
            index: tree.size,
            bytes: bytes,
            hash: .leaf(bytes),
            matter: event.matter,
            delivery: delivery
        )
        entries.append(stored)
        tree.append(stored.hash, filling: &tileHashes)
        advance(stored, event.chain, link, at: at)
        return Recorded(
            index: stored.index,
            at: at,
            hash: stored.hash,
            cause: cause,
            event: event
        )
    }

    /// What was gathered since the last call, for the store to append; `nil` when nothing was.
    package mutating func takeBatch(sealedItems: [SealedItem] = []) -> AppendBatch? {
        guard !entries.isEmpty else { return nil }
        let batch = AppendBatch(
            expectedSize: batchStart,
            entries: entries,
            tileHashes: tileHashes,
            sealedItems: sealedItems,
            root: tree.root
        )
        batchStart = tree.size
        entries = []
        tileHashes = []
        return batch
    }

    /// Takes in an entry the store has, in order from the first.
    ///
    /// - Returns: The event with its place, for the docket to apply.
    /// - Throws: ``RecorderError`` when the entry does not continue the ledger.
    package mutating func replay(_ stored: StoredEntry) throws(RecorderError) -> Recorded {
        precondition(entries.isEmpty, "replay comes before recording")
        let entry: Entry
        do { entry = try EntryCodec.decode(stored.bytes) } catch {
            throw RecorderError(index: stored.index, what: error.description)
        }
        try check(stored, entry)
        var filled: [TileHash] = []
        tree.append(stored.hash, filling: &filled)
        batchStart = tree.size
        advance(stored, entry.event.chain, entry.chain, at: entry.at)
        return Recorded(
            index: stored.index,
            at: entry.at,
            hash: stored.hash,
            cause: entry.cause,
            event: entry.event
        )
    }

    private func check(_ stored: StoredEntry, _ entry: Entry) throws(RecorderError) {
        func require(_ holds: Bool, _ what: String) throws(RecorderError) {
            guard holds else { throw RecorderError(index: stored.index, what: what) }
        }
        let last = entry.event.chain.flatMap { chains[$0] }
        try require(stored.index == tree.size, "its index is not the next one")
        try require(stored.hash == .leaf(stored.bytes), "its hash is not that of its bytes")
        try require(stored.matter == entry.event.matter, "it is kept under another matter")
        try require(stored.delivery == entry.delivery, "it is kept under another feed number")
        try require(newest.map { $0 <= entry.at } ?? true, "its time is before the entry before it")
        if let chain = entry.chain {
            try require(
                chain.number == (last?.number ?? 0) + 1 && chain.previous == last?.hash,
                "it does not continue its chain"
            )
        }
        if let delivery = entry.delivery {
            try require(
                delivery.number == feedHead(of: delivery.recipient) + 1,
                "it does not continue its feed"
            )
        }
    }

    private mutating func advance(
        _ stored: StoredEntry,
        _ chain: ChainID?,
        _ link: ChainLink?,
        at: Timestamp
    ) {
        if let chain, let link { chains[chain] = (link.number, stored.hash) }
        if let delivery = stored.delivery { feeds[delivery.recipient] = delivery.number }
        newest = at
    }
}

/// Why a stored entry does not continue the ledger; the store is not whole.
package struct RecorderError: Error, Hashable, Sendable, CustomStringConvertible {
    package let index: UInt64
    package let what: String

    package var description: String { "entry \(index): \(what)" }
}
