import CZeroMQ
import Glibc

/// A connection's CURVE key pair, each key as 40 characters of Z85 (ZeroMQ RFC 32).
package struct CurveKeys: Hashable, Sendable, CustomStringConvertible {
    package let publicKey: String
    package let secretKey: String

    /// Derives the public key.
    ///
    /// - Throws: ``ZeroMQError`` (`EINVAL`) when `secretKey` is not 40 characters of Z85.
    package init(secretKey: String) throws(ZeroMQError) {
        guard Self.isWellFormed(secretKey) else {
            throw ZeroMQError(code: EINVAL, attempt: "read a CURVE secret key")
        }
        var derived: CInt = 0
        publicKey = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 41) { text in
            derived = czmq_curve_public(text.baseAddress!, secretKey)
            return derived < 0 ? "" : String(cString: text.baseAddress!)
        }
        try ZeroMQError.check(derived, "derive a CURVE public key")
        self.secretKey = secretKey
    }

    private init(publicKey: String, secretKey: String) {
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    /// Draws a new pair.
    package static func generate() throws(ZeroMQError) -> CurveKeys {
        var drawn: CInt = 0
        let keys = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 82) { text in
            let (open, secret) = (text.baseAddress!, text.baseAddress! + 41)
            drawn = czmq_curve_keypair(open, secret)
            return drawn < 0
                ? CurveKeys(publicKey: "", secretKey: "")
                : CurveKeys(
                    publicKey: String(cString: open),
                    secretKey: String(cString: secret)
                )
        }
        try ZeroMQError.check(drawn, "draw a CURVE key pair")
        return keys
    }

    /// Whether the text is 40 characters of Z85 that stand for 32 bytes.
    package static func isWellFormed(_ key: String) -> Bool {
        guard key.utf8.count == 40, key.utf8.allSatisfy(isZ85) else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { bytes in
            zmq_z85_decode(bytes.baseAddress!, key) != nil
        }
    }

    /// The Z85 text of a public key as libzmq hands it to its ZAP handler; `nil` unless 32 bytes.
    static func text(of key: [UInt8]) -> String? {
        guard key.count == 32 else { return nil }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 41) { text in
            zmq_z85_encode(text.baseAddress!, key, 32).map { String(cString: $0) }
        }
    }

    /// The public key; the secret one is never printed.
    package var description: String { publicKey }
}

private func isZ85(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
    default: ".-:+=^!/*?&<>()[]{}@%$#".utf8.contains(byte)
    }
}
