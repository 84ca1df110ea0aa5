import LianxiCore

/// Verifies an export from nothing but its files and the log's key.
///
/// Shares with the daemon only the format and the core's rules. What is found wrong is collected;
/// only what cannot be read at all is thrown.
package struct LedgerVerifier {
    private let source: any ExportSource
    private let key: VerifierKey
    private var report: VerificationReport
    private var levels = HashLevels()
    private var auditor: EntryAuditor

    /// - Parameters:
    ///   - source: The export's files.
    ///   - key: The log's verifier key, got from elsewhere than the export.
    package init(_ source: any ExportSource, key: VerifierKey) {
        self.source = source
        self.key = key
        report = VerificationReport(origin: key.name)
        auditor = EntryAuditor(origin: key.name)
    }

    /// Verifies the whole export.
    ///
    /// - Parameters:
    ///   - confirmations: Confirmations that departments hold, with the names of their files.
    ///   - confirmationKey: The log's confirmation key; without it confirmations are not believed.
    ///   - progress: Told how many of how many entries are done.
    /// - Returns: Counts and findings.
    /// - Throws: ``VerifierError/noCheckpoint``, or what the source throws.
    package mutating func verify(
        confirmations: [(name: String, note: [UInt8])] = [],
        confirmationKey: VerifierKey? = nil,
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
        if try verifyEntries(checkpoint, progress) {
            try verifyTiles(checkpoint)
            auditor.finish(levels.tree.size, &report)
        }
        for confirmation in confirmations { verify(confirmation, by: confirmationKey) }
        return report
    }

    /// Reads every bundle; `false` when one could not be read, and nothing after it can.
    private mutating func verifyEntries(
        _ checkpoint: Checkpoint,
        _ progress: (UInt64, UInt64) -> Void
    ) throws -> Bool {
        // One path at a time: the size is only what someone signed, and may name files without end.
        while levels.tree.size < checkpoint.size {
            let path = TilePath.bundle(at: levels.tree.size, size: checkpoint.size)
            guard let file = try source.read(path) else {
                report.add(VerificationFinding(.bundleMissing, path.description))
                return false
            }
            let width = file.isFull ? TilePath.fullWidth : path.width
            guard let entries = TileBytes.entries(file.bytes, width: width) else {
                report.add(VerificationFinding(.bundleWrong, path.description))
                return false
            }
            for bytes in entries.prefix(path.width) {
                let index = levels.tree.size
                let hash = Digest32.leaf(bytes)
                auditor.audit(bytes, index: index, hash: hash, before: levels, &report)
                levels.append(hash)
            }
            report.entries = levels.tree.size
            progress(levels.tree.size, checkpoint.size)
        }
        if levels.tree.root != checkpoint.root {
            report.add(VerificationFinding(.rootWrong, "\(levels.tree.root)"))
            try nameAltered(checkpoint)
        }
        return true
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
            let expected = TileBytes.encode(levels.hashes(of: path))
            let length = file.isFull ? 32 * TilePath.fullWidth : expected.count
            if file.bytes.count != length || !file.bytes.starts(with: expected) {
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
