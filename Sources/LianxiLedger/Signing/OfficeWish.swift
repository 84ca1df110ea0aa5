package import LianxiCore
package import LianxiJSON

/// What an officer wishes of one entry, as he signs it: by whom it is asked, when, and what of the entry is his.
package struct OfficeWish: Hashable, Sendable {
    package let origin: String
    package let party: PartyID
    package let officer: OfficerID
    package let request: RequestID
    /// The signer's clock, whole seconds.
    package let at: Timestamp
    /// ``LianxiCore/Event/wish`` of the entry it leads to.
    package let wish: JSONValue

    package init(
        origin: String,
        party: PartyID,
        officer: OfficerID,
        request: RequestID,
        at: Timestamp,
        wish: JSONValue
    ) {
        self.origin = origin
        self.party = party
        self.officer = officer
        self.request = request
        self.at = Timestamp(seconds: at.seconds)
        self.wish = wish
    }

    /// The name of the key that signs it.
    package var keyName: String { "\(party)/\(officer)" }

    /// The lines that stand for it under the signature.
    package var text: [UInt8] {
        var text = TextWriter(capacity: 256)
        text.line(SignedStatement.wish)
        text.line("log", origin)
        text.line("officer", keyName)
        text.line("request", request)
        text.line("at", at.seconds)
        text.line("wish", Digest32.sha256(of: wish.canonicalBytes).base64)
        return text.finishBytes()
    }

    /// The signature under it as the entry has it, which is still to be verified.
    ///
    /// - Throws: ``ActError`` when the key is another's, or the place among the wishes cannot be.
    func signature(
        _ signed: WishSignature,
        by key: VerifierKey
    ) throws(ActError) -> BatchSignature {
        guard key.name == keyName, key.kind == .note else { throw .wrongKey(key.name) }
        return BatchSignature(
            key: key,
            text: signed.signature,
            statement: try BatchStatement(
                SignedStatement.wishes,
                origin: origin,
                of: .leaf(text),
                at: BatchPlace(count: signed.count, place: signed.place, path: signed.path)
            )
        )
    }
}

/// The wishes of one request, in the order it says them, under one signature.
package struct WishBatch: Sendable {
    /// One for each entry that is wished; 1…``LianxiCore/WishSignature/mostWishes``, by one officer.
    package let wishes: [OfficeWish]
    private let leaves: [Digest32]

    package init(_ wishes: [OfficeWish]) {
        precondition(
            (1...WishSignature.mostWishes).contains(wishes.count),
            "at least one wish is signed, and no more than one request can say"
        )
        self.wishes = wishes
        leaves = wishes.map { .leaf($0.text) }
    }

    /// What is signed of them.
    private var statement: BatchStatement {
        BatchStatement(
            SignedStatement.wishes,
            origin: wishes[0].origin,
            count: leaves.count,
            root: MerkleTree(leaves).root
        )
    }

    /// Has the officer's key sign them, wherever it lives; base64 of key id and signature.
    ///
    /// - Throws: ``SigningTrouble`` when its token does not sign.
    package func signature(by signer: any NoteSigner) async throws(SigningTrouble) -> String {
        precondition(signer.name == wishes[0].keyName, "an officer signs with the key of his name")
        return try await signer.sign(statement.text).base64
    }

    /// Verifies the signature, and gives each wish with its proof.
    ///
    /// - Throws: ``ActError``
    package func open(
        _ signature: String,
        by key: VerifierKey
    ) throws(ActError) -> [SignedWish] {
        guard key.name == wishes[0].keyName else { throw .wrongKey(key.name) }
        try statement.verify(signature, by: key)
        let paths = MerkleProof.inclusions(among: leaves[...])
        return wishes.indices.map { place in
            SignedWish(
                wish: wishes[place].wish,
                signed: WishSignature(
                    at: wishes[place].at,
                    signature: signature,
                    count: wishes.count,
                    place: place,
                    path: paths[place]
                )
            )
        }
    }
}

/// What is wished of an entry, with the officer's word under it.
package struct SignedWish: Hashable, Sendable {
    package let wish: JSONValue
    package let signed: WishSignature
}
