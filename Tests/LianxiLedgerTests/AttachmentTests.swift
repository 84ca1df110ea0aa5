import LianxiCore
import LianxiLedger
import Testing

@Suite("Papers: listing, code and boxes")
struct AttachmentTests {
    private let key = [UInt8](0x40..<0x60)
    private let nonce = [UInt8](0x80..<0x8c)
    private let content = Array("工资条复印件".utf8)

    /// Computed by Python's `hmac` and the `cryptography` package, from the page's words.
    @Test("Code and box are those another program computed")
    func vector() throws {
        let address = Digest32.sha256(of: content)
        #expect("\(address)" == "e2f9322d16fecaf6af2d6449bf5f82d4b25fd31cb720e108999ea43aa926c3a2")
        let seal = try AttachmentSeal(of: matter(1), key: key)
        let code = "157f0c659c30b040605157e9ec20c9a1b3b5c00f29d4d78d3283668750fae0a5"
        #expect("\(seal.code(of: address, size: content.count))" == code)
        let box = try seal.seal(
            content,
            number: 0,
            of: address,
            size: content.count,
            nonce: nonce
        )
        let expected =
            "808182838485868788898a8be6c5d5676e66b38f046ddd6f81f1cf3193f6e9e35d6cc4e4aea8523b3653"
            + "19f5f825"
        #expect(hexText(box) == expected)
        #expect(try seal.open(box, number: 0, of: address, size: content.count) == content)
    }

    @Test("A piece opens only as what it was sealed as, and only with the matter's key")
    func bound() throws {
        let address = Digest32.sha256(of: content)
        let other = Digest32.sha256(of: Array("another".utf8))
        let seal = try AttachmentSeal(of: matter(1), key: key)
        let box = try seal.seal(content, number: 3, of: address, size: 999, nonce: nonce)
        let strangers = [
            try AttachmentSeal(of: matter(2), key: key),
            try AttachmentSeal(of: matter(1), key: [UInt8](repeating: 1, count: 32)),
        ]
        for stranger in strangers {
            #expect(stranger.code(of: address, size: 999) != seal.code(of: address, size: 999))
            #expect(throws: DossierError.notOpened) {
                try stranger.open(box, number: 3, of: address, size: 999)
            }
        }
        for (number, address, size) in [(4, address, 999), (3, other, 999), (3, address, 998)] {
            #expect(throws: DossierError.notOpened) {
                try seal.open(box, number: number, of: address, size: size)
            }
        }
        #expect(throws: DossierError.malformed) {
            try AttachmentSeal(of: matter(1), key: [1, 2, 3])
        }
    }

    @Test("A listing is read back from its canonical bytes")
    func listing() throws {
        let address = Digest32.sha256(of: content)
        let listing = try AttachmentListing(name: "工资条.pdf", size: 18, address: address)
        #expect(try AttachmentListing(payload: listing.payload) == listing)
        let text = String(decoding: listing.payload, as: UTF8.self)
        #expect(text == "{\"name\":\"工资条.pdf\",\"sha-256\":\"\(address)\",\"size\":18}")
    }

    @Test(
        "No paper is called what leads out of a folder or cannot be printed",
        arguments: [
            "", ".", "..", "a/b", "/etc/passwd", "a\n", "\u{1b}[2J", "a\u{85}",
            String(repeating: "字", count: 86),
        ]
    )
    func names(name: String) {
        #expect(throws: DossierError.malformed) {
            try AttachmentListing(name: name, size: 1, address: .sha256(of: []))
        }
    }

    @Test("A paper has at least a byte and at most 64 MiB", arguments: [0, -1, 67_108_865])
    func sizes(size: Int) {
        #expect(throws: DossierError.malformed) {
            try AttachmentListing(name: "a", size: size, address: .sha256(of: []))
        }
    }
}
