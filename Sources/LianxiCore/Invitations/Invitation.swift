/// Says that a party may be enrolled by whoever shows the token, once and in time (登记邀请).
///
/// The office makes the token and hands it over by another way than the request comes by; the keys
/// are made where they live. The ledger has only the token's hash.
package struct Invitation: Hashable, Sendable {
    /// The longest an invitation is good for: 30 days, in milliseconds.
    package static let longest: Int64 = 30 * 86_400_000

    package let party: PartyID
    /// SHA-256 of the token's text.
    package let token: Digest32
    /// From then on it is worth nothing.
    package let expires: Timestamp
    /// By the officer who invites; `nil` where only his name is known.
    package let signed: OfficerSignature?

    package init(
        party: PartyID,
        token: Digest32,
        expires: Timestamp,
        signed: OfficerSignature? = nil
    ) {
        self.party = party
        self.token = token
        self.expires = expires
        self.signed = signed
    }
}

/// An invitation as the ledger has it.
package struct InvitationRecord: Hashable, Sendable {
    package let invitation: Invitation
    /// With the officer who invites.
    package let mark: Mark
    /// The public key that signed it, in base64; `nil` when nobody signed it.
    package let key: String?
    /// The entry that enrolled the party by it; `nil` before.
    package internal(set) var use: UInt64?
}
