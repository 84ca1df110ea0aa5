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

    /// Whether a paper may be called so: one file in a folder, and nothing a terminal obeys.
    package static func isName(_ text: String) -> Bool {
        (1...nameBytes).contains(text.utf8.count) && text != "." && text != ".."
            && text.unicodeScalars.allSatisfy {
                $0 != "/" && $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value)
            }
    }

    /// Into how many pieces a paper of that size is cut.
    package static func chunks(of size: Int) -> Int { (size + chunkBytes - 1) / chunkBytes }

    /// Bytes of a piece, counted from 0; 0 beyond the last.
    package static func bytes(ofChunk number: Int, of size: Int) -> Int {
        max(0, min(chunkBytes, size - number * chunkBytes))
    }
}
