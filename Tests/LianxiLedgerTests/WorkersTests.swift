import LianxiCore
import LianxiLedger
import Paper
import Testing

@Suite("Verifying with many workers")
struct WorkersTests {
    /// Begins with the last piece of work, as a machine with many cores may.
    private struct LastFirst: Workers {
        func map<Result: Sendable>(
            _ count: Int,
            _ body: @Sendable (Int) -> Result
        ) -> [Result] {
            (0..<count).reversed().map { ($0, body($0)) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func report(
        _ export: PaperExport,
        _ workers: any Workers,
        _ depth: LedgerVerifier.Depth = .everything
    ) throws -> VerificationReport {
        var verifier = LedgerVerifier(export, key: logKey.verifier, workers: workers)
        return try verifier.verify(depth: depth)
    }

    @Test("Whoever works, and in whatever order, the report is the same")
    func sameReport() throws {
        let entries = try SampleLedger().entries
        let sound = PaperExport(entries)
        #expect(try report(sound, LastFirst()) == report(sound, OneWorker()))
        var spoilt = sound
        spoilt.files["tile/entries/000.p/\(entries.count)"]?[99] ^= 1
        let found = try report(spoilt, LastFirst())
        #expect(!found.isFine)
        #expect(try found == report(spoilt, OneWorker()))
    }

    @Test("A look at the hashes alone finds what was changed, and says nothing of entries")
    func hashesOnly() throws {
        // Entries of no known form: only their hashes count here.
        let entries = (0..<1000).map { Array("{\"n\":\($0)}".utf8) }
        let sound = PaperExport(entries)
        #expect(try report(sound, LastFirst(), .hashes).isFine)
        #expect(try !report(sound, LastFirst()).isFine)
        var spoilt = sound
        spoilt.files["tile/entries/002"]?[4] ^= 1
        let found = try report(spoilt, LastFirst(), .hashes).found
        #expect(found == ["root-wrong", "entry-altered 512", "tile-wrong", "tile-wrong"])
    }

    @Test("A tile appended by its root gives the tree its leaves give, and the same tiles above")
    func tileAtOnce() {
        var (slow, fast) = (MerkleTree(), MerkleTree())
        var (slowTiles, fastTiles): ([TileHash], [TileHash]) = ([], [])
        for tile in 0..<260 as Range<UInt64> {
            let leaves = (0..<256 as Range<UInt64>).map { place in
                Digest32(words: (tile, place, 1, 2))
            }
            for leaf in leaves { slow.append(leaf, filling: &slowTiles) }
            fast.append(tile: MerkleTree(leaves).root, filling: &fastTiles)
        }
        #expect(fast == slow)
        #expect(fastTiles == slowTiles)
        #expect(fastTiles.contains { $0.level == 2 })
        #expect(fast.root == slow.root)
    }

    @Test("Single entries are proven from the few tiles that matter, and never falsely")
    func prover() throws {
        let entries = (0..<700).map { Array("{\"n\":\($0)}".utf8) }
        let export = PaperExport(entries)
        let prover = try ExportProver(export, key: logKey.verifier)
        for index in [0, 255, 256, 511, 512, 699] as [UInt64] {
            let (entry, proof) = try prover.prove(index)
            #expect(entry == entries[Int(index)])
            #expect(try proof.verify(entry: entry, by: logKey.verifier).size == 700)
        }
        #expect(throws: ExportProver.Trouble.outside(size: 700)) { try prover.prove(700) }
        var spoilt = export
        spoilt.files["tile/0/001"]?[3] ^= 1
        let other = try ExportProver(spoilt, key: logKey.verifier)
        #expect(throws: ExportProver.Trouble.unproven(index: 300)) { try other.prove(300) }
        spoilt.files["tile/0/001"] = nil
        let lacking = try ExportProver(spoilt, key: logKey.verifier)
        #expect(throws: ExportProver.Trouble.fileWrong("tile/0/001")) { try lacking.prove(300) }
    }

    @Test(
        "Two exports: the same, one that grew, one that forked, one that is not sound",
        arguments: ExportDifference.Verdict.allCases
    )
    func difference(verdict: ExportDifference.Verdict) throws {
        let entries = (0..<300).map { Array("{\"n\":\($0)}".utf8) }
        let export = PaperExport(entries)
        var other = export
        var place: UInt64 = 300
        switch verdict {
        case .same: break
        case .grown: other = PaperExport(entries + [[1], [2]])
        case .shrunk:
            other = PaperExport(Array(entries.dropLast(50)))
            place = 250
        case .forked:
            var changed = entries
            changed[7] = [7]
            other = PaperExport(changed + [[1]])
            place = 7
        case .unsound:
            other.files["tile/entries/000"]?[4] ^= 1
            place = 0
        }
        let found = try ExportDifference(export, other, key: logKey.verifier)
        #expect(found.verdict == verdict)
        #expect(found.place == place)
    }
}
