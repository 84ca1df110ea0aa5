package import LianxiCore
package import LianxiJSON

/// Asks for the newest signed checkpoint, and for the proof that it extends an older one.
package struct CheckpointRequest: DeskRequest {
    package typealias Answer = CheckpointReply
    package static let operation = OperationName.checkpoint

    /// Size of the checkpoint the asker has verified; 0 for none.
    package let from: UInt64
    /// Asks also for the newest checkpoint that its witnesses cosigned.
    package let wantsWitnessed: Bool
    /// Asks also for the newest checkpoint of the SM3 tree.
    package let wantsShadow: Bool

    package init(from: UInt64, wantsWitnessed: Bool = false, wantsShadow: Bool = false) {
        self.from = from
        self.wantsWitnessed = wantsWitnessed
        self.wantsShadow = wantsShadow
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("from", JSONValue(from)), ("witnessed", wantsWitnessed ? true : nil),
            ("sm3", wantsShadow ? true : nil),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        from = try reader.number("from")
        wantsWitnessed = try reader.flag("witnessed")
        wantsShadow = try reader.flag("sm3")
    }
}

/// The newest signed checkpoint with its consistency proof.
package struct CheckpointReply: WireObject {
    /// A note; empty before the first checkpoint.
    package let note: String
    /// RFC 6962 consistency proof from the size asked about to the note's; empty from 0, and when
    /// both are the same.
    package let proof: [Digest32]
    /// The newest checkpoint whose quorum was reached, where it was asked for and there is one.
    package let witnessed: WitnessedNote?
    /// The newest checkpoint of the SM3 tree, where it was asked for and there is one: over at most as many entries.
    package let shadow: String?

    package init(
        note: String,
        proof: [Digest32],
        witnessed: WitnessedNote? = nil,
        shadow: String? = nil
    ) {
        self.note = note
        self.proof = proof
        self.witnessed = witnessed
        self.shadow = shadow
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("note", .string(note)), ("proof", .array(proof.map(\.base64))),
            ("witnessed", witnessed?.encode()), ("sm3", shadow.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        note = try reader.string("note", max: WireLimits.noteBytes)
        proof = try reader.proof("proof")
        witnessed = try reader.optionalValue("witnessed")
        shadow = try reader.optionalString("sm3", max: WireLimits.noteBytes)
    }
}

/// A checkpoint with its witnesses' lines, and the proof that the newest continues it.
package struct WitnessedNote: WireObject {
    package let note: String
    /// RFC 6962 consistency proof from its size to that of the newest checkpoint beside it.
    package let proof: [Digest32]

    package init(note: String, proof: [Digest32]) {
        self.note = note
        self.proof = proof
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("note", .string(note)), ("proof", .array(proof.map(\.base64)))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        note = try reader.string("note", max: WireLimits.witnessedNoteBytes)
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
    /// Asks for the entry itself too.
    package let wantsEntry: Bool

    package init(index: UInt64, size: UInt64?, wantsEntry: Bool = false) {
        self.index = index
        self.size = size
        self.wantsEntry = wantsEntry
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("index", JSONValue(index)), ("size", size.map { JSONValue($0) }),
            ("entry", wantsEntry ? true : nil),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        index = try reader.number("index")
        size = try reader.optionalNumber("size")
        wantsEntry = try reader.flag("entry")
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
    /// The entry's exact bytes, where they were asked for.
    package let entry: [UInt8]?

    package init(
        index: UInt64,
        hash: Digest32,
        proof: [Digest32],
        note: String,
        entry: [UInt8]? = nil
    ) {
        self.index = index
        self.hash = hash
        self.proof = proof
        self.note = note
        self.entry = entry
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("index", JSONValue(index)), ("hash", hash.hex),
            ("proof", .array(proof.map(\.base64))), ("note", .string(note)),
            ("entry", entry.map { .string(Base64.encode($0)) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        index = try reader.number("index")
        hash = try reader.hexHash("hash")
        proof = try reader.proof("proof")
        note = try reader.string("note", max: WireLimits.noteBytes)
        entry = try reader.optionalParsed("entry", "an entry's bytes in base64") { text in
            Base64.decode(text).flatMap { WireLimits.entryBytes.contains($0.count) ? $0 : nil }
        }
    }
}

extension JSONReader {
    mutating func proof(_ name: String) throws(JSONShapeError) -> [Digest32] {
        try array(name, max: WireLimits.proofHashes) { (element) throws(JSONShapeError) in
            try element.hash()
        }
    }
}
