import LianxiCore

/// One bundle of an export, read and hashed, and its entries parsed: what needs no other bundle.
struct ReadBundle: Sendable {
    /// Why a bundle is no good.
    enum Fault: Error, Sendable {
        case missing
        case wrong
        /// The source threw.
        case unreadable(any Error)
    }

    let entries: [[UInt8]]
    let leaves: [Digest32]
    /// The root over 256 leaves; `nil` for the last, partial bundle.
    let root: Digest32?
    /// The same of the SM3 tree; `nil` too where nothing computes it.
    let shadowRoot: Digest32?
    /// The entries as read; empty when only hashes are asked for.
    let parsed: [Result<Entry, EntryError>]
    /// Nanoseconds that the hashes alone took.
    let hashing: UInt64

    /// Reads a bundle.
    ///
    /// - Parameters:
    ///   - path: Which.
    ///   - source: The export's files.
    ///   - isParsing: Whether the entries are parsed besides.
    ///   - cipher: Computes SM3, where that is asked for.
    ///   - nanoseconds: The thread's clock.
    /// - Throws: ``Fault``
    init(
        _ path: TilePath,
        from source: any ExportSource,
        isParsing: Bool,
        cipher: (any CommercialCipher)? = nil,
        nanoseconds: () -> UInt64
    ) throws(Fault) {
        let file: (bytes: [UInt8], isFull: Bool)?
        do { file = try source.read(path) } catch { throw .unreadable(error) }
        guard let file else { throw .missing }
        let width = file.isFull ? TilePath.fullWidth : path.width
        guard let all = TileBytes.entries(file.bytes, width: width) else { throw .wrong }
        entries = Array(all.prefix(path.width))
        let start = nanoseconds()
        leaves = entries.map { .leaf($0) }
        root = path.isFull ? MerkleTree(leaves).root : nil
        hashing = nanoseconds() &- start
        shadowRoot = path.isFull ? cipher?.root(over: entries) : nil
        parsed = isParsing ? entries.map(Self.parse) : []
    }

    private static func parse(_ bytes: [UInt8]) -> Result<Entry, EntryError> {
        Result { () throws(EntryError) in try EntryCodec.decode(bytes) }
    }
}
