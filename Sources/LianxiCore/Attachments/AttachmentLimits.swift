/// Bounds of the papers kept with matters; ``AttachmentRecord/most`` is how many a matter has.
package enum AttachmentLimits {
    /// Bytes of every piece of a paper but its last, which has the rest.
    package static let chunkBytes = 131_072
    /// Bytes of one paper.
    package static let mostBytes = 67_108_864
    /// Bytes of all papers of one matter, those begun and not finished too.
    package static let mostBytesOfMatter = 536_870_912
    /// Bytes of a paper's name.
    package static let nameBytes = 255

    /// Into how many pieces a paper of that size is cut.
    package static func chunks(of size: Int) -> Int { (size + chunkBytes - 1) / chunkBytes }

    /// Bytes of a piece, counted from 0; 0 beyond the last.
    package static func bytes(ofChunk number: Int, of size: Int) -> Int {
        max(0, min(chunkBytes, size - number * chunkBytes))
    }
}
