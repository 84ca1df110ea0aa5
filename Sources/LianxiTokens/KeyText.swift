import LianxiCore
package import LianxiLedger

/// What a key's file says: the key itself, or where it lives and which it must be.
///
/// Either 64 hexadecimal digits; or two lines, a ``TokenReference`` and the verifier key known beforehand.
package enum KeyText {
    /// The longest text of a key's file.
    package static let mostBytes = 4096

    /// The signer a key's file describes; no token is asked yet.
    ///
    /// - Parameters:
    ///   - text: What the file holds.
    ///   - name: The key's name, such as `<party>/<officer>`.
    /// - Returns: The key, or who asks its token.
    /// - Throws: ``KeyTextMistake``
    package static func signer(
        _ text: String,
        name: String
    ) throws(KeyTextMistake) -> any NoteSigner {
        let lines = text.split(separator: "\n").map(String.init)
        if lines.count == 1, let seed = hexBytes(lines[0]),
            let key = try? SigningKey(name: name, seed: seed)
        {
            return key
        }
        guard let first = lines.first, first.contains(":") else { throw .form(.ed25519) }
        guard let reference = TokenReference(first) else { throw .reference(.ed25519) }
        guard lines.count == 2, let verifier = try? VerifierKey(parsing: lines[1]),
            verifier.kind == .note
        else { throw .verifierMissing(.ed25519) }
        guard verifier.name == name else { throw .otherName(verifier.name) }
        guard reference.fits(verifier.publicKey) else { throw .otherKey }
        return TokenKey(verifier: verifier, token: reference.token())
    }

    /// The text of a file for a key in a token, once the token was asked for its public key.
    ///
    /// - Throws: `SigningTrouble`
    package static func text(
        _ reference: TokenReference,
        name: String
    ) async throws(SigningTrouble) -> String {
        let key = try await reference.publicKey()
        guard let verifier = try? VerifierKey(name: name, kind: .note, publicKey: key) else {
            throw .unreadable("\(reference)")
        }
        return "\(reference)\n\(verifier)\n"
    }
}
