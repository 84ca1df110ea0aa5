import Crypto

/// An Ed25519 key that signs notes under a name.
///
/// One key, one purpose.
package struct SigningKey: Sendable {
    package let verifier: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    /// Makes the key of a seed.
    ///
    /// - Parameters:
    ///   - name: The key's name, such as the log's origin.
    ///   - seed: 32 random bytes; a secret.
    /// - Throws: ``NoteError/malformed(_:)`` for a name or seed of another form.
    package init(name: String, seed: [UInt8]) throws(NoteError) {
        try self.init(name: name, kind: .note, seed: seed)
    }

    /// Makes a witness's key, which cosigns checkpoints and nothing else.
    ///
    /// - Throws: ``NoteError/malformed(_:)`` for a name or seed of another form.
    package init(witness name: String, seed: [UInt8]) throws(NoteError) {
        try self.init(name: name, kind: .cosignature, seed: seed)
    }

    private init(name: String, kind: VerifierKey.Kind, seed: [UInt8]) throws(NoteError) {
        guard seed.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { throw .malformed("a seed is 32 bytes") }
        self.key = key
        verifier = try VerifierKey(
            name: name,
            kind: kind,
            publicKey: Array(key.publicKey.rawRepresentation)
        )
    }

    package var name: String { verifier.name }

    /// The 64 bytes of the signature over a message.
    func signature(over message: [UInt8]) -> [UInt8] {
        guard let signature = try? key.signature(for: message) else {
            preconditionFailure("Ed25519 signs any message")
        }
        return Array(signature)
    }

    /// The signature line over a note's text; for keys of kind `note`.
    package func sign(_ text: [UInt8]) -> NoteSignature {
        precondition(verifier.kind == .note, "a witness's key signs no notes")
        return NoteSignature(
            name: name,
            keyID: verifier.id,
            signature: signature(over: text)
        )
    }

    /// The whole note: the text, an empty line and the signature line.
    package func note(_ text: [UInt8]) -> [UInt8] {
        SignedNote(text: text, signatures: [sign(text)]).bytes
    }
}
