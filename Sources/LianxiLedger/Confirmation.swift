package import LianxiCore

/// The daemon's signed answer: these entries are in the ledger, with these hashes.
///
/// A confirmation of an entry that a later checkpoint does not contain is evidence against the
/// operator, so whoever acted keeps it.
package struct Confirmation: Hashable, Sendable {
    /// An entry confirmed: its index and leaf hash.
    package struct Line: Hashable, Sendable {
        package let index: UInt64
        package let hash: Digest32

        package init(index: UInt64, hash: Digest32) {
            self.index = index
            self.hash = hash
        }
    }

    /// The most entries one confirmation names.
    package static let mostEntries = 256

    package let origin: String
    /// When it was given, whole seconds.
    package let at: Timestamp
    /// 1…256, by increasing index.
    package let entries: [Line]

    /// States that these entries, 1…256, are recorded; sorts them and names each once.
    package init(origin: String, at: Timestamp, entries: [Line]) {
        let sorted = entries.sorted { $0.index < $1.index }
        self.origin = origin
        self.at = Timestamp(seconds: at.seconds)
        self.entries = sorted.enumerated().filter { place, line in
            place == 0 || sorted[place - 1] != line
        }.map(\.element)
        precondition(Self.areEntries(self.entries), "a confirmation names 1 to 256 entries")
    }

    /// Reads a confirmation that this key signed.
    ///
    /// - Parameters:
    ///   - note: The signed note.
    ///   - key: The log's confirmation key, named `<origin>/confirmation`.
    /// - Throws: ``NoteError``
    package init(verifying note: [UInt8], by key: VerifierKey) throws(NoteError) {
        let text = try SignedNote(parsing: note).verified(by: [key])
        var lines = LineReader(text)
        guard let first = lines.next(), first.elementsEqual(SignedStatement.confirmation.utf8),
            let log = lines.fields("log", count: 1), Checkpoint.isOrigin(log[0]),
            let at = lines.fields("at", count: 1), let moment = wholeSeconds(at[0])
        else { throw .malformed("a confirmation is log, at and entries, a line each") }
        var entries: [Line] = []
        while !lines.isAtEnd, entries.count <= Self.mostEntries {
            guard let fields = lines.fields("entry", count: 2), let index = decimal(fields[0]),
                let hash = Digest32(base64: fields[1])
            else { throw .malformed("the line \"entry INDEX HASH\"") }
            entries.append(Line(index: index, hash: hash))
        }
        guard Self.areEntries(entries) else {
            throw .malformed("1 to 256 entries by increasing index")
        }
        guard key.name == Self.keyName(origin: log[0]) else { throw .foreign(origin: log[0]) }
        self.init(origin: log[0], at: moment, entries: entries)
    }

    /// The name of the key that signs a log's confirmations.
    package static func keyName(origin: String) -> String { "\(origin)/confirmation" }

    /// What is signed.
    package var text: [UInt8] {
        var text = TextWriter(capacity: 128 + 64 * entries.count)
        text.line(SignedStatement.confirmation)
        text.line("log", origin)
        text.line("at", at.seconds)
        for line in entries { text.line("entry", line.index, line.hash) }
        return text.finishBytes()
    }

    /// The signed note.
    package func note(by key: SigningKey) -> [UInt8] {
        precondition(key.name == Self.keyName(origin: origin), "confirmations have their own key")
        return key.note(text)
    }

    private static func areEntries(_ entries: [Line]) -> Bool {
        (1...mostEntries).contains(entries.count)
            && zip(entries, entries.dropFirst()).allSatisfy { $0.index < $1.index }
    }
}
