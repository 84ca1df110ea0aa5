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
            throw ZeroMQError(code: EINVAL, attempt: "read a CURVE secret key", zh: "读取 CURVE 私钥")
        }
        publicKey = try cString(capacity: 41, "derive a CURVE public key") {
            czmq_curve_public($0, secretKey)
        }
        self.secretKey = secretKey
    }

    /// Draws a new pair.
    package static func generate() throws(ZeroMQError) -> CurveKeys {
        var publicKey: [CChar] = Array(repeating: 0, count: 41)
        let secretKey = try cString(capacity: 41, "draw a CURVE key pair") {
            czmq_curve_keypair(&publicKey, $0)
        }
        return try CurveKeys(secretKey: secretKey)
    }

    /// Whether the text is 40 characters of Z85 that stand for 32 bytes.
    package static func isWellFormed(_ key: String) -> Bool {
        guard key.utf8.count == 40, key.utf8.allSatisfy(isZ85) else { return false }
        var bytes: [UInt8] = Array(repeating: 0, count: 32)
        return zmq_z85_decode(&bytes, key) != nil
    }

    /// The Z85 text of a public key as libzmq hands it to its ZAP handler; `nil` unless 32 bytes.
    static func text(of key: [UInt8]) -> String? {
        guard key.count == 32 else { return nil }
        return try? cString(capacity: 41, "encode a key") {
            zmq_z85_encode($0, key, 32) == nil ? -EINVAL : 0
        }
    }

    /// The public key; the secret one is never printed.
    package var description: String { publicKey }
}

/// The text that a C function writes into room for `capacity` bytes, the closing 0 included.
///
/// - Throws: What `fill` returns when it is negative.
func cString(
    capacity: Int,
    _ attempt: String,
    fill: (UnsafeMutablePointer<CChar>) -> CInt
) throws(ZeroMQError) -> String {
    let room = UnsafeMutablePointer<CChar>.allocate(capacity: capacity)
    defer { room.deallocate() }
    room.initialize(repeating: 0, count: capacity)
    try ZeroMQError.check(fill(room), attempt)
    return String(cString: room)
}

private func isZ85(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
    default: ".-:+=^!/*?&<>()[]{}@%$#".utf8.contains(byte)
    }
}
