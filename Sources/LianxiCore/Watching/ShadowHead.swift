/// Size and root of the ledger's SM3 tree (SM3 对照树): a second tree over the same entries.
///
/// The daemon records it from time to time, so that the main tree commits to the other.
package struct ShadowHead: Hashable, Sendable {
    /// Entries it is over, the first ones; from 1.
    package let size: UInt64
    /// RFC 6962 root with SM3 in place of SHA-256.
    package let root: Digest32

    package init(size: UInt64, root: Digest32) {
        self.size = size
        self.root = root
    }
}

/// The head recorded last, as the next one needs it.
package struct ShadowRecord: Hashable, Sendable {
    package let mark: Mark
    package let head: ShadowHead
}
