import LianxiCore
import LianxiLedger
import Synchronization
import Testing

@testable import LianxiServer

extension Scenario {
    /// Exports the ledger and verifies it, replays it, and looks for what must not be.
    func audit(at location: SourceLocation = #_sourceLocation) async throws {
        try witness.look()
        #expect(witness.faults == [], sourceLocation: location)
        let replayed = try await Recovery(storage: world.storage).replay { _, _ in }
        #expect(witness.isSame(as: replayed.docket), sourceLocation: location)
        let export = try LedgerFiles(world)
        var verifier = LedgerVerifier(export, key: try Samples.logKey().verifier)
        let report = try verifier.verify(
            confirmations: memory.withLock { $0.confirmations },
            confirmationKey: Samples.confirmationKey().verifier
        )
        #expect(report.findings == [], sourceLocation: location)
        #expect(report.entries == UInt64(world.storage.entries.count), sourceLocation: location)
    }
}

extension Scenario {
    /// What an auditor gathers of clocks from the entries alone, and the moment of the newest.
    func history() throws -> (history: LedgerHistory, newest: Timestamp) {
        var (recorder, docket, history) = (Recorder(), Docket(), LedgerHistory())
        for stored in world.storage.entries {
            let recorded = try recorder.replay(stored)
            docket.apply(recorded)
            history.observe(recorded, in: docket)
        }
        return (history, try #require(docket.lastAt))
    }
}

/// The ledger as an export: the newest checkpoint the daemon signed, bundles and tiles.
private struct LedgerFiles: ExportSource {
    private var files: [String: [UInt8]] = [:]

    init(_ world: World) throws {
        let row = try #require(world.lock.row.withLock { $0 })
        let (entries, tiles) = world.storage.state.withLock { ($0.entries, $0.tiles) }
        files["checkpoint"] = row.note
        for path in TilePath.bundles(size: row.size) {
            let bundle = entries.map(\.bytes).dropFirst(Int(path.number) * 256).prefix(path.width)
            files[path.description] = TileBytes.encode(entries: bundle)
        }
        for path in TilePath.tiles(size: row.size) {
            guard case .hashes(let level) = path.content else { continue }
            let all =
                level == 0
                ? entries.map(\.hash) : tiles.filter { $0.level == level }.map(\.hash)
            files[path.description] = TileBytes.encode(
                all.dropFirst(Int(path.number) * 256).prefix(path.width)
            )
        }
    }

    func read(_ path: String) throws -> [UInt8]? { files[path] }
}
