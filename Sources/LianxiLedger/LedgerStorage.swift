package import LianxiCore

/// One entry as it lies in the store.
package struct StoredEntry: Hashable, Sendable {
    package let index: UInt64
    /// The entry's exact canonical bytes, 1…16384.
    package let bytes: [UInt8]
    /// RFC 6962 leaf hash of `bytes`.
    package let hash: Digest32
    /// The matter whose chain it belongs to, for look-up.
    package let matter: MatterID?
    /// The feed it is numbered in, and its number there, from 1.
    package let delivery: Delivery?

    package init(
        index: UInt64,
        bytes: [UInt8],
        hash: Digest32,
        matter: MatterID?,
        delivery: Delivery?
    ) {
        self.index = index
        self.bytes = bytes
        self.hash = hash
        self.matter = matter
        self.delivery = delivery
    }
}

/// A place in a party's feed.
package struct Delivery: Hashable, Sendable {
    package let recipient: PartyID
    package let number: UInt64

    package init(recipient: PartyID, number: UInt64) {
        self.recipient = recipient
        self.number = number
    }
}

/// An encrypted dossier item; what it is stands in the ledger only as its commitment.
package struct SealedItem: Hashable, Sendable {
    package let commitment: Digest32
    package let matter: MatterID
    /// Nonce, ciphertext and tag; see the ledger format.
    package let box: [UInt8]

    package init(commitment: Digest32, matter: MatterID, box: [UInt8]) {
        self.commitment = commitment
        self.matter = matter
        self.box = box
    }
}

/// A hash of tile level 1 or higher: the root over one full tile of the level below.
package struct TileHash: Hashable, Sendable {
    package let level: Int
    package let number: UInt64
    package let hash: Digest32

    package init(level: Int, number: UInt64, hash: Digest32) {
        self.level = level
        self.number = number
        self.hash = hash
    }
}

/// What tells a store that was made again from a copy from the one before.
package struct StoreLife: Hashable, Sendable {
    /// From 2; grows each time.
    package let counter: UInt64
    /// 16 random bytes.
    package let id: [UInt8]

    package init(counter: UInt64, id: [UInt8]) {
        self.counter = counter
        self.id = id
    }
}

/// One group commit: entries that extend the ledger, with everything that must be durable with them.
package struct AppendBatch: Sendable {
    /// The size the batch extends; the store compares it with its own and refuses any other.
    package let expectedSize: UInt64
    package let entries: [StoredEntry]
    package let tileHashes: [TileHash]
    package let sealedItems: [SealedItem]
    /// Root of the tree after the last entry.
    package let root: Digest32

    package init(
        expectedSize: UInt64,
        entries: [StoredEntry],
        tileHashes: [TileHash],
        sealedItems: [SealedItem],
        root: Digest32
    ) {
        self.expectedSize = expectedSize
        self.entries = entries
        self.tileHashes = tileHashes
        self.sealedItems = sealedItems
        self.root = root
    }
}

/// Trouble with a store.
package struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// How bad it is, and so what to do.
    package enum Kind: String, Hashable, Sendable {
        /// No room on the disk; the transaction was rolled back and nothing changed.
        case full
        /// The outcome is unknown or the medium failed; the process must end and recover from the file.
        case failed
        /// The store is not ours, not whole, or not where it should be; a restart does not cure it.
        case refused

        fileprivate var words: String {
            switch self {
            case .full: "磁盘没有空间，什么都没有改动"
            case .failed: "读写失败，结果未知"
            case .refused: "存储文件不可用，重启无济于事"
            }
        }
    }
    package let kind: Kind
    /// What was tried, on which file, and what came back.
    package let description: String
    private let chinese: String

    /// - Parameters:
    ///   - kind: How bad it is.
    ///   - description: In English.
    ///   - chinese: The same in Chinese; without, the kind is said in Chinese before the English.
    package init(_ kind: Kind, _ description: String, zh chinese: String? = nil) {
        self.kind = kind
        self.description = description
        self.chinese = chinese ?? "\(kind.words)（\(description)）"
    }

    /// For an administrator to read.
    package func sentence(in language: Language) -> String { language.pick(chinese, description) }
}

