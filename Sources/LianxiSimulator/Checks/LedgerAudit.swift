import LianxiCore
import LianxiLedger

/// The ledger exported at the end and verified as an auditor does, with all confirmations.
struct LedgerAudit: Sendable {
    private let world: World
    private let confirmations: [(name: String, note: [UInt8])]

    init(_ world: World, _ confirmations: [(name: String, note: [UInt8])]) {
        self.world = world
        self.confirmations = confirmations
    }

    func run() {
        let image = world.disk.image
        do {
            var verifier = LedgerVerifier(ExportedImage(image), key: world.keys.log.verifier)
            let report = try verifier.verify(
                confirmations: confirmations,
                confirmationKey: world.keys.confirmation.verifier
            )
            for finding in report.findings {
                world.inspector.found(.ledger, "the auditor: \(finding.kind) \(finding.detail)")
            }
            if report.entries != image.size {
                world.inspector.found(
                    .checkpoints,
                    "the last checkpoint covers \(report.entries) of \(image.size) entries"
                )
            }
        } catch {
            world.inspector.found(.ledger, "the auditor cannot read the ledger: \(error)")
        }
    }
}

/// A disk's ledger as an export.
private struct ExportedImage: ExportSource {
    private var files: [String: [UInt8]] = [:]

    init(_ image: DiskImage) {
        guard let lock = image.lock else { return }
        files["checkpoint"] = lock.note
        for path in TilePath.bundles(size: lock.size) {
            let bundle = image.entries.map(\.bytes).dropFirst(Int(path.number) * 256)
                .prefix(path.width)
            files[path.description] = TileBytes.encode(entries: bundle)
        }
        for path in TilePath.tiles(size: lock.size) {
            guard case .hashes(let level) = path.content else { continue }
            files[path.description] = TileBytes.encode(
                image.hashes(level: level).dropFirst(Int(path.number) * 256).prefix(path.width)
            )
        }
    }

    func read(_ path: String) throws -> [UInt8]? { files[path] }
}
