/// Computes with SM2 and SM3 (商用密码): whatever library or machine does it.
///
/// SM2 is with SM3, the curve sm2p256v1 and the identity `1234567812345678` (GB/T 32918.2, GB/T 32918.5).
package protocol CommercialCipher: Sendable {
    /// SM3 over the bytes (GB/T 32905), 32 bytes; `nil` when it cannot be computed.
    func digest(_ bytes: [UInt8]) -> [UInt8]?

    /// Hashes leaves and nodes with SM3; `nil` when it cannot be had.
    func treeHasher() -> (any TreeHasher)?

    /// The public point of a secret of 32 bytes: `04` and two coordinates of 32 bytes each.
    ///
    /// `nil` for what is no secret of the curve.
    func point(of secret: [UInt8]) -> [UInt8]?

    /// `r` and `s` over the message, 32 bytes each, big-endian; `nil` when it cannot be computed.
    func signature(over message: [UInt8], by secret: [UInt8]) -> [UInt8]?

    /// Whether the 64 bytes are the signature of the point's secret over the message.
    func isValid(_ signature: [UInt8], over message: [UInt8], by point: [UInt8]) -> Bool
}
