import LianxiCore
import LianxiLedger
import Paper
import Testing

@testable import LianxiCommercial

@Suite(
    "An auditor who has the SM2 key checks the SM3 tree",
    .enabled("needs libcrypto.so.3 with SM2: apt-get install libssl3") { OpenSSLCipher() != nil }
)
struct ShadowAuditTests {
    private static let origin = "test.example/lianxi"

    private let cipher: OpenSSLCipher
    private let signer: CommercialSigner

    init() throws {
        cipher = try #require(OpenSSLCipher())
        let secret = try #require(CommercialSecret(Published.secret, cipher: cipher))
        let key = try CommercialKey(name: Self.origin, point: secret.point)
        signer = CommercialSigner(key: key, token: secret, cipher: cipher)
    }

    /// A ledger of so many entries; after those the head of an earlier size is recorded each time.
    private func entries(
        _ count: Int,
        heads: [Int: Int],
        spoilt: Set<Int> = []
    ) throws -> [[UInt8]] {
        var (recorder, entries): (Recorder, [[UInt8]]) = (Recorder(), [])
        func record(_ event: Event) throws {
            let at = Timestamp(milliseconds: 1_790_000_000_000 + Int64(entries.count) * 60_000)
            _ = try recorder.record(event, at: at, cause: nil)
            let batch = recorder.takeBatch()
            entries += try #require(batch).entries.map(\.bytes)
        }
        try record(.founded(origin: Self.origin, name: "test"))
        while entries.count < count {
            guard let size = heads[entries.count] else {
                try record(.ticked(Tick(minutes: 5, witnessed: nil)))
                continue
            }
            let from = spoilt.contains(entries.count) ? 1 : 0
            let root = try #require(cipher.root(over: Array(entries[from..<size])))
            try record(.shadowRecorded(ShadowHead(size: UInt64(size), root: root)))
        }
        return entries
    }

    private func log() throws -> SigningKey {
        try SigningKey(name: Self.origin, seed: Array(repeating: 7, count: 32))
    }

    private func note(_ size: Int, over entries: [[UInt8]]) async throws -> [UInt8] {
        let root = try #require(cipher.root(over: entries))
        let text = Checkpoint(origin: signer.key.shadow.name, size: UInt64(size), root: root).text
        return SignedNote(text: text, signatures: [try await signer.shadow.sign(text)]).bytes
    }

