package import LianxiCore

/// What a log asks a witness to cosign.
///
/// Source: C2SP tlog-witness, `add-checkpoint`.
package struct AddCheckpoint: Hashable, Sendable {
    /// The most bytes of a request that are read.
    package static let mostBytes = SignedNote.mostBytes + 4096
    /// The most hashes of its proof.
    package static let mostHashes = 63

    /// The size the log thinks the witness cosigned last; 0 for none.
    package let oldSize: UInt64
    /// That the checkpoint continues the one of ``oldSize``.
    package let proof: [Digest32]
    package let note: [UInt8]

    package init(oldSize: UInt64, proof: [Digest32], note: [UInt8]) {
        self.oldSize = oldSize
        self.proof = proof
        self.note = note
    }

    package var bytes: [UInt8] {
        let lines = ["old \(oldSize)\n"] + proof.map { $0.base64 + "\n" } + ["\n"]
        return Array(lines.joined().utf8) + note
    }

    /// The size a witness keeps, as its answer to a wrong ``oldSize`` says (status 409); `nil` for no number.
    package static func keptSize(in answer: [UInt8]) -> UInt64? {
        decimal(answer.prefix { $0 != 0x0a })
    }

    /// Reads a request; the note is not verified.
    ///
    /// - Throws: ``NoteError/malformed(_:)``
    package init(parsing bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.mostBytes else { throw .malformed("too long") }
        var lines = LineReader(bytes)
        guard let old = lines.fields("old", count: 1), let size = decimal(old[0]) else {
            throw .malformed("the first line is \"old SIZE\"")
        }
        var proof: [Digest32] = []
        while true {
            guard let line = lines.next() else { throw .malformed("no empty line") }
            if line.isEmpty { break }
            guard let hash = Digest32(base64: String(decoding: line, as: UTF8.self)),
                proof.count < Self.mostHashes
            else { throw .malformed("a proof is at most \(Self.mostHashes) lines of base64") }
            proof.append(hash)
        }
        self.init(oldSize: size, proof: proof, note: lines.remainder)
    }
}
