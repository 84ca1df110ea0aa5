import Foundation
import LianxiCore
import LianxiLedger
import Testing

@testable import LianxiCommercial

/// What the page *Format* says of the SM3 tree, computed and signed there by other programs.
private struct Page {
    private let text: String

    init() throws {
        let place = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/LianxiLedger/LianxiLedger.docc/Format.md")
        text = try String(contentsOf: place, encoding: .utf8)
    }

    func block(_ name: String) throws -> String {
        let mark = try #require(text.range(of: "<!-- \(name) -->\n```\n"))
        let end = try #require(text.range(of: "\n```\n", range: mark.upperBound..<text.endIndex))
        return String(text[mark.upperBound..<end.lowerBound]) + "\n"
    }

    func value(_ name: String) throws -> String {
        let line = try block("sm3").split(separator: "\n").first { $0.hasPrefix("\(name) ") }
        return try #require(line).dropFirst(name.count).trimmingCharacters(in: .whitespaces)
    }
}

@Suite(
    "The SM3 tree",
    .enabled("needs libcrypto.so.3 with SM2: apt-get install libssl3") { OpenSSLCipher() != nil }
)
struct ShadowTreeTests {
    private func cipher() throws -> OpenSSLCipher { try #require(OpenSSLCipher()) }

    /// RFC 6962 §2.1 as it is written there.
    private func root(_ leaves: ArraySlice<[UInt8]>, _ cipher: OpenSSLCipher) throws -> [UInt8] {
        guard leaves.count > 1 else { return try leaves.first ?? #require(cipher.digest([])) }
        var left = 1
        while 2 * left < leaves.count { left *= 2 }
        let halves =
            try root(leaves.prefix(left), cipher) + root(leaves.dropFirst(left), cipher)
        return try #require(cipher.digest([1] + halves))
    }

    @Test(
        "The page's entries have the page's leaves and roots, and its checkpoint is signed by its key"
    )
    func page() throws {
        let (page, cipher) = (try Page(), try cipher())
        let entries = try page.block("entries").split(separator: "\n").map { Array($0.utf8) }
        let hasher = try #require(cipher.treeHasher())
        for index in [0, 5] {
            #expect(hasher.leaf(entries[index])?.description == (try page.value("leaf-\(index)")))
        }
        #expect(
            cipher.root(over: Array(entries.prefix(4)))?.description == (try page.value("root-4"))
        )
        let root = try #require(cipher.root(over: entries))
        #expect(root.description == (try page.value("root-6")))
        let key = try CommercialKey(parsing: page.value("key")).shadow
        let note = try SignedNote(parsing: Array(page.block("sm3-checkpoint").utf8))
        #expect(note.text == Checkpoint(origin: key.name, size: 6, root: root).text)
        #expect(note.verdict(of: key, by: cipher) == .valid)
    }

    @Test("Grown leaf by leaf, or bundle by bundle, it has the root that RFC 6962 gives")
    func grows() throws {
        let cipher = try cipher()
        let hasher = try #require(cipher.treeHasher())
        let entries = (0..<1000).map { Array("entry \($0)".utf8) }
        let leaves = try entries.map { try #require(cipher.digest([0] + $0)) }
        var tree = ShadowTree()
        #expect(try tree.root(by: hasher)?.bytes == root([], cipher))
        for size in 1...300 {
            let isDone = hasher.append([entries[size - 1]], to: &tree)
            #expect(isDone)
            #expect(
                try tree.root(by: hasher)?.bytes == root(leaves.prefix(size), cipher),
                "\(size)"
            )
        }
        var bundles = ShadowTree()
        for first in stride(from: 0, to: 768, by: 256) {
            let root = try #require(cipher.root(over: Array(entries[first..<first + 256])))
            let isDone = bundles.append(root, height: 8, by: hasher)
            #expect(isDone)
        }
        let isDone = hasher.append(entries[768...], to: &bundles)
        #expect(isDone)
        #expect(try bundles.root(by: hasher)?.bytes == root(leaves[...], cipher))
    }

    @Test("Its state is taken up again; with any byte changed, cut, or by another key it is none")
    func state() async throws {
        let cipher = try cipher()
        let hasher = try #require(cipher.treeHasher())
        let secret = try #require(CommercialSecret(Published.secret, cipher: cipher))
        let key = try CommercialKey(name: "test.example/lianxi", point: secret.point)
        let signer = CommercialSigner(key: key, token: secret, cipher: cipher).shadow
        var tree = ShadowTree()
        let isDone = hasher.append((0..<11).map { [UInt8($0)] }, to: &tree)
        #expect(isDone)
        let root = try #require(tree.root(by: hasher))
        let text = Checkpoint(origin: signer.key.name, size: 11, root: root).text
        let note = SignedNote(text: text, signatures: [try await signer.sign(text)])
        let main = Digest32.sha256(of: [7])
        let bytes = ShadowState(tree: tree, mainRoot: main, note: note.bytes).bytes
        let read = try #require(ShadowState(bytes, key: key.shadow, by: cipher))
        #expect(read.tree == tree && read.mainRoot == main && read.note == note.bytes)
        // The main tree's root is for the ledger to bear out.
        let said = main.base64.utf8.count
        let mainPlace = "lianxi-sm3-tree/v1\n11\n".utf8.count
        for place in bytes.indices {
            var other = bytes
            other[place] ^= 1
            let taken = ShadowState(other, key: key.shadow, by: cipher)
            let isMain = (mainPlace..<mainPlace + said).contains(place)
            #expect(taken == nil || isMain && taken?.mainRoot != main, "\(place)")
        }
        for length in bytes.indices {
            #expect(ShadowState(Array(bytes[..<length]), key: key.shadow, by: cipher) == nil)
        }
        #expect(ShadowState(bytes + [10], key: key.shadow, by: cipher) == nil)
        #expect(ShadowState(bytes, key: key, by: cipher) == nil)
        let third = try #require(cipher.point(of: Array(repeating: 3, count: 32)))
        let stranger = try CommercialKey(name: key.name, point: third)
        #expect(ShadowState(bytes, key: stranger.shadow, by: cipher) == nil)
    }
}
