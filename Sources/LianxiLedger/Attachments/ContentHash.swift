import Crypto
package import LianxiCore

/// SHA-256 of what comes in parts.
package struct ContentHash: Sendable {
    private var hash = SHA256()

    package init() {}

    package mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

    /// Of all bytes so far.
    package var value: Digest32 { Digest32(hash.finalize()) }
}
