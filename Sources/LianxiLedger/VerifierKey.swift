import LianxiCore
import Crypto
import LianxiJSON

/// The public side of a signing key, with its name and what it signs.
///
/// C2SP signed-note.
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// What a key of this kind signs.
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// Ed25519 over a note's text.
        case note = 0x01
        /// Ed25519 over a checkpoint with a time: a witness's cosignature/v1.
        case cosignature = 0x04
    }

    package let name: String
    package let kind: Kind
    /// 32 bytes.
    package let publicKey: [UInt8]
    /// The first 4 bytes of SHA-256 over name, `0a`, kind and public key.
    package let id: UInt32

    /// Checks the name's form and the key's length.
    ///
    /// - Throws: ``NoteError/malformed(_:)``
    package init(name: String, kind: Kind, publicKey: [UInt8]) throws(NoteError) {
        guard isKeyName(Array(name.utf8)) else { throw .malformed("the key's name") }
        guard publicKey.count == 32 else { throw .malformed("the public key's length") }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
        let preimage = Array(name.utf8) + [0x0a, kind.rawValue] + publicKey
        id = UInt32(truncatingIfNeeded: Digest32.sha256(of: preimage).words.0 >> 32)
    }

    /// Reads a key as configuration has it: name `+` eight hexadecimal digits `+` base64.
    ///
    /// - Throws: ``NoteError/malformed(_:)``, also when the digits are not the key's own.
    package init(parsing text: some StringProtocol) throws(NoteError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.decode(String(parts[2])),
            let first = bytes.first,
            let kind = Kind(rawValue: first)
        else { throw .malformed("a verifier key is name+id+base64 of kind 01 or 04") }
        let key = try VerifierKey(
            name: String(parts[0]),
            kind: kind,
            publicKey: Array(bytes.dropFirst())
        )
        guard key.description.utf8.elementsEqual(text.utf8) else {
            throw .malformed("the verifier key's id is not its own")
        }
        self = key
    }

    /// The key as configuration has it.
    package var description: String {
        "\(name)+\(hexText(idBytes))+\(Base64.encode([kind.rawValue] + publicKey))"
    }

    var idBytes: [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - 8 * UInt32($0))) }
    }

    /// Whether `signature`, without the key's id, is this key's over the message.
    func isValid(_ signature: some Collection<UInt8>, over message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(Array(signature), for: message)
    }
}

/// Whether bytes have the form of a key's name or an origin: an address without scheme,
/// `[a-z0-9.-]+(/[a-z0-9._-]+)*`, at most 128 bytes.
func isKeyName(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= 128 else { return false }
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.enumerated().allSatisfy { place, part in
        !part.isEmpty
            && part.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "."), UInt8(ascii: "-"):
                    true
                case UInt8(ascii: "_"): place > 0
                default: false
                }
            }
    }
}
