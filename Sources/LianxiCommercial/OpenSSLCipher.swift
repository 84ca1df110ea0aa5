package import LianxiLedger

/// SM2 and SM3 as the machine's OpenSSL 3 computes them.
package struct OpenSSLCipher: CommercialCipher {
    private static let identity = Array("1234567812345678".utf8)
    /// PKCS #8 of a key on sm2p256v1, up to the 32 bytes of the secret.
    private static let secretHead: [UInt8] =
        [0x30, 0x41, 0x02, 0x01, 0x00] + algorithm + [0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01]
        + [0x04, 0x20]
    /// SubjectPublicKeyInfo of a point on sm2p256v1, up to its 65 bytes.
    private static let publicHead: [UInt8] = [0x30, 0x59] + algorithm + [0x03, 0x42, 0x00]
    /// An elliptic curve's key, and the curve 1.2.156.10197.1.301.
    private static let algorithm: [UInt8] = [
        0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x81,
        0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d,
    ]

    /// The curve's order less one: a secret is below it (GB/T 32918.1).
    private static let limit: [UInt8] = [
        0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0x72, 0x03, 0xdf, 0x6b, 0x21, 0xc6, 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5,
        0x41, 0x22,
    ]

    private let library: LibCrypto

    /// `nil` where the machine has no `libcrypto.so.3` with SM2 and SM3.
    package init?() {
        guard let library = LibCrypto(LibCrypto.name) else { return nil }
        self.init(library)
    }

    /// Takes a library that can do it: one is asked for the first example of GB/T 32905.
    init?(_ library: LibCrypto) {
        self.library = library
        guard digest(Array("abc".utf8))?.starts(with: [0x66, 0xc7, 0xf0, 0xf4]) == true else {
            return nil
        }
    }

    package func digest(_ bytes: [UInt8]) -> [UInt8]? {
        var digest: [UInt8] = Array(repeating: 0, count: 64)
        var count: UInt32 = 0
        let done = bytes.withUnsafeBytes {
            library.digest($0.baseAddress, $0.count, &digest, &count, library.sm3(), nil)
        }
        library.clearErrors()
        return done == 1 && count == 32 ? Array(digest.prefix(32)) : nil
    }

    package func treeHasher() -> (any TreeHasher)? { OpenSSLHasher(library) }

    package func point(of secret: [UInt8]) -> [UInt8]? {
        guard secret.lexicographicallyPrecedes(Self.limit) else { return nil }
        return withKey(library.readSecret, Self.secretHead + secret, secret.count == 32) { key in
            var place: UnsafeMutablePointer<UInt8>?
            let size = Self.publicHead.count + 65
            guard library.writePublic(key, nil) == size else { return nil }
            var bytes: [UInt8] = Array(repeating: 0, count: size)
            bytes.withUnsafeMutableBufferPointer { buffer in
                place = buffer.baseAddress
                _ = library.writePublic(key, &place)
            }
            return Array(bytes.suffix(65))
        }
    }

    package func signature(over message: [UInt8], by secret: [UInt8]) -> [UInt8]? {
        withKey(library.readSecret, Self.secretHead + secret, secret.count == 32) { key in
            withContext(of: key) { context in
                guard library.beginSigning(context, nil, library.sm3(), nil, key) == 1 else {
                    return nil
                }
                var bytes: [UInt8] = Array(repeating: 0, count: 128)
                var count = bytes.count
                guard library.sign(context, &bytes, &count, message, message.count) == 1,
                    count <= bytes.count
                else { return nil }
                return SM2Signature(der: Array(bytes.prefix(count)))?.bytes
            }
        }
    }

    package func isValid(_ signature: [UInt8], over message: [UInt8], by point: [UInt8]) -> Bool {
        guard let der = SM2Signature(bytes: signature)?.der else { return false }
        let isValid: Bool? = withKey(
            library.readPublic,
            Self.publicHead + point,
            point.count == 65
        ) { key in
            withContext(of: key) { context in
                library.beginVerifying(context, nil, library.sm3(), nil, key) == 1
                    && library.verify(context, der, der.count, message, message.count) == 1
            }
        }
        return isValid == true
    }

    /// Reads a key, lends it, and frees it.
    private func withKey<Result>(
        _ read: LibCrypto.Read,
        _ encoded: [UInt8],
        _ hasLength: Bool,
        _ body: (OpaquePointer) -> Result?
    ) -> Result? {
        defer { library.clearErrors() }
        let key: OpaquePointer? = encoded.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            return read(nil, &place, buffer.count)
        }
        guard hasLength, let key else { return nil }
        defer { library.freeKey(key) }
        return body(key)
    }

    /// Lends a context that knows whose key it is, as SM2 hashes the identity before the message.
    private func withContext<Result>(
        of key: OpaquePointer,
        _ body: (OpaquePointer) -> Result?
    ) -> Result? {
        guard let context = library.newContext() else { return nil }
        defer { library.freeContext(context) }
        guard let keyContext = library.newKeyContext(key, nil) else { return nil }
        defer { library.freeKeyContext(keyContext) }
        let count = Int32(Self.identity.count)
        guard library.setIdentity(keyContext, Self.identity, count) == 1 else { return nil }
        library.setKeyContext(context, keyContext)
        return body(context)
    }
}
