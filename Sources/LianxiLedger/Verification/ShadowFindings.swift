/// What the verification of an export's SM3 tree came to.
package struct ShadowFindings: Hashable, Sendable {
    /// What became of the tree's own checkpoint, `checkpoint.sm3`.
    package internal(set) var checkpoint = CommercialVerdict.missing
    /// Entries it is over; 0 when there is none that can be read.
    package internal(set) var size: UInt64 = 0
    /// Entries that say what the tree came to, and those of them that were compared with it.
    package internal(set) var heads = 0
    package internal(set) var compared = 0

    /// Something is there that could not be checked, for want of what computes SM3.
    package var isUnchecked: Bool { checkpoint == .unchecked || compared < heads }
}
