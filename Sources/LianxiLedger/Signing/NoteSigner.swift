/// Signs the texts of notes, wherever the key lives: in memory, or in a token that never gives it away.
///
/// What it hands out is valid under ``verifier``, which is known before anything is signed.
package protocol NoteSigner: LineSigner {
    var verifier: VerifierKey { get }
}

/// Signs the texts of notes with a key of any kind.
package protocol LineSigner: Sendable {
    /// The signature line over a note's text.
    ///
    /// - Throws: ``SigningTrouble`` when a token does not sign.
    func sign(_ text: [UInt8]) async throws(SigningTrouble) -> NoteSignature
}

extension NoteSigner {
    package var name: String { verifier.name }

    /// The whole note: the text, an empty line and the signature line.
    ///
    /// - Throws: ``SigningTrouble`` when a token does not sign.
    package func signedNote(_ text: [UInt8]) async throws(SigningTrouble) -> [UInt8] {
        SignedNote(text: text, signatures: [try await sign(text)]).bytes
    }
}

extension SigningKey: NoteSigner {}
