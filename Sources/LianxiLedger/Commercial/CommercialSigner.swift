/// Signs the texts of notes with an SM2 key, wherever it lives; each signature is verified before it is used.
package struct CommercialSigner: LineSigner {
    package let key: CommercialKey
    private let token: any SigningToken
    package let cipher: any CommercialCipher

    /// - Parameters:
    ///   - key: What the signatures must fit.
    ///   - token: Where the secret is.
    ///   - cipher: Verifies what the token signs.
    package init(key: CommercialKey, token: any SigningToken, cipher: any CommercialCipher) {
        self.key = key
        self.token = token
        self.cipher = cipher
    }

    /// Signs with the same secret as the SM3 tree's key.
    package var shadow: CommercialSigner {
        CommercialSigner(key: key.shadow, token: token, cipher: cipher)
    }

    package func sign(_ text: [UInt8]) async throws(SigningTrouble) -> NoteSignature {
        let signature = try await token.signature(over: text, by: key.point)
        guard signature.count == 64, cipher.isValid(signature, over: text, by: key.point) else {
            throw .otherKey(key.name)
        }
        return NoteSignature(name: key.name, keyID: key.id, signature: signature)
    }
}

/// An SM2 secret in memory, as a token.
package struct CommercialSecret: SigningToken {
    private let secret: [UInt8]
    private let cipher: any CommercialCipher
    /// Its public half.
    package let point: [UInt8]

    /// `nil` for what is no secret of the curve.
    package init?(_ secret: [UInt8], cipher: any CommercialCipher) {
        guard secret.count == 32, let point = cipher.point(of: secret) else { return nil }
        self.secret = secret
        self.cipher = cipher
        self.point = point
    }

    package func signature(
        over message: [UInt8],
        by publicKey: [UInt8]
    ) async throws(SigningTrouble) -> [UInt8] {
        guard publicKey == point else { throw .keyMissing("SM2") }
        guard let signature = cipher.signature(over: message, by: secret) else {
            throw .refused("SM2")
        }
        return signature
    }
}
