import Foundation
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiTokens
import Testing

@testable import LianxiCommercial

/// A token that gives back what it was made with.
private struct Fixed: SigningToken {
    let bytes: [UInt8]

    func signature(
        over message: [UInt8],
        by publicKey: [UInt8]
    ) async throws(SigningTrouble) -> [UInt8] { bytes }
}

@Suite(
    "An SM2 line stands beside the log's own",
    .enabled("needs libcrypto.so.3 with SM2: apt-get install libssl3") { OpenSSLCipher() != nil }
)
struct CommercialKeyTests {
    private static let origin = "test.example/lianxi"
    private let text = Checkpoint(origin: origin, size: 0, root: .emptyRoot).text

    private func cipher() throws -> OpenSSLCipher { try #require(OpenSSLCipher()) }

    private func file(_ second: String? = nil, point: [UInt8] = Published.point) -> String {
        "command:/bin/sign -k 3#sm2:\(Base64.encode(point))" + (second.map { "\n\($0)" } ?? "")
    }

    private func log() throws -> SigningKey {
        try SigningKey(name: Self.origin, seed: Array(repeating: 7, count: 32))
    }

    @Test("Its key is one of type ff, and reads back; another's number, type or length is none")
    func key() throws {
        let key = try CommercialKey(name: Self.origin, point: Published.point)
        #expect(try CommercialKey(parsing: "\(key)") == key)
        let base64 = try #require("\(key)".split(separator: "+", maxSplits: 2).last)
        let bytes = try #require(Base64.decode(String(base64)))
        #expect(bytes == [0xff] + Array("lianxi-sm2/v1".utf8) + Published.point)
        let log = try log().verifier
        for wrong in [
            "\(log)", "\(key)x", "\(Self.origin)+00000000+\(base64)",
            "other+\("\(key)".dropFirst(20))",
            "",
        ] {
            #expect(throws: NoteError.self, "\(wrong)") { try CommercialKey(parsing: wrong) }
        }
        #expect(throws: NoteError.self) {
            try CommercialKey(name: Self.origin, point: Array(Published.point.dropLast()))
        }
        // Who knows only our own kinds of keys does not take it for one.
        #expect(throws: NoteError.self) { try VerifierKey(parsing: "\(key)") }
    }

    @Test("The log's readers pass it over, and who knows the key verifies it")
    func line() async throws {
        let cipher = try cipher()
        let log = try log()
        let digits = hexText(Published.secret)
        let signer = try CommercialKeyText.signer(digits, name: Self.origin, cipher: cipher)
        var note = SignedNote(text: text, signatures: [log.sign(text)])
        #expect(note.verdict(of: signer.key, by: cipher) == .missing)
        note.add(try await signer.sign(text))
        #expect(try Checkpoint(verifying: note.bytes, by: log.verifier).size == 0)
        let read = try SignedNote(parsing: note.bytes)
        #expect(read.verdict(of: signer.key, by: cipher) == .valid)
        #expect(read.verdict(of: signer.key, by: nil) == .unchecked)
        let other = Checkpoint(origin: Self.origin, size: 1, root: .leaf([])).text
        let moved = SignedNote(text: other, signatures: read.signatures)
        #expect(moved.verdict(of: signer.key, by: cipher) == .wrong)
        let second = try #require(cipher.point(of: Array(repeating: 3, count: 32)))
        let stranger = try CommercialKey(name: Self.origin, point: second)
        #expect(read.verdict(of: stranger, by: cipher) == .missing)
    }

    @Test("A program's signature is used when it is the key's, and no other")
    func program() async throws {
        let cipher = try cipher()
        let key = try CommercialKey(name: Self.origin, point: Published.point)
        let signature = try #require(cipher.signature(over: text, by: Published.secret))
        func signer(_ bytes: [UInt8]) -> CommercialSigner {
            CommercialSigner(key: key, token: Fixed(bytes: bytes), cipher: cipher)
        }
        #expect(try await signer(signature).sign(text).signature == signature)
        for wrong in [Published.signature, Array(signature.dropLast()), []] {
            await #expect(throws: SigningTrouble.otherKey(Self.origin)) {
                try await signer(wrong).sign(text)
            }
        }
    }

    @Test("A file says where the key is, and a mistake in it is named")
    func files() throws {
        let cipher = try cipher()
        let key = try CommercialKey(name: Self.origin, point: Published.point)
        func read(_ text: String) throws(KeyTextMistake) -> CommercialKey {
            try CommercialKeyText.signer(text, name: Self.origin, cipher: cipher).key
        }
        #expect(try read(hexText(Published.secret)) == key)
        #expect(try read(file("\(key)")) == key)
        #expect(try CommercialKeyText.text(file(), name: Self.origin) == file("\(key)"))
        let elsewhere = try CommercialKey(name: "other.example/log", point: Published.point)
        let second = try #require(cipher.point(of: Array(repeating: 3, count: 32)))
        let mistakes: [(String, KeyTextMistake)] = [
            ("", .form(.sm2)), (String(repeating: "0", count: 64), .form(.sm2)),
            ("abc", .form(.sm2)),
            ("command:sign#sm2:AAAA\n\(key)", .reference(.sm2)),
            ("ssh-agent:/run/agent#SHA256:abc\n\(key)", .reference(.sm2)),
            (file(), .verifierMissing(.sm2)),
            (file("\(try log().verifier)"), .verifierMissing(.sm2)),
            (file("\(elsewhere)"), .otherName(elsewhere.name)),
            (file("\(key)", point: second), .otherKey),
        ]
        for (text, mistake) in mistakes {
            #expect(throws: mistake, "\(text)") { try read(text) }
            #expect(mistake.sentence(in: .zh) != mistake.sentence(in: .en))
        }
    }
}
