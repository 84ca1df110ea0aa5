import Crypto
package import LianxiCore

/// Seals and opens the pieces of one matter's papers, and says under which code each paper is kept.
///
/// All keys follow from one that is drawn for the matter; destroying that one makes boxes noise, and
/// codes and salts meaningless, wherever they were copied to.
package struct AttachmentSeal: Sendable {
    private static let domain = Array("lianxi-attachment/v1\n".utf8)

    private let matter: MatterID
    private let boxes: SymmetricKey
    private let codes: SymmetricKey
    private let salts: SymmetricKey

    /// - Throws: ``DossierError/malformed`` for a key that has not 32 bytes.
    package init(of matter: MatterID, key: [UInt8]) throws(DossierError) {
        guard key.count == 32 else { throw .malformed }
        self.matter = matter
        boxes = Self.derived("box", from: key)
        codes = Self.derived("code", from: key)
        salts = Self.derived("salt", from: key)
    }

    /// What a paper is kept under: without the key nobody can try which paper it is.
    package func code(of address: Digest32, size: Int) -> Digest32 {
        let message =
            Self.domain + Array(matter.description.utf8) + address.bytes + Self.bytes(size)
        let code = HMAC<SHA256>.authenticationCode(for: message, using: codes)
        return code.withUnsafeBytes { Digest32(loading: $0) }
    }

    /// The salt of a listing: the same for the same paper, so that the docket knows one that is kept already.
    package func salt(of listing: AttachmentListing) -> [UInt8] {
        let message = Self.domain + Array(matter.description.utf8) + listing.payload
        return Array(HMAC<SHA256>.authenticationCode(for: message, using: salts))
    }

    /// Encrypts a piece.
    ///
    /// - Parameters:
    ///   - piece: Its bytes.
    ///   - number: Which piece of the paper, from 0.
    ///   - address: The paper's.
    ///   - size: Bytes of the whole paper.
    ///   - nonce: 12 random bytes, never used before with this key.
    /// - Returns: Its box, for the store.
    /// - Throws: ``DossierError/malformed`` for a nonce of another length.
    package func seal(
        _ piece: [UInt8],
        number: Int,
        of address: Digest32,
        size: Int,
        nonce: [UInt8]
    ) throws(DossierError) -> [UInt8] {
        guard nonce.count == 12, let nonce = try? AES.GCM.Nonce(data: nonce),
            let box = try? AES.GCM.seal(
                piece,
                using: boxes,
                nonce: nonce,
                authenticating: associated(number, address, size)
            ),
            let bytes = box.combined
        else { throw .malformed }
        return Array(bytes)
    }

    /// Decrypts a piece.
    ///
    /// - Throws: ``DossierError/notOpened`` when it is another piece, of another paper, or not ours.
    package func open(
        _ box: [UInt8],
        number: Int,
        of address: Digest32,
        size: Int
    ) throws(DossierError) -> [UInt8] {
        guard let box = try? AES.GCM.SealedBox(combined: box),
            let plain = try? AES.GCM.open(
                box,
                using: boxes,
                authenticating: associated(number, address, size)
            )
        else { throw .notOpened }
        return Array(plain)
    }

    /// Opens a paper piece by piece, and compares the whole with its SHA-256.
    ///
    /// - Parameters:
    ///   - listing: What the paper is.
    ///   - box: Gives the box of a piece by its number; `nil` when it is not there.
    ///   - take: Is handed each piece in the clear, in order.
    /// - Returns: `false` at the first piece that is not there or does not open, or when the whole is something else.
    /// - Throws: `StorageError`, and what `take` throws.
    package func read(
        _ listing: AttachmentListing,
        box: (Int) async throws(StorageError) -> [UInt8]?,
        take: (Int, [UInt8]) async throws(StorageError) -> Void = { _, _ in }
    ) async throws(StorageError) -> Bool {
        var hash = ContentHash()
        for number in 0..<AttachmentLimits.chunks(of: listing.size) {
            guard let sealed = try await box(number),
                let piece = try? open(
                    sealed,
                    number: number,
                    of: listing.address,
                    size: listing.size
                )
            else { return false }
            hash.update(piece)
            try await take(number, piece)
        }
        return hash.value == listing.address
    }

    private func associated(_ number: Int, _ address: Digest32, _ size: Int) -> [UInt8] {
        Self.domain + Array(matter.description.utf8) + address.bytes + Self.bytes(size)
            + Self.bytes(number)
    }

    private static func bytes(_ number: Int) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * (7 - $0))) }
    }

    /// HKDF-SHA-256 (RFC 5869), so that each key has one purpose.
    private static func derived(_ purpose: String, from key: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key),
            info: domain + Array(purpose.utf8),
            outputByteCount: 32
        )
    }
}
