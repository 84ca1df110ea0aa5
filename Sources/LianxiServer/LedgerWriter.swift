import LianxiCore
import LianxiLedger

/// Entries the disk has.
///
/// Only ``LedgerWriter`` makes one, and only after the append has returned: whoever publishes must
/// hold one.
struct Appended: Sendable {
    let entries: [StoredEntry]

    fileprivate init(_ entries: [StoredEntry]) { self.entries = entries }
}

/// The docket as the disk has it, which is what answers are made from.
///
/// Made only after an append; lives for the length of a call, so that the docket is not copied.
struct Committed: ~Copyable {
    let docket: Docket
    /// The moment the round was stamped with.
    let now: Timestamp

    init(_ docket: Docket, at now: Timestamp, after appended: Appended) {
        self.docket = docket
        self.now = now
    }
}

/// Turns events into entries and appends them, a round at a time.
struct LedgerWriter {
    private let storage: any LedgerStorage
    private let keys: any DossierKeyStorage
    private let randomness: Randomness
    private var tree: MerkleTree
    private var entries: [StoredEntry] = []
    private var tileHashes: [TileHash] = []
    private var items: [DossierItem] = []

    init(extending tree: MerkleTree, surroundings: EngineSurroundings) {
        storage = surroundings.storage
        keys = surroundings.keys
        randomness = surroundings.randomness
        self.tree = tree
    }

    var head: Head { Head(size: tree.size, root: tree.root) }

    /// Adds an event to the round.
    ///
    /// Nothing of it is durable yet.
    ///
    /// - Returns: What the docket takes in.
    /// - Throws: `tooLarge` when the entry would be longer than an entry may be.
    mutating func draft(
        _ event: Event,
        at now: Timestamp,
        cause: Cause?,
        on docket: Docket
    ) throws(Refusal) -> Recorded {
        let delivery = docket.nextDelivery(of: event)
        let bytes: [UInt8]
        do {
            bytes = try EntryCodec.encode(
                event,
                at: now,
                cause: cause,
                chain: docket.nextLink(of: event),
                delivery: delivery
            )
        } catch {
            throw .tooLarge
        }
        let hash = Digest32.leaf(bytes)
        let index = tree.size
        tree.append(hash, filling: &tileHashes)
        entries.append(
            StoredEntry(
                index: index,
                bytes: bytes,
                hash: hash,
                matter: event.matter,
                delivery: delivery
            )
        )
        return Recorded(index: index, at: now, hash: hash, cause: cause, event: event)
    }

    /// Adds dossier items that must be durable together with the round's entries.
    mutating func seal(_ items: [DossierItem]) { self.items += items }

    /// Appends the round.
    ///
    /// When it returns, the disk has it.
    ///
    /// Keys go to their own store first: an item without its key could never be opened.
    ///
    /// - Throws: `full` when nothing was recorded; the writer and the docket are then of no use
    ///   and must be made again. Anything else: the outcome is unknown.
    mutating func append() async throws(StorageError) -> Appended {
        guard let first = entries.first else { return nothing() }
        let batch = AppendBatch(
            expectedSize: first.index,
            entries: entries,
            tileHashes: tileHashes,
            sealedItems: try await sealedItems(),
            root: tree.root
        )
        try await storage.append(batch)
        entries.removeAll(keepingCapacity: true)
        tileHashes.removeAll(keepingCapacity: true)
        items.removeAll()
        return Appended(batch.entries)
    }

    /// What a round appended that recorded nothing.
    func nothing() -> Appended {
        precondition(entries.isEmpty, "\(entries.count) entries are drafted and not appended")
        return Appended([])
    }

    private func sealedItems() async throws(StorageError) -> [SealedItem] {
        var known: [MatterID: [UInt8]] = [:]
        var fresh: [(matter: MatterID, key: [UInt8])] = []
        var petitioners: [(matter: MatterID, name: PetitionerName)] = []
        var sealed: [SealedItem] = []
        for item in items {
            var key = known[item.matter]
            if key == nil { key = try await keys.key(of: item.matter) }
            if key == nil {
                let drawn = randomness.bytes(32)
                fresh.append((item.matter, drawn))
                key = drawn
            }
            guard let key else { continue }
            known[item.matter] = key
            if let name = PetitionerName(item) { petitioners.append((item.matter, name)) }
            do {
                sealed.append(try item.seal(key: key, nonce: randomness.bytes(12)))
            } catch {
                throw StorageError(.refused, "the dossier key of matter \(item.matter): \(error)")
            }
        }
        if !fresh.isEmpty || !petitioners.isEmpty {
            try await keys.add(fresh, petitioners: petitioners)
        }
        return sealed
    }
}

extension Docket {
    /// The event's place in its chain, were it recorded next.
    func nextLink(of event: Event) -> ChainLink? {
        event.chain.map { chain in
            let (number, previous) = chainLink(of: chain)
            return ChainLink(number: number, previous: previous)
        }
    }

    /// The event's place in its recipient's feed, were it recorded next.
    func nextDelivery(of event: Event) -> Delivery? {
        event.recipient.map { Delivery(recipient: $0, number: feedHead(of: $0) + 1) }
    }
}
