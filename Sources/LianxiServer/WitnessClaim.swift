package import LianxiCore

/// What a witness says it keeps of our log though we never signed it, with both sides' words.
///
/// Either this machine runs on an old copy, or somebody else signs with our key, or the witness is wrong:
/// people find out which, and this is what they need for it.
package struct WitnessClaim: Hashable, Sendable {
    /// The witness's name in the policy, and its verifier key.
    package let witness: String
    package let key: String
    package let address: String
    /// Entries the witness says it keeps.
    package let size: UInt64
    /// By the server's clock.
    package let at: Timestamp
    /// Our newest checkpoint when it said so.
    package let note: [UInt8]
    /// The witness's answer as it came.
    package let answer: [UInt8]
}
