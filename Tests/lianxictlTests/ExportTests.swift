import Foundation
import LianxiCore
import LianxiFiles
import LianxiLedger
import Testing

@testable import lianxictl

@Suite("An export's files")
struct ExportTests {
    /// Entries in count only: what stands in them is no matter here.
    private static func entries(_ count: Int) -> [[UInt8]] {
        (0..<count).map { Array("{\"entry\":\($0)}".utf8) }
    }

    @Test(
        "Tiles and bundles hold all hashes and all entries, and the root is the tree's",
        arguments: [0, 1, 255, 256, 257, 700, 65_536 + 300]
    )
    func complete(_ count: Int) throws {
        let entries = Self.entries(count)
        let export = LedgerExport(entries: entries)
        #expect(export.root == MerkleTree(entries.map { .leaf($0) }).root)
        var files: [String: [UInt8]] = [:]
        var last = ""
        export.files(note: "note\n", key: "key") { path, bytes in
            #expect(files.updateValue(bytes, forKey: path) == nil)
            last = path
        }
        #expect(last == "checkpoint")
        #expect(files["ledger.vkey"] == Array("key\n".utf8))
        var read: [[UInt8]] = []
        for path in TilePath.bundles(size: UInt64(count)) {
            let bytes = try #require(files[path.description])
            read += try #require(TileBytes.entries(bytes, width: path.width))
        }
        #expect(read == entries)
        for path in TilePath.tiles(size: UInt64(count)) {
            let bytes = try #require(files[path.description])
            #expect(TileBytes.hashes(bytes, width: path.width) != nil)
        }
        let tiles = TilePath.tiles(size: UInt64(count)).filter {
            if case .hashes = $0.content { true } else { false }
        }
        #expect(
            files.count == Set(tiles.map(\.description)).count
                + TilePath.bundles(size: UInt64(count)).count + 2
        )
    }

    @Test(
        "With proofs, each entry stands beside one that leads to the root",
        arguments: [0, 1, 300, 1100]
    )
    func proven(_ count: Int) throws {
        let entries = Self.entries(count)
        let export = LedgerExport(entries: entries)
        var files: [String: [UInt8]] = [:]
        export.files(note: "note\n", key: "key", hasProofs: true) { files[$0] = $1 }
        #expect(files.keys.count { $0.hasPrefix("proof/") } == 2 * count)
        for (index, entry) in entries.enumerated() {
            let name =
                index < 1000
                ? "proof/\(String(format: "%03d", index))"
                : "proof/x001/\(String(format: "%03d", index - 1000))"
            #expect(files["\(name).entry"] == entry)
            let proof = try ProofFile(parsing: try #require(files["\(name).tlog-proof"]))
            #expect(proof.index == UInt64(index))
            #expect(
                MerkleProof.isIncluded(
                    .leaf(entry),
                    at: proof.index,
                    size: UInt64(count),
                    proof: proof.path,
                    root: export.root
                )
            )
        }
    }

    @Test("It is put in place in one step, over an empty folder, and leaves nothing beside it")
    func placed() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let target = folder.path("deep/export")
        let export = LedgerExport(entries: Self.entries(3))
        try export.write(note: "note\n", key: "key", to: "\(target)/")
        #expect(try Files.read("\(target)/checkpoint") == Array("note\n".utf8))
        #expect(!Files.isVacant(target))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("deep")) == ["export"]
        )
        #expect(throws: FileTrouble.self) { try export.write(note: "n", key: "k", to: target) }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("deep")) == ["export"]
        )
        #expect(try Files.read("\(target)/checkpoint") == Array("note\n".utf8))
    }
}
