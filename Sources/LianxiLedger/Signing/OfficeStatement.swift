package import LianxiCore

/// What an officer signs with his own key of what the office records, beside the name the entry has anyhow.
package struct OfficeStatement: Hashable, Sendable {
    /// What he says.
    package enum Word: Hashable, Sendable {
        /// A dossier is to be destroyed.
        case asksErasure(ErasureOrder)
        /// What that entry asked for is to be done.
        case approves(entry: UInt64, hash: Digest32)
        /// Whoever shows the token may be enrolled; what `signed` in it says is no part of it.
        case invites(Invitation)
        /// The party, with these keys and by that invitation, is let in; see ``LianxiCore/Party/enrolling(token:)``.
        case enrols(PartyID, token: Digest32, keys: Digest32)
        /// The sheet of a change of shifts is right; what `signed` in it says is no part of it.
        case handsOver(HandOverSignature, of: RosterID)
    }

    package let origin: String
    package let party: PartyID
    package let officer: OfficerID
    package let word: Word

    package init(origin: String, party: PartyID, officer: OfficerID, word: Word) {
        self.origin = origin
        self.party = party
        self.officer = officer
        self.word = word
    }

    /// The name of the key that signs it.
    package var keyName: String { "\(party)/\(officer)" }

    /// What is signed, at that moment of the signer's clock.
    package func text(at: Timestamp) -> [UInt8] {
        var text = TextWriter(capacity: 512)
        text.line(SignedStatement.office)
        text.line("log", origin)
        text.line("officer", keyName)
        text.line("at", at.seconds)
        switch word {
        case .asksErasure(let order):
            text.line("asks", "erase")
            text.line("matter", order.matter)
            text.line("ground", order.ground.rawValue)
            text.line("document", order.document)
        case .approves(let entry, let hash):
            text.line("approves", entry, hash)
        case .invites(let it):
            text.line("invites", it.party.text)
            text.line("token", it.token.base64)
            text.line("expires", it.expires.milliseconds)
        case .enrols(let party, let token, let keys):
            text.line("enrols", party.text)
            text.line("token", token.base64)
            text.line("keys", keys.base64)
        case .handsOver(let it, let roster):
            text.line("hands-over", roster.text)
            text.line("change", it.at.milliseconds)
            text.line("side", it.side.rawValue)
            text.line("sheet", it.size, it.sheet)
        }
        return text.finishBytes()
    }

    /// Has the officer's key sign it, wherever it lives.
    ///
    /// - Throws: ``SigningTrouble`` when its token does not sign.
    package func signed(
        by signer: any NoteSigner,
        at: Timestamp
    ) async throws(SigningTrouble) -> OfficerSignature {
        precondition(signer.name == keyName, "an officer signs with the key of his name")
        let moment = Timestamp(seconds: at.seconds)
        return OfficerSignature(
            at: moment,
            signature: try await signer.sign(text(at: moment)).base64
        )
    }

    /// Verifies that this key signed it.
    ///
    /// - Throws: ``ActError``
    package func verify(_ signed: OfficerSignature, by key: VerifierKey) throws(ActError) {
        guard key.name == keyName, key.kind == .note else { throw .wrongKey(key.name) }
        guard let line = NoteSignature(name: key.name, base64: Array(signed.signature.utf8)) else {
            throw .malformed("a signature is base64 of key id and signature")
        }
        guard line.keyID == key.id else { throw .wrongKey(key.name) }
        guard key.isValid(line.signature, over: text(at: signed.at)) else { throw .badSignature }
    }
}
