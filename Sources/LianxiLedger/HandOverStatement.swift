package import LianxiCore

/// What an officer signs of a hand-over: which sheet, for which change of shifts, on which side.
package struct HandOverStatement: Hashable, Sendable {
    private let text: [UInt8]
    private let name: String

    /// - Parameters:
    ///   - it: The signature that is asked for; its own `signature` is no part of the text.
    ///   - roster: Whose shifts change.
    ///   - party: Whose roster it is.
    ///   - officer: Who signs.
    ///   - origin: The log it is said to.
    package init(
        _ it: HandOverSignature,
        of roster: RosterID,
        party: PartyID,
        by officer: OfficerID,
        origin: String
    ) {
        var text = TextWriter(capacity: 256)
        text.line(SignedStatement.handOver)
        text.line("log", origin)
        text.line("roster", roster.text)
        text.line("at", it.at.milliseconds)
        text.line("sheet", it.size, it.sheet)
        text.line("side", it.side.rawValue)
        text.line("officer", officer.text)
        self.text = text.finishBytes()
        name = "\(party)/\(officer)"
    }

    /// The key's signature, base64 of key id and signature.
    ///
    /// - Throws: ``ActError/wrongKey(_:)`` for the key of another officer.
    package func sign(by key: SigningKey) throws(ActError) -> String {
        guard key.name == name else { throw .wrongKey(key.name) }
        return key.sign(text).base64
    }

    /// - Throws: ``ActError`` when the signature is not this key's, or the key another officer's.
    package func verify(_ signature: String, by key: VerifierKey) throws(ActError) {
        guard key.name == name, key.kind == .note else { throw .wrongKey(key.name) }
        guard let line = NoteSignature(name: name, base64: Array(signature.utf8)) else {
            throw .malformed("a signature is base64 of key id and signature")
        }
        guard line.keyID == key.id else { throw .wrongKey(key.name) }
        guard key.isValid(line.signature, over: text) else { throw .badSignature }
    }
}
