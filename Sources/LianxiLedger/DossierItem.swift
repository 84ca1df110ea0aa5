import Crypto
package import LianxiCore

/// One item of a matter's dossier, in the clear: personal data, which the ledger never holds.
///
/// The ledger holds only the commitment; the item is kept sealed under the matter's key. Whoever is
/// shown payload and salt can check them against the commitment without any key.
package struct DossierItem: Hashable, Sendable {
    /// The most bytes of a payload.
    package static let mostBytes = 65_536

    package let matter: MatterID
    /// 1 to 32 of `a-z` and `-`.
    package let field: String
    package let payload: [UInt8]
    /// 32 random bytes, drawn for this item alone; a secret as long as the payload is.
    package let salt: [UInt8]

    /// Checks the form of an item.
    ///
    /// - Throws: ``DossierError/malformed``
    package init(
        matter: MatterID,
        field: String,
        payload: [UInt8],
        salt: [UInt8]
    ) throws(DossierError) {
        let isField =
            (1...32).contains(field.utf8.count)
            && field.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x61...0x7a).contains($0) }
        guard isField, payload.count <= Self.mostBytes, salt.count == 32 else { throw .malformed }
        self.matter = matter
        self.field = field
        self.payload = payload
        self.salt = salt
    }

    /// What stands for the item in the ledger: HMAC-SHA-256 over its length-prefixed parts.
    package var commitment: Digest32 {
        let matterBytes = Array(matter.description.utf8)
        var message = Self.domain
        message += Self.bigEndian(matterBytes.count, bytes: 2) + matterBytes
        message += Self.bigEndian(field.utf8.count, bytes: 2) + Array(field.utf8)
        message += Self.bigEndian(payload.count, bytes: 4) + payload
        let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: salt))
        return code.withUnsafeBytes { Digest32(loading: $0) }
    }

    /// The item as the ledger names it.
    package var reference: DossierReference {
        DossierReference(field: field, commitment: commitment)
    }

    /// Encrypts the item.
    ///
    /// - Parameters:
    ///   - key: The matter's key, 32 bytes.
    ///   - nonce: 12 random bytes, never used before with this key.
    /// - Returns: The box with its commitment, for the store.
    /// - Throws: ``DossierError/malformed`` for a key or nonce of another length.
    package func seal(key: [UInt8], nonce: [UInt8]) throws(DossierError) -> SealedItem {
        guard key.count == 32, nonce.count == 12 else { throw .malformed }
        let commitment = commitment
        guard let nonce = try? AES.GCM.Nonce(data: nonce),
            let box = try? AES.GCM.seal(
                salt + payload,
                using: SymmetricKey(data: key),
                nonce: nonce,
                authenticating: Self.associated(commitment, matter)
            ),
            let bytes = box.combined
        else { throw .malformed }
        return SealedItem(commitment: commitment, matter: matter, box: Array(bytes))
    }

    /// Decrypts an item and checks it against its commitment.
    ///
    /// - Parameters:
    ///   - item: As the store has it.
    ///   - field: As the ledger names it beside the commitment.
    ///   - key: The matter's key.
    /// - Returns: The item in the clear.
    /// - Throws: ``DossierError/notOpened`` when the key or the item is another.
    package static func open(
        _ item: SealedItem,
        field: String,
        key: [UInt8]
    ) throws(DossierError) -> DossierItem {
        guard key.count == 32, let box = try? AES.GCM.SealedBox(combined: item.box),
            let plain = try? AES.GCM.open(
                box,
                using: SymmetricKey(data: key),
                authenticating: associated(item.commitment, item.matter)
            ),
            plain.count >= 32
        else { throw .notOpened }
        let bytes = Array(plain)
        let opened = try DossierItem(
            matter: item.matter,
            field: field,
            payload: Array(bytes[32...]),
            salt: Array(bytes[..<32])
        )
        guard opened.commitment == item.commitment else { throw .notOpened }
        return opened
    }

    private static let domain = Array("\(SignedStatement.dossier)\n".utf8)

    private static func associated(_ commitment: Digest32, _ matter: MatterID) -> [UInt8] {
        domain + commitment.bytes + Array(matter.description.utf8)
    }

    private static func bigEndian(_ count: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: count >> (8 * (bytes - 1 - $0))) }
    }
}

/// Why a dossier item cannot be sealed or opened.
package enum DossierError: Error, Hashable, Sendable {
    /// A field, payload, salt, key or nonce is not of its form or length.
    case malformed
    /// The key is another, or the box is not what was sealed.
    case notOpened
}
