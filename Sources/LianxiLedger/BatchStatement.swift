import LianxiCore

/// What is signed of many texts at once: for which log, how many, and the root of their tree.
struct BatchStatement: Hashable, Sendable {
    /// The first line: what kind of texts they are.
    let word: String
    let origin: String
    let count: Int
    let root: Digest32

    init(_ word: String, origin: String, count: Int, root: Digest32) {
        self.word = word
        self.origin = origin
        self.count = count
        self.root = root
    }

    /// The statement over a text with that leaf hash, as its place gives it.
    ///
    /// - Throws: ``ActError/malformed(_:)`` when the path is of another length.
    init(
        _ word: String,
        origin: String,
        of leaf: Digest32,
        at place: BatchPlace
    ) throws(ActError) {
        guard
            let root = MerkleProof.root(
                of: leaf,
                at: UInt64(place.place),
                size: UInt64(place.count),
                proof: place.path
            )
        else { throw .malformed("the path in the batch") }
        self.init(word, origin: origin, count: place.count, root: root)
    }

    var text: [UInt8] {
        Array("\(word)\n\(origin)\n\(count)\n\(root.base64)\n".utf8)
    }

    /// - Throws: ``ActError``
    func verify(_ signature: String, by key: VerifierKey) throws(ActError) {
        guard let line = NoteSignature(name: key.name, base64: Array(signature.utf8)) else {
            throw .malformed("a signature is base64 of key id and signature")
        }
        guard line.keyID == key.id, key.kind == .note else { throw .wrongKey(key.name) }
        guard key.isValid(line.signature, over: text) else { throw .badSignature }
    }
}

/// One signature over many texts.
struct BatchSignature: Hashable, Sendable {
    let key: VerifierKey
    let text: String
    let statement: BatchStatement

    /// - Throws: ``ActError``
    func verify() throws(ActError) { try statement.verify(text, by: key) }
}
