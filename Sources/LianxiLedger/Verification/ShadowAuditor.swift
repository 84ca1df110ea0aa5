import LianxiCore

/// Verifies the SM3 tree of an export: its own checkpoint, and each entry that says what it came to.
///
/// Keeps the tree's edge at every full bundle; what lies between is hashed again from the bundle where it is asked for.
struct ShadowAuditor {
    private let key: CommercialKey
    private let hasher: (any TreeHasher)?
    /// The tree before each bundle; empty once SM3 could not be computed.
    private var edges: [ShadowTree] = [ShadowTree()]
    private var heads: [(index: UInt64, head: ShadowHead)] = []
    /// The entries hashed last, one bundle's.
    private var recent: (number: UInt64, leaves: [Digest32])?

    /// - Parameters:
    ///   - key: The SM3 tree's.
    ///   - cipher: `nil` where there is none: then nothing is found wrong, and all is unchecked.
    init(key: CommercialKey, cipher: (any CommercialCipher)?) {
        self.key = key
        hasher = cipher?.treeHasher()
    }

    /// Takes in the next full bundle, by the root over its 256 entries; `nil` where it could not be computed.
    mutating func take(bundle root: Digest32?) {
        guard let hasher, let root, var tree = edges.last, tree.append(root, height: 8, by: hasher)
        else {
            edges = []
            return
        }
        edges.append(tree)
    }

    /// Takes note of what an entry says; it is compared at the end.
    mutating func take(_ event: Event, at index: UInt64) {
        if case .shadowRecorded(let head) = event { heads.append((index, head)) }
    }

    /// Compares everything with the entries, once all of them were taken in.
    ///
    /// - Parameters:
    ///   - source: The export.
    ///   - size: Its entries.
    ///   - cipher: Verifies the checkpoint's signature.
    ///   - report: Takes findings and counts.
    /// - Throws: What the source throws.
    mutating func finish(
        _ source: any ExportSource,
        size: UInt64,
        cipher: (any CommercialCipher)?,
        _ report: inout VerificationReport
    ) throws {
        var found = ShadowFindings()
        found.heads = heads.count
        for (index, head) in heads where head.size <= size {
            guard let root = try root(at: head.size, source, size) else { continue }
            found.compared += 1
            if root != head.root {
                report.add(VerificationFinding(.shadowHeadWrong, entry: index, "\(head.size)"))
            }
        }
        if let note = try source.read("checkpoint.sm3") {
            try finish(note, source, size: size, cipher: cipher, &found, &report)
        }
        report.shadow = found
    }

    private mutating func finish(
        _ note: [UInt8],
        _ source: any ExportSource,
        size: UInt64,
        cipher: (any CommercialCipher)?,
        _ found: inout ShadowFindings,
        _ report: inout VerificationReport
    ) throws {
        func refuse(_ why: String) {
            found.checkpoint = .wrong
            report.add(VerificationFinding(.shadowInvalid, why))
        }
        let signed: SignedNote
        let checkpoint: Checkpoint
        do throws(NoteError) {
            signed = try SignedNote(parsing: note)
            checkpoint = try Checkpoint(parsing: signed.text)
        } catch {
            return refuse("\(error)")
        }
        guard checkpoint.origin == key.name else { return refuse(checkpoint.origin) }
        guard (1...size).contains(checkpoint.size) else {
            return refuse("\(checkpoint.size) > \(size)")
        }
        found.size = checkpoint.size
        found.checkpoint = signed.verdict(of: key, by: cipher)
        switch found.checkpoint {
        case .unchecked: return
        case .missing, .wrong: return refuse(found.checkpoint.rawValue)
        case .valid: report.signatures += 1
        }
        guard let root = try root(at: checkpoint.size, source, size) else {
            found.checkpoint = .unchecked
            return
        }
        if root != checkpoint.root {
            report.add(VerificationFinding(.shadowRootWrong, "\(root.base64)"))
        }
    }

    /// The tree's root at an earlier size; `nil` when SM3 could not be computed.
    private mutating func root(
        at size: UInt64,
        _ source: any ExportSource,
        _ all: UInt64
    ) throws -> Digest32? {
        let (number, rest) = size.quotientAndRemainder(dividingBy: 256)
        guard let hasher, number < edges.count else { return nil }
        var tree = edges[Int(number)]
        if rest > 0 {
            guard let leaves = try leaves(of: number, source, all, hasher) else { return nil }
            for leaf in leaves.prefix(Int(rest)) {
                guard tree.append(leaf, by: hasher) else { return nil }
            }
        }
        return tree.root(by: hasher)
    }

    private mutating func leaves(
        of number: UInt64,
        _ source: any ExportSource,
        _ all: UInt64,
        _ hasher: any TreeHasher
    ) throws -> [Digest32]? {
        if let recent, recent.number == number { return recent.leaves }
        guard let path = TilePath.bundles(from: number * 256, size: all, most: 1).first,
            let file = try source.read(path),
            let entries = TileBytes.entries(
                file.bytes,
                width: file.isFull ? TilePath.fullWidth : path.width
            )
        else { return nil }
        let leaves = entries.compactMap { hasher.leaf($0) }
        guard leaves.count == entries.count else { return nil }
        recent = (number, leaves)
        return leaves
    }
}
