/// Signs with keys that it does not give away: a smart card, a module, an agent's socket.
///
/// Nobody believes it: ``TokenKey`` verifies each signature before it is used.
package protocol SigningToken: Sendable {
    /// Ed25519 over the message, 64 bytes, within the token's own time limit.
    ///
    /// - Parameters:
    ///   - message: What is signed, as it is.
    ///   - publicKey: Which key is meant, 32 bytes.
    /// - Returns: The signature, which nobody has verified.
    /// - Throws: ``SigningTrouble``
    func signature(
        over message: [UInt8],
        by publicKey: [UInt8]
    ) async throws(SigningTrouble) -> [UInt8]
}
