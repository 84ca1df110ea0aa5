import Foundation
import LianxiCore
import LianxiLedger
import Paper
import Testing

/// A checker that shares no code with us: Go, on sumdb/tlog and sumdb/note as Debian has them.
@Suite(
    "An independent checker agrees",
    .enabled(
        "needs Go and golang-golang-x-mod-dev: apt-get install golang-go golang-golang-x-mod-dev"
    ) {
        GoChecker.program != nil
    },
    .ownThreads,
    .timeLimit(.minutes(10))
)
struct IndependentCheckerTests {
    private static func entries() throws -> [[UInt8]] {
        var it = try PaperConference()
        // Two full tiles and a rest, and a second level.
        for number in 1...600 { _ = try it.register("信\(number)") }
        return try it.entries
    }

    @Test("It finds an export and its proofs sound")
    func sound() throws {
        let entries = try Self.entries()
        let folder = try PaperConference.export(entries).written()
        let proven = try folder.audit(
            "prove",
            ["0", "511", "\(entries.count - 1)", "--out", folder.place.path]
        )
        #expect(proven.code == 0, "\(proven.errors)")
        let proofs = [0, 511, entries.count - 1].flatMap {
            [folder.path("\($0).tlog-proof"), folder.path("\($0).entry")]
        }
        let done = try GoChecker.check(folder, proofs)
        #expect(done.code == 0, "\(done.errors)")
        #expect(done.output == "fine: \(entries.count) entries, 4 tiles, 3 proofs\n")
    }

    @Test("It fails on an export that was altered, and says where")
    func altered() throws {
        let entries = try Self.entries()
        let sound = try PaperConference.export(entries)
        func check(_ name: String, _ place: Int) throws -> Finished {
            var export = sound
            export.files[name]?[place] ^= 1
            return try GoChecker.check(try export.written())
        }
        let entry = try check("tile/entries/001", 1000)
        #expect(entry.code == 1 && entry.errors.contains("the entries have root"))
        let tile = try check("tile/0/001", 77)
        #expect(tile.code == 1 && tile.errors.contains("tile/0/001 does not hold the hashes"))
        let upper = try check("tile/1/000.p/2", 5)
        #expect(upper.code == 1 && upper.errors.contains("tile/1/000.p/2"))
        #expect(try check("checkpoint", 40).code == 1)
        var cut = sound
        cut.files["tile/entries/000"]?.removeLast()
        #expect(try GoChecker.check(try cut.written()).code == 1)
        var fewer = sound
        fewer.files["tile/0/000"] = nil
        #expect(try GoChecker.check(try fewer.written()).code == 1)
        let stranger = try PaperConference.export(entries, by: PaperConference.logKey(9)).written()
        #expect(try GoChecker.check(stranger).code == 1)
    }

    @Test("It does not take a proof for another entry's")
    func otherProof() throws {
        let folder = try PaperConference.export(Self.entries()).written()
        #expect(try folder.audit("prove", ["3", "4", "--out", folder.place.path]).code == 0)
        let done = try GoChecker.check(
            folder,
            [folder.path("3.tlog-proof"), folder.path("4.entry")]
        )
        #expect(done.code == 1 && done.errors.contains("3.tlog-proof"))
    }
}

/// The checker, built once for all tests.
private enum GoChecker {
    /// `nil` where it cannot be built.
    static let program: URL? = {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "lianxi-go-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = Programs.checkout.appending(path: "Tests/EndToEndTests/Go/checker.go")
        let program = folder.appending(path: "checker")
        let built = try? run(
            "/usr/bin/env",
            ["go", "build", "-o", program.path, source.path],
            in: folder,
            environment: [
                "GO111MODULE": "off", "GOPATH": "/usr/share/gocode",
                "GOCACHE": folder.appending(path: "cache").path, "GOFLAGS": "",
            ]
        )
        return built?.code == 0 ? program : nil
    }()

    static func check(_ folder: PaperFolder, _ proofs: [String] = []) throws -> Finished {
        let key = String(decoding: try folder.bytes("ledger.vkey"), as: UTF8.self)
        let program = try #require(program)
        return try run(
            program.path,
            [folder.place.path, key.trimmingCharacters(in: .newlines)] + proofs
        )
    }
}
