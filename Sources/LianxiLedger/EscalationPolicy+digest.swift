package import LianxiCore
import LianxiJSON

extension EscalationPolicy {
    /// The SHA-256 of the policy's canonical bytes, as they stand in `policy` of the entry that adopts it.
    ///
    /// A clock names its policy; the name stands for exactly these bytes for ever.
    package var digest: Digest32 { .sha256(of: DataMembers.encode(self).canonicalBytes) }
}
