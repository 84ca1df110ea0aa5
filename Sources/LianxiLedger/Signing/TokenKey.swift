/// A key that lives in a token, with the public key known beforehand.
package struct TokenKey: NoteSigner {
    package let verifier: VerifierKey
    private let token: any SigningToken

    /// - Parameters:
    ///   - verifier: What the token's signatures must fit; of kind `note`.
    ///   - token: Where the key lives.
    package init(verifier: VerifierKey, token: any SigningToken) {
        precondition(verifier.kind == .note, "a witness's key signs no notes")
        self.verifier = verifier
        self.token = token
    }

    package func sign(_ text: [UInt8]) async throws(SigningTrouble) -> NoteSignature {
        let signature = try await token.signature(over: text, by: verifier.publicKey)
        guard signature.count == 64, verifier.isValid(signature, over: text) else {
            throw .otherKey(verifier.name)
        }
        return NoteSignature(name: name, keyID: verifier.id, signature: signature)
    }
}
