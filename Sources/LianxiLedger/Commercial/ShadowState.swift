package import LianxiCore

/// The edge of the SM3 tree with the checkpoint that was signed of it, as it is kept from one start to the next.
///
/// A text: `lianxi-sm3-tree/v1`, the size, the root of the main tree at that size, the edge's roots, largest first, a
/// line each; an empty line; the checkpoint. Nothing of it is believed that the signature, or the ledger, does not bear out.
package struct ShadowState: Hashable, Sendable {
    private static let firstLine = "lianxi-sm3-tree/v1"

    package let tree: ShadowTree
    /// Of the ledger's own tree at the same size.
    package let mainRoot: Digest32
    /// The SM3 checkpoint of exactly this tree.
    package let note: [UInt8]

    package init(tree: ShadowTree, mainRoot: Digest32, note: [UInt8]) {
        self.tree = tree
        self.mainRoot = mainRoot
        self.note = note
    }

    package var bytes: [UInt8] {
        let lines =
            [Self.firstLine, "\(tree.size)", mainRoot.base64] + tree.frontier.map(\.base64) + [""]
        return Array(lines.map { "\($0)\n" }.joined().utf8) + note
    }

    /// Reads a state that the key signed; `nil` for anything that is damaged, of another tree, or signed by another key.
    ///
    /// - Parameters:
    ///   - bytes: What was kept.
    ///   - key: The SM3 tree's own; its name is its origin.
    ///   - cipher: Verifies the signature, and computes the edge's root.
    package init?(_ bytes: [UInt8], key: CommercialKey, by cipher: any CommercialCipher) {
        var lines = LineReader(bytes)
        func text(_ line: ArraySlice<UInt8>?) -> String? {
            line.map { String(decoding: $0, as: UTF8.self) }
        }
        guard text(lines.next()) == Self.firstLine,
            let size = lines.next().flatMap({ decimal($0) }),
            let mainRoot = text(lines.next()).flatMap({ Digest32(base64: $0) })
        else { return nil }
        var frontier: [Digest32] = []
        for _ in 0..<size.nonzeroBitCount {
            guard let root = text(lines.next()).flatMap({ Digest32(base64: $0) }) else {
                return nil
            }
            frontier.append(root)
        }
        guard lines.next()?.isEmpty == true, let tree = ShadowTree(size: size, frontier: frontier),
            let hasher = cipher.treeHasher(), let root = tree.root(by: hasher)
        else { return nil }
        self.init(tree: tree, mainRoot: mainRoot, note: lines.remainder)
        let expected = Checkpoint(origin: key.name, size: size, root: root)
        guard let signed = try? SignedNote(parsing: note), signed.text == expected.text,
            signed.verdict(of: key, by: cipher) == .valid, self.bytes == bytes
        else { return nil }
    }
}
