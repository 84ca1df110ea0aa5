package import LianxiCore
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
        guard let first = lines.first, first.contains(":") else { throw .form }
        guard let reference = TokenReference(first) else { throw .reference }
        guard lines.count == 2, let verifier = try? VerifierKey(parsing: lines[1]),
            verifier.kind == .note
        else { throw .verifierMissing }
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

/// What is wrong with a key's file.
package enum KeyTextMistake: Error, Hashable, Sendable {
    /// Neither digits nor a reference.
    case form
    /// A reference that cannot be read.
    case reference
    /// The second line is missing or no verifier key.
    case verifierMissing
    /// The second line is a key of another name.
    case otherName(String)
    /// The two lines name different keys.
    case otherKey

    /// The mistake as a sentence, without the file's name.
    package func sentence(in language: Language) -> String {
        switch self {
        case .form:
            language.pick(
                "应为 64 个十六进制字符的密钥，或签名装置的位置",
                "expected a key of 64 hexadecimal digits, or where its token is"
            )
        case .reference:
            language.pick(
                "应为 ssh-agent:套接字#SHA256:指纹，或 command:程序#ed25519:公钥（base64）",
                "expected ssh-agent:SOCKET#SHA256:FINGERPRINT or "
                    + "command:PROGRAM#ed25519:PUBLIC-KEY (base64)"
            )
        case .verifierMissing:
            language.pick(
                "第二行应为该密钥的验证公钥（名称+编号+base64）",
                "the second line is to be its verifier key (name+id+base64)"
            )
        case .otherName(let name):
            language.pick("第二行是 \(name) 的公钥", "the second line is \(name)'s key")
        case .otherKey:
            language.pick("两行所指不是同一密钥", "the two lines name different keys")
        }
    }
}
