package import LianxiCore

/// The acts under one signature.
///
/// Signed is a note over their count and the root of their tree.
package struct ActBatch: Hashable, Sendable {
    /// The most acts under one signature.
    package static let mostActs = 256

    package let origin: String
    /// The acts' texts, in order.
    package let texts: [String]
    private let leaves: [Digest32]

    /// Gathers 1…256 texts of acts said to one log.
    package init(origin: String, texts: [String]) {
        precondition((1...Self.mostActs).contains(texts.count), "a batch has 1 to 256 acts")
        self.origin = origin
        self.texts = texts
        leaves = texts.map { .leaf(Array($0.utf8)) }
    }

    /// Signs acts as one batch with the key of their officer.
    ///
    /// - Parameters:
    ///   - acts: 1…256 acts of one officer.
    ///   - origin: The log they are said to.
    ///   - key: Its name is `<party>/<officer>`.
    /// - Returns: The acts in the same order, each with its proof.
    /// - Throws: ``ActError`` when an act is not by that key, or cannot be said.
    package static func sign(
        _ acts: [Act],
        origin: String,
        by key: SigningKey
    ) throws(ActError) -> [SignedAct] {
        let batch = ActBatch(
            origin: origin,
            texts: acts.map { ActText.encode($0, origin: origin) }
        )
        return try batch.proven(by: batch.signature(by: key), of: key.verifier)
    }

    /// Has acts signed as one batch, wherever the key of their officer lives.
    ///
    /// - Parameters:
    ///   - acts: 1…256 acts of one officer.
    ///   - origin: The log they are said to.
    ///   - signer: Its name is `<party>/<officer>`.
    /// - Returns: The acts in the same order, each with its proof.
    /// - Throws: ``ActError`` when an act is not by that key, or cannot be said; ``SigningTrouble``.
    package static func sign(
        _ acts: [Act],
        origin: String,
        through signer: any NoteSigner
    ) async throws -> [SignedAct] {
        let batch = ActBatch(
            origin: origin,
            texts: acts.map { ActText.encode($0, origin: origin) }
        )
        let line = try await signer.sign(batch.statement.text)
        return try batch.proven(by: line.base64, of: signer.verifier)
    }

    /// The key's signature over the whole batch, base64 of key id and signature.
    package func signature(by key: SigningKey) -> String {
        key.sign(statement.text).base64
    }

    /// What is signed of the batch.
    var statement: BatchStatement {
        BatchStatement(
            SignedStatement.acts,
            origin: origin,
            count: texts.count,
            root: MerkleTree(leaves).root
        )
    }

    /// Verifies the signature over the whole batch, and gives each act with its proof.
    ///
    /// - Parameters:
    ///   - signature: Base64 of key id and signature.
    ///   - key: The act key enrolled for the acts' department and officer.
    /// - Returns: The acts in order.
    /// - Throws: ``ActError``
    package func open(
        signature: String,
        by key: VerifierKey
    ) throws(ActError) -> [SignedAct] {
        try statement.verify(signature, by: key)
        return try proven(by: signature, of: key)
    }

    /// Each act with its proof under a signature that is known to be good.
    private func proven(
        by signature: String,
        of key: VerifierKey
    ) throws(ActError) -> [SignedAct] {
        let paths = MerkleProof.inclusions(among: leaves[...])
        var acts: [SignedAct] = []
        acts.reserveCapacity(texts.count)
        for (place, text) in texts.enumerated() {
            let (act, named) = try ActText.parse(text)
            try act.check(named: named, origin: origin, key: key)
            acts.append(
                SignedAct(
                    act: act,
                    text: text,
                    batchCount: texts.count,
                    batchPlace: place,
                    batchPath: paths[place],
                    signature: signature
                )
            )
        }
        return acts
    }
}

extension SignedAct {
    /// Puts together an act as it came over the wire or stands in an entry; verifies nothing yet.
    ///
    /// - Throws: ``ActError/malformed(_:)`` for a text or a place in the batch that cannot be.
    package init(
        text: String,
        batchCount: Int = 1,
        batchPlace: Int = 0,
        batchPath: [Digest32] = [],
        signature: String
    ) throws(ActError) {
        guard (1...ActBatch.mostActs).contains(batchCount),
            (0..<batchCount).contains(batchPlace), batchPath.count <= 8
        else { throw .malformed("the place in the batch") }
        let act = try ActText.parse(text).act
        self.init(
            act: act,
            text: text,
            batchCount: batchCount,
            batchPlace: batchPlace,
            batchPath: batchPath,
            signature: signature
        )
    }

    /// Verifies that the key signed this act for this log.
    ///
    /// - Throws: ``ActError``
    package func verify(origin: String, by key: VerifierKey) throws(ActError) {
        try check(origin: origin, key: key)
        try statement(origin: origin).verify(signature, by: key)
    }

    /// The statement the act's signature is over, as its place in the batch gives it.
    ///
    /// - Throws: ``ActError/malformed(_:)`` when the path is of another length.
    func statement(origin: String) throws(ActError) -> BatchStatement {
        try BatchStatement(
            SignedStatement.acts,
            origin: origin,
            of: .leaf(Array(text.utf8)),
            at: BatchPlace(count: batchCount, place: batchPlace, path: batchPath)
        )
    }

    /// Checks that the act speaks to this log and is by the key of its officer.
    func check(origin: String, key: VerifierKey) throws(ActError) {
        let (act, named) = try ActText.parse(text)
        try act.check(named: named, origin: origin, key: key)
    }
}

extension Act {
    /// Checks that the act, whose text names the log `named`, speaks to ours and is by the key.
    fileprivate func check(named: String, origin: String, key: VerifierKey) throws(ActError) {
        guard named == origin else { throw .foreign(origin: named) }
        guard key.name == "\(department)/\(officer)" else { throw .wrongKey(key.name) }
    }
}

/// Verifies acts one after the other, and a signature they share only once.
package struct ActVerifier: Sendable {
    private let origin: String
    private var last: BatchSignature?

    package init(origin: String) { self.origin = origin }

    /// Verifies that the key signed this act for this log.
    ///
    /// - Returns: Whether a signature was verified that the act before did not share.
    /// - Throws: ``ActError``
    @discardableResult
    package mutating func verify(
        _ act: SignedAct,
        by key: VerifierKey
    ) throws(ActError) -> Bool {
        let before = last
        guard let signature = try signature(of: act, by: key) else { return false }
        do { try signature.verify() } catch {
            last = before
            throw error
        }
        return true
    }

    /// The signature over this act, which is still to be verified.
    ///
    /// - Returns: `nil` when the act before was under the same one.
    /// - Throws: ``ActError`` when the act is of another log or officer.
    mutating func signature(
        of act: SignedAct,
        by key: VerifierKey
    ) throws(ActError) -> BatchSignature? {
        try act.check(origin: origin, key: key)
        let signature = BatchSignature(
            key: key,
            text: act.signature,
            statement: try act.statement(origin: origin)
        )
        if signature == last { return nil }
        last = signature
        return signature
    }
}
