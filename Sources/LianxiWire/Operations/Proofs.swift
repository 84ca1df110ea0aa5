package import LianxiCore
package import LianxiJSON

/// Asks for the newest signed checkpoint, and for the proof that it extends an older one.
package struct CheckpointRequest: DeskRequest {
    package typealias Answer = CheckpointReply
    package static let operation = OperationName.checkpoint

    /// Size of the checkpoint the asker has verified; 0 for none.
    package let from: UInt64

    package init(from: UInt64) { self.from = from }

    package var members: [(name: String, value: JSONValue?)] { [("from", JSONValue(from))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        from = try reader.number("from")
    }
}

/// The newest signed checkpoint with its consistency proof.
package struct CheckpointReply: WireObject {
    /// A note; empty before the first checkpoint.
    package let note: String
    /// RFC 6962 consistency proof from the size asked about to the note's; empty from 0, and when
    /// both are the same.
    package let proof: [Digest32]

    package init(note: String, proof: [Digest32]) {
        self.note = note
        self.proof = proof
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("note", .string(note)), ("proof", .array(proof.map(\.base64)))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        note = try reader.string("note", max: WireLimits.noteBytes)
        proof = try reader.proof("proof")
    }
}

/// Asks for the proof that an entry lies in the ledger.
package struct ProveRequest: DeskRequest {
    package typealias Answer = ProveReply
    package static let operation = OperationName.prove

    package let index: UInt64
    /// Size of the tree to prove it in; absent for that of the newest signed checkpoint.
    package let size: UInt64?

    package init(index: UInt64, size: UInt64?) {
        self.index = index
        self.size = size
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("index", JSONValue(index)), ("size", size.map { JSONValue($0) })]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        index = try reader.number("index")
        size = try reader.optionalNumber("size")
    }
}

/// An entry's hash with the path from it to the root.
package struct ProveReply: WireObject {
    package let index: UInt64
    /// Leaf hash of the entry, in hexadecimal digits.
    package let hash: Digest32
    /// RFC 6962 inclusion proof.
    package let proof: [Digest32]
    /// The signed checkpoint of that size; empty when a size was asked for that is not its size.
    package let note: String

    package init(index: UInt64, hash: Digest32, proof: [Digest32], note: String) {
        self.index = index
        self.hash = hash
        self.proof = proof
        self.note = note
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("index", JSONValue(index)), ("hash", hash.hex),
            ("proof", .array(proof.map(\.base64))), ("note", .string(note)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        index = try reader.number("index")
        hash = try reader.hexHash("hash")
        proof = try reader.proof("proof")
        note = try reader.string("note", max: WireLimits.noteBytes)
    }
}

extension JSONReader {
    fileprivate mutating func proof(_ name: String) throws(JSONShapeError) -> [Digest32] {
        try array(name, max: WireLimits.proofHashes) { (element) throws(JSONShapeError) in
            try element.hash()
        }
    }
}
