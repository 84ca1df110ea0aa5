import LianxiCore

/// A paper of a matter as it lies on the disk: the pieces of it that are there, sealed.
struct PaperImage: Hashable, Sendable {
    let matter: MatterID
    /// Bytes of the whole paper.
    let size: Int
    /// When its first piece came.
    let begun: Timestamp
    var boxes: [[UInt8]] = []
    var isWhole = false
}
