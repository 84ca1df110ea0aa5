import LianxiCore
import LianxiJSON
import LianxiLedger

/// The messages of the ssh-agent protocol that signing needs (draft-miller-ssh-agent).
package enum AgentMessage {
    /// The longest answer that is read.
    static let mostBytes = 262_144
    /// Numbers of messages.
    static let failure: UInt8 = 5
    static let identities: UInt8 = 12
    static let signed: UInt8 = 14
    private static let askIdentities: UInt8 = 11
    private static let askSignature: UInt8 = 13
    /// The most keys an agent may show.
    private static let mostKeys = 4096
    private static let algorithm = Array("ssh-ed25519".utf8)

    /// Asks for the keys there are.
    static let identitiesRequest = framed([askIdentities])

    /// Asks for a signature over the message by the key.
    static func signRequest(over message: [UInt8], by publicKey: [UInt8]) -> [UInt8] {
        framed([askSignature] + string(blob(publicKey)) + string(message) + [0, 0, 0, 0])
    }

    /// The Ed25519 keys of an answer, in its order; others are left out.
    ///
    /// `nil` when it is none.
    package static func publicKeys(in body: [UInt8]) -> [[UInt8]]? {
        var reader = AgentReader(body.dropFirst())
        guard body.first == identities, let count = reader.number(), count <= mostKeys else {
            return nil
        }
        var keys: [[UInt8]] = []
        for _ in 0..<count {
            guard let blob = reader.string(), reader.string() != nil else { return nil }
            var inner = AgentReader(blob)
            guard inner.string().map(Array.init) == algorithm, let key = inner.string(),
                key.count == 32
            else { continue }
            keys.append(Array(key))
        }
        return keys
    }

    /// The 64 bytes of an answer's signature; `nil` when it has none of ours.
    package static func signature(in body: [UInt8]) -> [UInt8]? {
        var reader = AgentReader(body.dropFirst())
        guard body.first == signed, let whole = reader.string() else { return nil }
        var inner = AgentReader(whole)
        guard inner.string().map(Array.init) == algorithm, let signature = inner.string() else {
            return nil
        }
        return Array(signature)
    }

    /// `SHA256:` and base64 without padding, as `ssh-add -l` prints it.
    static func fingerprint(of publicKey: [UInt8]) -> String {
        let text = Base64.encode(Digest32.sha256(of: blob(publicKey)).bytes)
        return "SHA256:" + text.prefix { $0 != "=" }
    }

    /// A key as SSH writes it.
    private static func blob(_ publicKey: [UInt8]) -> [UInt8] {
        string(algorithm) + string(publicKey)
    }

    private static func framed(_ body: [UInt8]) -> [UInt8] { string(body) }

    private static func string(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt32(bytes.count)
        return (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * UInt32($0))) } + bytes
    }
}

/// Reads SSH's numbers and strings, and never beyond the end.
struct AgentReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func number() -> Int? {
        guard rest.count >= 4 else { return nil }
        let value = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(4)
        return value
    }

    mutating func string() -> ArraySlice<UInt8>? {
        guard let count = number(), count <= rest.count else { return nil }
        let bytes = rest.prefix(count)
        rest = rest.dropFirst(count)
        return bytes
    }
}
