package import LianxiCore
import LianxiJSON

extension RuleSet {
    /// The SHA-256 of the rule set's canonical bytes, as they stand in `rule-set` of the entry that adopts it.
    ///
    /// Two rule sets with the same digest have the same duties, periods and options.
    package var digest: Digest32 { .sha256(of: DataMembers.encode(self).canonicalBytes) }

    /// The bytes of the entry that adopts it, at the most.
    ///
    /// - Throws: ``EntryError/tooLarge(bytes:)`` when it does not fit into one entry.
    package func entrySize() throws(EntryError) -> Int {
        let latest = Timestamp(milliseconds: 9_007_199_254_740_991)
        return try EntryCodec.encode(
            .ruleSetAdopted(self),
            at: latest,
            cause: nil,
            chain: nil,
            delivery: nil
        ).count
    }
}
