package import LianxiCore
import LianxiJSON

/// A proof that an entry is in the log, complete with the checkpoint: what a department keeps.
///
/// C2SP tlog-proof, `.tlog-proof`.
package struct ProofFile: Hashable, Sendable {
    private static let firstLine = "c2sp.org/tlog-proof@v1"

    /// Bytes whoever made the file put beside it; not proven by anything.
    package let extra: [UInt8]?
    package let index: UInt64
    /// The leaf's sibling first; at most 63.
    package let path: [Digest32]
    /// The checkpoint with its signature lines.
    package let note: [UInt8]

    package init(index: UInt64, path: [Digest32], note: [UInt8], extra: [UInt8]? = nil) {
        self.index = index
        self.path = path
        self.note = note
        self.extra = extra
    }

    /// Reads a proof file; proves nothing yet.
    ///
    /// - Throws: ``NoteError/malformed(_:)``
    package init(parsing bytes: [UInt8]) throws(NoteError) {
        guard
            let split = bytes.indices.dropLast().first(where: {
                bytes[$0] == 0x0a && bytes[$0 + 1] == 0x0a
            })
        else { throw .malformed("no empty line before the checkpoint") }
        var lines = LineReader(bytes[...split])
        guard let first = lines.next(), first.elementsEqual(Self.firstLine.utf8) else {
            throw .malformed("the first line is \(Self.firstLine)")
        }
        extra = lines.isNext("extra") ? try Self.extra(&lines) : nil
        guard let field = lines.fields("index", count: 1), let index = decimal(field[0]) else {
            throw .malformed("the line \"index N\"")
        }
        self.index = index
        var path: [Digest32] = []
        while let line = lines.next() {
            guard let hash = Digest32(base64: String(decoding: line, as: UTF8.self)),
                path.count < MerkleProof.longest
            else { throw .malformed("the proof is at most 63 hashes, a line each") }
            path.append(hash)
        }
        self.path = path
        note = Array(bytes[(split + 2)...])
    }

    private static func extra(_ lines: inout LineReader) throws(NoteError) -> [UInt8] {
        guard let field = lines.fields("extra", count: 1), let bytes = Base64.decode(field[0])
        else { throw .malformed("the line \"extra BASE64\"") }
        return bytes
    }

    package var bytes: [UInt8] {
        var text = "\(Self.firstLine)\n"
        if let extra { text += "extra \(Base64.encode(extra))\n" }
        text += "index \(index)\n"
        for hash in path { text += "\(hash.base64)\n" }
        return Array(text.utf8) + [0x0a] + note
    }

    /// The checkpoint, when the key signed it and the entry is in its tree at `index`.
    ///
    /// - Throws: ``NoteError``; `malformed` also when the path does not lead to the root.
    package func verify(
        entry: [UInt8],
        by key: VerifierKey,
        witnesses: [VerifierKey] = []
    ) throws(NoteError) -> Checkpoint {
        let checkpoint = try Checkpoint(verifying: note, by: key, witnesses: witnesses)
        guard
            MerkleProof.isIncluded(
                .leaf(entry),
                at: index,
                size: checkpoint.size,
                proof: path,
                root: checkpoint.root
            )
        else { throw .malformed("the entry is not at index \(index) of this checkpoint") }
        return checkpoint
    }
}
