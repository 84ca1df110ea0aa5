/// An officer's own word under what the office did: when he gave it, and his signature.
///
/// What is signed follows from the entry that carries it; so only whoever knows the ledger's format can
/// verify it, and here it is known to be good.
package struct OfficerSignature: Hashable, Sendable {
    /// The signer's clock, whole seconds.
    package let at: Timestamp
    /// Base64 of key id and signature.
    package let signature: String

    package init(at: Timestamp, signature: String) {
        self.at = at
        self.signature = signature
    }
}