/// Where entries live.
///
/// One writer; readers see committed states only.
package protocol LedgerStorage: Sendable {
    /// Where the one who appends best runs, so that an append changes no thread; `nil` for anywhere.
    ///
    /// Work there may be held up by the disk, and must not hold up the store for others.
    var executor: (any TaskExecutor)? { get }
    /// Number of entries and root, of the last committed state.
    func head() async throws(StorageError) -> (size: UInt64, root: Digest32)
    /// Appends all or nothing. When it returns, the disk has it.
    func append(_ batch: AppendBatch) async throws(StorageError)
    /// Entries `first`, `first + 1` …, at most `limit`.
    func entries(from first: UInt64, limit: Int) async throws(StorageError) -> [StoredEntry]
    /// Entries of a feed numbered above `number`, in order, at most `limit`.
    func feed(of party: PartyID, after number: UInt64, limit: Int) async throws(StorageError)
        -> [StoredEntry]
    /// The entries of these indexes, in the order given; those there are none of are left out.
    func entries(at indexes: [UInt64]) async throws(StorageError) -> [StoredEntry]
    /// Hashes of one tile level: level 0 are leaf hashes. Fewer than `count` when fewer exist.
    func hashes(level: Int, from first: UInt64, count: Int) async throws(StorageError)
        -> [Digest32]
    /// The sealed item; `nil` when there is none such.
    func sealedItem(_ commitment: Digest32) async throws(StorageError) -> SealedItem?
    /// Destroys the sealed items and papers of the matters, so that no file of the store holds their bytes.
    func destroySealedItems(of matters: [MatterID]) async throws(StorageError)
    /// The store's life since it was made again from a copy; `nil` in its first.
    func laterLife() async throws(StorageError) -> StoreLife?
    /// The newest checkpoint whose quorum of witnesses was reached; `nil` before the first.
    func witnessed() async throws(StorageError) -> WitnessedCheckpoint?
    /// Keeps a witnessed checkpoint in place of an older one.
    func keep(_ witnessed: WitnessedCheckpoint) async throws(StorageError)
    /// Bytes free on the volume the ledger lies on.
    func freeBytes() async throws(StorageError) -> UInt64
}

extension LedgerStorage {
    package var executor: (any TaskExecutor)? { nil }
}

/// Per-matter keys of the dossier, in a store of their own so that erasing reaches backups.
package protocol DossierKeyStorage: Sendable {
    /// The matter's 32-byte key; `nil` when none was made or it was destroyed.
    func key(of matter: MatterID) async throws(StorageError) -> [UInt8]?
    /// Keeps keys durably, and finds the matters by their petitioners from then on; all or nothing.
    ///
    /// A matter that has a key keeps it. What is kept of a name is a keyed code, which goes with the
    /// matter's key.
    func add(
        _ keys: [(matter: MatterID, key: [UInt8])],
        petitioners: [(matter: MatterID, name: PetitionerName)]
    ) async throws(StorageError)
    /// The matters with this petitioner, whether or not they were recorded then.
    func matters(of petitioner: PetitionerName) async throws(StorageError) -> [MatterID]
    /// Destroys the keys of the matters and what they were found by, so that no file of the store
    /// holds their bytes.
    func destroy(_ matters: [MatterID]) async throws(StorageError)
    /// Copies made of the keys, the newest first, at most `limit`.
    func copies(limit: Int) async throws(StorageError) -> [DossierCopy]
}

/// A copy that was made of the dossiers' keys.
package struct DossierCopy: Hashable, Sendable {
    package let at: Timestamp
    /// Where it was put, as whoever made it said.
    package let place: String

    package init(at: Timestamp, place: String) {
        self.at = at
        self.place = place
    }
}

/// The signer's own memory: the newest checkpoint it signed.
///
/// Never part of a backup.
package protocol SignerLock: Sendable {
    /// The newest signed checkpoint; `nil` before the first.
    func load() async throws(StorageError) -> (size: UInt64, note: [UInt8])?
    /// Compare-and-swap from `old` to `note`; durable when it returns. Throws `failed` when the row is not `old`.
    func replace(_ old: [UInt8]?, with note: [UInt8], size: UInt64) async throws(StorageError)
}