    /// An export with the log's own SM2 line, and the SM3 tree's checkpoint over the first `size` entries.
    private func export(_ entries: [[UInt8]], size: Int) async throws -> PaperExport {
        var export = PaperExport(entries, by: try log())
        var note = try SignedNote(parsing: #require(export.files["checkpoint"]))
        note.add(try await signer.sign(note.text))
        export.files["checkpoint"] = note.bytes
        export.files["checkpoint.sm3"] =
            try await self.note(size, over: Array(entries.prefix(size)))
        return export
    }

    private func verify(
        _ export: PaperExport,
        by cipher: (any CommercialCipher)?,
        depth: LedgerVerifier.Depth = .everything
    ) throws -> VerificationReport {
        var verifier = LedgerVerifier(export, key: try log().verifier)
        return try verifier.verify(commercial: (signer.key, cipher), depth: depth)
    }

    @Test(
        "The checkpoint and every head recorded are compared with the entries, wherever they end",
        arguments: [
            (3, [2: 1], 3), (300, [2: 1, 257: 256, 299: 298], 300),
            (700, [255: 255, 256: 256, 400: 399, 600: 513], 512), (513, [512: 500], 513),
        ]
    )
    func sound(count: Int, heads: [Int: Int], size: Int) async throws {
        let export = try await export(entries(count, heads: heads), size: size)
        let report = try verify(export, by: cipher)
        #expect(report.findings == [])
        let shadow = try #require(report.shadow)
        #expect(shadow.checkpoint == .valid && shadow.size == size)
        #expect(shadow.heads == heads.count && shadow.compared == heads.count)
        #expect(!shadow.isUnchecked)
        let hashes = try verify(export, by: cipher, depth: .hashes)
        #expect(hashes.shadow?.checkpoint == .valid && hashes.findings == [])
    }

    @Test("A head of other entries is found, with its place")
    func wrongHead() async throws {
        let entries = try entries(600, heads: [300: 299, 500: 400], spoilt: [500])
        let report = try verify(try await export(entries, size: 600), by: cipher)
        let expected = VerificationFinding(.shadowHeadWrong, entry: 500, "400")
        #expect(report.findings == [expected])
        #expect(expected.sentence(in: .zh).contains("SM3 根哈希"))
        #expect(report.shadow?.compared == 2)
    }

    @Test("A head over what came later does not follow")
    func later() async throws {
        var entries = try entries(3, heads: [:])
        let head = ShadowHead(size: 9, root: .emptyRoot)
        var recorder = Recorder()
        _ = try recorder.record(
            .shadowRecorded(head),
            at: Timestamp(milliseconds: 1_800_000_000_000),
            cause: nil
        )
        let batch = recorder.takeBatch()
        entries += try #require(batch).entries.map(\.bytes)
        let report = try verify(try await export(entries, size: 4), by: cipher)
        #expect(report.findings.map(\.kind) == [.replayBroken])
        #expect(report.shadow?.isUnchecked == true)
    }

    @Test(
        "Another root, another signer, another origin, more entries, no line and no note are found"
    )
    func wrongCheckpoint() async throws {
        let entries = try entries(300, heads: [:])
        let sound = try await export(entries, size: 300)
        func findings(_ note: [UInt8]) throws -> [VerificationFinding.Kind] {
            var export = sound
            export.files["checkpoint.sm3"] = note
            return try verify(export, by: cipher).findings.map(\.kind)
        }
        let other = try await note(300, over: Array(entries.dropFirst()))
        #expect(try findings(other) == [.shadowRootWrong])
        let root = try #require(cipher.root(over: entries))
        func signed(_ origin: String, _ size: UInt64, _ by: CommercialSigner?) async throws
            -> [UInt8]
        {
            let text = Checkpoint(origin: origin, size: size, root: root).text
            let line = try await by?.sign(text)
            return SignedNote(text: text, signatures: line.map { [$0] } ?? []).bytes
        }
        let name = signer.key.shadow.name
        let secret = try #require(CommercialSecret(Array(repeating: 3, count: 32), cipher: cipher))
        let stranger = CommercialSigner(
            key: try CommercialKey(name: Self.origin, point: secret.point),
            token: secret,
            cipher: cipher
        )
        for wrong in [
            try await signed(name, 300, stranger.shadow), try await signed(name, 300, signer),
            try await signed(Self.origin, 300, signer),
            try await signed("other/sm3", 300, signer.shadow),
            try await signed(name, 301, signer.shadow), Array("no note".utf8), [],
        ] {
            #expect(
                try findings(wrong) == [.shadowInvalid],
                "\(String(decoding: wrong, as: UTF8.self))"
            )
        }
        var altered = try #require(sound.files["checkpoint.sm3"])
        altered[altered.count - 10] ^= 1
        #expect(try findings(altered) == [.shadowInvalid])
    }

    @Test("An entry altered, with the log's own root beside it, differs from the SM3 root too")
    func altered() async throws {
        var entries = try entries(300, heads: [:])
        let note = try #require(try await export(entries, size: 300).files["checkpoint.sm3"])
        entries[100] = try #require(try self.entries(102, heads: [:]).last)
        // Whoever has the log's key signs for what he altered; the SM3 tree was signed before.
        var forged = try await export(entries, size: 300)
        forged.files["checkpoint.sm3"] = note
        #expect(try verify(forged, by: cipher).findings.map(\.kind).contains(.shadowRootWrong))
    }

    @Test(
        "Without the library nothing of it is called right or wrong; without a tree nothing is found"
    )
    func unchecked() async throws {
        let entries = try entries(300, heads: [200: 150])
        let export = try await export(entries, size: 300)
        let report = try verify(export, by: nil)
        #expect(report.findings == [])
        #expect(report.shadow?.checkpoint == .unchecked && report.shadow?.compared == 0)
        #expect(report.shadow?.isUnchecked == true)
        var without = try await self.export(try self.entries(300, heads: [:]), size: 300)
        without.files["checkpoint.sm3"] = nil
        let plain = try verify(without, by: cipher)
        #expect(plain.findings == [] && plain.shadow?.checkpoint == .missing)
        #expect(plain.shadow?.isUnchecked == false)
    }
}
