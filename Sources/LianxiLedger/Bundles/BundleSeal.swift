package import LianxiCore

/// The signed statement over the content of a bundle that is carried by hand.
///
/// The daemon's confirmation key seals what goes to a unit, an act key of the unit what comes back.
package struct BundleSeal: Hashable, Sendable {
    package let origin: String
    /// The unit it goes to or comes from.
    package let party: PartyID
    /// The signer's clock, whole seconds.
    package let at: Timestamp
    /// SHA-256 of the content's bytes.
    package let digest: Digest32

    package init(origin: String, party: PartyID, at: Timestamp, digest: Digest32) {
        self.origin = origin
        self.party = party
        self.at = Timestamp(seconds: at.seconds)
        self.digest = digest
    }

    /// Reads a seal that one of the keys signed.
    ///
    /// - Throws: ``NoteError``
    package init(verifying note: [UInt8], by keys: [VerifierKey]) throws(NoteError) {
        var lines = LineReader(try SignedNote(parsing: note).verified(by: keys))
        guard let first = lines.next(), first.elementsEqual(SignedStatement.bundle.utf8),
            let log = lines.fields("log", count: 1),
            let party = lines.fields("party", count: 1).flatMap({ PartyID($0[0]) }),
            let at = lines.fields("at", count: 1).flatMap({ wholeSeconds($0[0]) }),
            let digest = lines.fields("sha256", count: 1).flatMap({ Digest32(base64: $0[0]) }),
            lines.isAtEnd
        else { throw .malformed("a seal is log, party, at and sha256, a line each") }
        self.init(origin: log[0], party: party, at: at, digest: digest)
    }

    /// What is signed.
    package var text: [UInt8] {
        var text = TextWriter(capacity: 256)
        text.line(SignedStatement.bundle)
        text.line("log", origin)
        text.line("party", party.text)
        text.line("at", at.seconds)
        text.line("sha256", digest.base64)
        return text.finishBytes()
    }
}
