import Foundation
import LianxiCore
import LianxiJSON
import LianxiLedger
import Testing

@testable import LianxiCommercial

/// What the standards print.
enum Published {
    static let message = Array("message digest".utf8)
    /// GB/T 32918.5, annex A: key and signature.
    static let secret = hex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
    static let point =
        [4] + hex("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020")
        + hex("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13")
    static let signature =
        hex("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3")
        + hex("B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA")

    static func hex(_ text: String) -> [UInt8] { hexBytes(text.lowercased()) ?? [] }
}

@Suite(
    "OpenSSL computes what the standards of commercial cryptography print",
    .enabled("needs libcrypto.so.3 with SM2: apt-get install libssl3") { OpenSSLCipher() != nil }
)
struct OpenSSLCipherTests {
    private func cipher() throws -> OpenSSLCipher { try #require(OpenSSLCipher()) }

    @Test(
        "SM3 of the two examples of GB/T 32905",
        arguments: [
            ("abc", "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0"),
            (
                String(repeating: "abcd", count: 16),
                "DEBE9FF92275B8A138604889C18E5A4D6FDB70E5387E5765293DCBA39C0C5732"
            ),
        ]
    )
    func digest(text: String, digest: String) throws {
        #expect(try cipher().digest(Array(text.utf8)) == Published.hex(digest))
    }

    @Test("The example's key has its point, and its signature is valid for its message alone")
    func example() throws {
        let cipher = try cipher()
        #expect(cipher.point(of: Published.secret) == Published.point)
        func isValid(_ signature: [UInt8], _ message: [UInt8], _ point: [UInt8]) -> Bool {
            cipher.isValid(signature, over: message, by: point)
        }
        #expect(isValid(Published.signature, Published.message, Published.point))
        for place in [0, 31, 32, 63] {
            var other = Published.signature
            other[place] ^= 1
            #expect(!isValid(other, Published.message, Published.point), "\(place)")
        }
        #expect(!isValid(Published.signature, Published.message + [0], Published.point))
        let one = try #require(cipher.point(of: Array(repeating: 0, count: 31) + [1]))
        #expect(!isValid(Published.signature, Published.message, one))
        #expect(!isValid([], Published.message, Published.point))
        #expect(!isValid(Published.signature, Published.message, Array(Published.point.dropLast())))
        // Not on the curve.
        var off = Published.point
        off[64] ^= 1
        #expect(!isValid(Published.signature, Published.message, off))
    }

    @Test("What it signs, it verifies; a secret is one of the curve")
    func signs() throws {
        let cipher = try cipher()
        for length in [0, 1, 63, 64, 1000] {
            let message = Array(repeating: UInt8(length & 0xff), count: length)
            let signature = try #require(cipher.signature(over: message, by: Published.secret))
            #expect(signature.count == 64)
            #expect(cipher.isValid(signature, over: message, by: Published.point))
        }
        let order = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D541"
        for secret in [
            Array(repeating: 0, count: 32), Array(repeating: 0xff, count: 32),
            Published.hex(order + "23"), Published.hex(order + "22"), [1],
        ] {
            #expect(cipher.point(of: secret) == nil, "\(secret)")
        }
        #expect(cipher.point(of: Published.hex(order + "21")) != nil)
    }

    @Test(
        "The openssl command takes our signature, and we take its",
        .enabled("needs the openssl command: apt-get install openssl") {
            FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")
        }
    )
    func command() throws {
        let cipher = try cipher()
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "sm2-\(UInt32.random(in: .min ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        func place(_ name: String) -> String { folder.appending(path: name).path }
        // By the shell: Foundation's Process leaks, which the leak sanitizer would tell.
        func openssl(_ arguments: [String]) -> Int32 {
            let words = arguments.map { "'\($0)'" }.joined(separator: " ")
            return system("/usr/bin/openssl \(words) >/dev/null 2>&1")
        }
        // The key as OpenSSL's own command makes and writes it.
        #expect(openssl(["genpkey", "-algorithm", "SM2", "-out", place("key")]) == 0)
        let encode = [
            "pkey", "-in", place("key"), "-outform", "DER", "-pubout", "-out", place("p"),
        ]
        #expect(openssl(encode) == 0)
        let point = try Array(Data(contentsOf: folder.appending(path: "p")).suffix(65))
        try Data(Published.message).write(to: folder.appending(path: "text"))
        let how = [
            "-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678", "-in", place("text"),
        ]
        #expect(
            openssl(["pkeyutl", "-sign", "-inkey", place("key"), "-out", place("s")] + how) == 0
        )
        let theirs = try Array(Data(contentsOf: folder.appending(path: "s")))
        let signature = try #require(SM2Signature(der: theirs))
        #expect(signature.der == theirs)
        #expect(cipher.isValid(signature.bytes, over: Published.message, by: point))
        // Ours, by the published key, as OpenSSL's command reads it.
        let own = try #require(cipher.signature(over: Published.message, by: Published.secret))
        let head = Published.hex("3059301306072A8648CE3D020106082A811CCF5501822D034200")
        try Data(head + Published.point).write(to: folder.appending(path: "q"))
        func verified(_ der: [UInt8]?) throws -> Bool {
            try Data(der ?? []).write(to: folder.appending(path: "o"))
            let verify = [
                "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", place("q"),
                "-sigfile", place("o"),
            ]
            return openssl(verify + how) == 0
        }
        #expect(try verified(SM2Signature(bytes: own)?.der))
        var wrong = own
        wrong[5] ^= 1
        #expect(try !verified(SM2Signature(bytes: wrong)?.der))
    }
}

@Suite("Commercial cryptography without a library, and numbers as it writes them")
struct LibCryptoTests {
    @Test(
        "Where the library is not, or is another, there is none",
        arguments: ["libnone.so.9", "libc.so.6"]
    )
    func absent(name: String) {
        #expect(LibCrypto(name) == nil)
    }

    @Test(
        "Small, large and negative-looking numbers keep their value",
        arguments: [
            ([UInt8](repeating: 0, count: 31) + [1], "020101"),
            ([UInt8](repeating: 0, count: 31) + [0x80], "02020080"),
            ([UInt8](repeating: 0, count: 32), "020100"),
            (
                [0x80] + [UInt8](repeating: 0, count: 31),
                "02210080" + String(repeating: "00", count: 31)
            ),
        ]
    )
    func numbers(half: [UInt8], integer: String) throws {
        let signature = try #require(SM2Signature(bytes: half + half))
        let body = Published.hex(integer + integer)
        #expect(signature.der == [0x30, UInt8(body.count)] + body)
        #expect(SM2Signature(der: signature.der) == signature)
    }

    @Test(
        "What is no pair of numbers is none",
        arguments: [
            "", "30", "3003020101", "300702010102010100", "3006020101020101ff", "30080201010203",
            "3006040101040101",
        ]
    )
    func broken(text: String) {
        #expect(SM2Signature(der: Published.hex(text)) == nil)
    }
}
