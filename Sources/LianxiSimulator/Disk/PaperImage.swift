import LianxiCore
import LianxiLedger

/// A paper of a matter as it lies on the disk: the pieces of it that are there, sealed.
struct PaperImage: Hashable, Sendable {
    let matter: MatterID
    /// Bytes of the whole paper.
    let size: Int
    /// When its first piece came.
    let begun: Timestamp
    var boxes: [[UInt8]] = []
    var isWhole = false

    /// What a store says of it.
    func stored(under code: Digest32) -> StoredAttachment {
        StoredAttachment(
            code: code,
            matter: matter,
            size: size,
            chunks: boxes.count,
            isWhole: isWhole
        )
    }
}
