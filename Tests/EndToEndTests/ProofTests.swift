import Foundation
import LianxiCore
import LianxiLedger
import Testing

/// Single entries with their proofs, and exports side by side.
@Suite("Proofs and exports", .ownThreads, .timeLimit(.minutes(10)))
struct ProofTests {
    private static func grown() throws -> (first: [[UInt8]], second: [[UInt8]]) {
        var it = try PaperConference()
        _ = try it.register("信1")
        let first = try it.entries
        // Past a tile's edge.
        for number in 2...300 { _ = try it.register("信\(number)") }
        return (first, try it.entries)
    }

    @Test("prove takes entries out with proofs that check-proof accepts, and nothing else")
    func proves() throws {
        let (_, entries) = try Self.grown()
        let folder = try PaperConference.export(entries).written()
        let done = try folder.audit(
            "prove",
            ["0", "255", "256", "\(entries.count - 1)", "--out", folder.place.path]
        )
        #expect(done.code == 0, "\(done.errors)")
        func check(_ proof: String, _ entry: String) throws -> Int32 {
            try run(
                "lianxi-audit",
                [
                    "check-proof", folder.path(proof), "--entry", folder.path(entry), "--key",
                    folder.path("ledger.vkey"),
                ]
            ).code
        }
        for index in [0, 255, 256, entries.count - 1] {
            #expect(try folder.bytes("\(index).entry") == entries[index])
            #expect(try check("\(index).tlog-proof", "\(index).entry") == 0)
        }
        #expect(try check("0.tlog-proof", "255.entry") == 1)
        let beyond = try folder.audit("prove", ["\(entries.count)"])
        #expect(
            beyond.code == 1 && beyond.errors.contains("the ledger has \(entries.count) entries")
        )
        let name = "tile/0/000"
        var tile = try folder.bytes(name)
        tile[32 * 7] ^= 1
        try folder.put(name, tile)
        let spoilt = try folder.audit("prove", ["6", "--out", folder.place.path])
        #expect(spoilt.code == 1 && spoilt.errors.contains("no proof is given"))
    }

    @Test("diff tells a log that grew from one that forked")
    func differs() throws {
        let (first, second) = try Self.grown()
        let old = try PaperConference.export(first).written()
        let new = try PaperConference.export(second).written()
        let grown = try old.audit("diff", [new.place.path], output: "json")
        #expect(grown.code == 0, "\(grown.errors)")
        #expect(try grown.json()["verdict"] as? String == "grown")
        #expect(try grown.json()["place"] as? Int == first.count)
        let list = try old.audit("diff", [new.place.path, "--limit", "2"])
        #expect(list.output.contains("+ \(first.count) 2026-03-02 09:00:00 registered\n"))
        #expect(list.output.contains("And 297 more."))
        let shrunk = try new.audit("diff", [old.place.path], output: "json")
        #expect(try shrunk.json()["verdict"] as? String == "shrunk")
        let same = try old.audit("diff", [old.place.path], output: "json")
        #expect(try same.json()["verdict"] as? String == "same")
    }

    @Test("A hashes-only look finds a changed entry, and a sound export sound")
    func hashesOnly() throws {
        let (_, entries) = try Self.grown()
        let folder = try PaperConference.export(entries).written()
        let sound = try folder.audit("verify", ["--hashes-only"], output: "json")
        #expect(sound.code == 0)
        #expect(try sound.json()["entries"] as? Int == entries.count)
        #expect(try #require(try sound.json()["hashing-permille"] as? Int) > 0)
        // Piped, it prints no progress.
        #expect(sound.errors.isEmpty)
        let name = "tile/entries/000"
        var bundle = try folder.bytes(name)
        bundle[100] ^= 1
        try folder.put(name, bundle)
        #expect(try folder.audit("verify", ["--hashes-only"]).code == 1)
    }
}
