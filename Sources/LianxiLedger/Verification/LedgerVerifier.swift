package import LianxiCore

/// Verifies an export from nothing but its files and the log's key.
///
/// Shares with the daemon only the format and the core's rules. What is found wrong is collected;
/// only what cannot be read at all is thrown.
package struct LedgerVerifier {
    /// How much is asked of an export.
    package enum Depth: Hashable, Sendable {
        /// The checkpoint, every hash, every tile.
        case hashes
        /// Also every entry, every signature, and what they come to when replayed.
        case everything
    }

    /// Bundles read at a time; what they hold is in memory together.
    private static let window = 64

    private let source: any ExportSource
    private let key: VerifierKey
    private let workers: any Workers
    private let nanoseconds: @Sendable () -> UInt64
    private var report: VerificationReport
    private var levels = HashLevels()
    private var auditor: EntryAuditor
    /// `nil` where nobody asks for SM3.
    private var shadow: ShadowAuditor?

    /// - Parameters:
    ///   - source: The export's files.
    ///   - key: The log's verifier key, got from elsewhere than the export.
    ///   - workers: Read, hash, parse and check signatures.
    ///   - nanoseconds: A clock of the calling thread's work, for ``VerificationReport/hashing``.
    package init(
        _ source: any ExportSource,
        key: VerifierKey,
        workers: any Workers = OneWorker(),
        nanoseconds: @escaping @Sendable () -> UInt64 = { 0 }
    ) {
        self.source = source
        self.key = key
        self.workers = workers
        self.nanoseconds = nanoseconds
        report = VerificationReport(origin: key.name)
        auditor = EntryAuditor(key: key)
    }

    /// Verifies the whole export.
    ///
    /// - Parameters:
    ///   - confirmations: Confirmations that departments hold, with the names of their files.
    ///   - confirmationKey: The log's confirmation key; without it confirmations are not believed.
    ///   - witnesses: Whose cosignatures the checkpoint must have; `nil` to ask for none.
    ///   - commercial: An SM2 key whose line the checkpoint must have, and what verifies it and the SM3 tree, where the
    ///     office has one; `nil` to ask for none.
    ///   - depth: How much is asked.
    ///   - observer: Told of each entry that could be replayed, in order.
    ///   - progress: Told how many of how many entries are done.
    /// - Returns: Counts and findings.
    /// - Throws: ``VerifierError/noCheckpoint``, or what the source throws.
    package mutating func verify(
        confirmations: [(name: String, note: [UInt8])] = [],
        confirmationKey: VerifierKey? = nil,
        witnesses: WitnessPolicy? = nil,
        commercial: (key: CommercialKey, cipher: (any CommercialCipher)?)? = nil,
        depth: Depth = .everything,
        observer: (ReplayedEntry) -> Void = { _ in },
        progress: (_ done: UInt64, _ of: UInt64) -> Void = { _, _ in }
    ) throws -> VerificationReport {
        guard let note = try source.read("checkpoint") else { throw VerifierError.noCheckpoint }
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(verifying: note, by: key) } catch {
            report.add(VerificationFinding(.checkpointInvalid, error.description))
            return report
        }
        report.signatures += 1
        report.size = checkpoint.size
        report.root = checkpoint.root
        if let commercial, let note = try? SignedNote(parsing: note) {
            shadow = ShadowAuditor(key: commercial.key.shadow, cipher: commercial.cipher)
            let verdict = note.verdict(of: commercial.key, by: commercial.cipher)
            report.commercial = verdict
            switch verdict {
            case .valid: report.signatures += 1
            case .missing, .wrong:
                report.add(VerificationFinding(.commercialInvalid, verdict.rawValue))
            case .unchecked: break
            }
        }
        if let witnesses {
            verifyCosignatures(of: note, witnesses)
            auditor = EntryAuditor(key: key, witnesses: witnesses.witnesses.map(\.key))
        }
        if try verifyEntries(checkpoint, depth, commercial?.cipher, observer, progress) {
            try verifyTiles(checkpoint)
            if var shadow {
                let cipher = commercial?.cipher
                try shadow.finish(source, size: checkpoint.size, cipher: cipher, &report)
            }
            if depth == .everything {
                if let note = try? SignedNote(parsing: note) {
                    auditor.audit(note, size: checkpoint.size, &report)
                }
                auditor.finish(&report)
            }
        }
        for confirmation in confirmations { verify(confirmation, by: confirmationKey) }
        return report
    }

    private mutating func verifyCosignatures(of note: [UInt8], _ policy: WitnessPolicy) {
        do {
            let cosigners = try policy.cosigners(of: SignedNote(parsing: note))
            let names = cosigners.map(\.name)
            report.cosigners = names
            report.signatures += names.count
            guard !policy.isMet(by: Set(cosigners.map(\.key))) else { return }
            report.add(VerificationFinding(.quorumMissing, names.joined(separator: ", ")))
        } catch {
            report.add(VerificationFinding(.checkpointInvalid, "\(error)"))
        }
    }

    /// What the entries came to, as far as they could be replayed; `nil` before anything was.
    package var docket: Docket? { auditor.lastDocket }

    /// The proof of an entry under a checkpoint of exactly the entries verified; `nil` beyond the last.
    package func proof(of index: UInt64, under note: [UInt8]) -> ProofFile? {
        levels.path(of: index).map { ProofFile(index: index, path: $0, note: note) }
    }

    /// Reads every bundle; `false` when one could not be read, and nothing after it can.
    private mutating func verifyEntries(
        _ checkpoint: Checkpoint,
        _ depth: Depth,
        _ cipher: (any CommercialCipher)?,
        _ observer: (ReplayedEntry) -> Void,
        _ progress: (UInt64, UInt64) -> Void
    ) throws -> Bool {
        // A window at a time: the size is only what someone signed, and may name files without end.
        while levels.tree.size < checkpoint.size {
            let paths = TilePath.bundles(
                from: levels.tree.size,
                size: checkpoint.size,
                most: Self.window
            )
            let bundles = workers.map(paths.count) { [source, nanoseconds] place in
                Result { () throws(ReadBundle.Fault) in
                    try ReadBundle(
                        paths[place],
                        from: source,
                        isParsing: depth == .everything,
                        cipher: cipher,
                        nanoseconds: nanoseconds
                    )
                }
            }
            for (path, bundle) in zip(paths, bundles) {
                guard try take(bundle, at: path, observer) else { return false }
            }
            auditor.checkSignatures(workers, &report)
            report.entries = levels.tree.size
            progress(levels.tree.size, checkpoint.size)
        }
        if levels.tree.root != checkpoint.root {
            report.add(VerificationFinding(.rootWrong, "\(levels.tree.root)"))
            try nameAltered(checkpoint)
        }
        return true
    }

    /// Takes in a bundle's entries in their order; `false` when it could not be read.
    private mutating func take(
        _ bundle: Result<ReadBundle, ReadBundle.Fault>,
        at path: TilePath,
        _ observer: (ReplayedEntry) -> Void
    ) throws -> Bool {
        switch bundle {
        case .failure(.unreadable(let error)): throw error
        case .failure(.missing):
            report.add(VerificationFinding(.bundleMissing, path.description))
            return false
        case .failure(.wrong):
            report.add(VerificationFinding(.bundleWrong, path.description))
            return false
        case .success(let read):
            let first = levels.tree.size
            levels.append(read.leaves, root: read.root)
            report.hashing += read.hashing
            if read.leaves.count == TilePath.fullWidth { shadow?.take(bundle: read.shadowRoot) }
            for (place, parsed) in read.parsed.enumerated() {
                if case .success(let entry) = parsed {
                    shadow?.take(entry.event, at: first + UInt64(place))
                }
                auditor.audit(
                    parsed,
                    bytes: read.entries[place],
                    index: first + UInt64(place),
                    hash: read.leaves[place],
                    levels,
                    &report,
                    observer
                )
            }
            return true
        }
    }

    /// Names the entries that differ from the leaf hashes of the tiles, when those are the ones
    /// that were signed for.
    private mutating func nameAltered(_ checkpoint: Checkpoint) throws {
        var leaves: [Digest32] = []
        for path in TilePath.files(.hashes(level: 0), size: checkpoint.size) {
            guard let file = try source.read(path) else { return }
            let width = file.isFull ? TilePath.fullWidth : path.width
            guard let hashes = TileBytes.hashes(file.bytes, width: width) else { return }
            leaves += hashes.prefix(path.width)
        }
        guard MerkleTree(leaves).root == checkpoint.root else { return }
        for (place, leaf) in leaves.enumerated() where levels.leaf(UInt64(place)) != leaf {
            report.add(VerificationFinding(.entryAltered, entry: UInt64(place)))
        }
    }

    private mutating func verifyTiles(_ checkpoint: Checkpoint) throws {
        for path in TilePath.tiles(size: checkpoint.size) {
            guard let file = try source.read(path) else {
                report.add(VerificationFinding(.tileMissing, path.description))
                continue
            }
            let expected = levels.hashes(of: path)
            let width = file.isFull ? TilePath.fullWidth : expected.count
            let hashes = TileBytes.hashes(file.bytes, width: width)
            if hashes?.prefix(expected.count) != expected {
                report.add(VerificationFinding(.tileWrong, path.description))
            }
        }
    }

    private mutating func verify(
        _ file: (name: String, note: [UInt8]),
        by key: VerifierKey?
    ) {
        let confirmation: Confirmation
        do throws(NoteError) {
            guard let key else { throw .noKnownSignature }
            confirmation = try Confirmation(verifying: file.note, by: key)
            guard confirmation.origin == report.origin else {
                throw .foreign(origin: confirmation.origin)
            }
        } catch {
            let detail = "\(file.name): \(error)"
            report.add(VerificationFinding(.confirmationInvalid, detail))
            return
        }
        report.confirmations += 1
        report.signatures += 1
        for line in confirmation.entries where levels.leaf(line.index) != line.hash {
            report.add(VerificationFinding(.confirmationBroken, entry: line.index, file.name))
        }
    }
}

/// Why an export cannot be looked at.
package enum VerifierError: Error, Hashable, Sendable {
    case noCheckpoint
}
