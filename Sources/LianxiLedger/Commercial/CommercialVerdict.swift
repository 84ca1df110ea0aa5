/// What became of the SM2 line of a checkpoint that somebody asked for.
package enum CommercialVerdict: String, Hashable, Sendable, CaseIterable {
    /// It is there, and it is the key's.
    case valid
    /// There is none by that key.
    case missing
    /// It is not the key's signature.
    case wrong
    /// There is one, and nothing here computes SM2.
    case unchecked
}

extension SignedNote {
    /// Verifies the line of an SM2 key; lines of others are not looked at.
    ///
    /// - Parameters:
    ///   - key: Whose.
    ///   - cipher: `nil` where there is none.
    /// - Returns: What became of it; `unchecked` without a cipher.
    package func verdict(
        of key: CommercialKey,
        by cipher: (any CommercialCipher)?
    ) -> CommercialVerdict {
        let lines = signatures.filter { $0.name == key.name && $0.keyID == key.id }
        guard let line = lines.first else { return .missing }
        guard let cipher else { return .unchecked }
        return cipher.isValid(line.signature, over: text, by: key.point) ? .valid : .wrong
    }
}
