import LianxiJSON

/// One signature line of a note.
package struct NoteSignature: Hashable, Sendable {
    package let name: String
    package let keyID: UInt32
    /// What follows the key's id; at least 1 byte.
    package let signature: [UInt8]

    package init(name: String, keyID: UInt32, signature: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.signature = signature
    }

    /// Reads base64 of key id and signature, as an act carries it.
    package init?(name: String, base64 text: some RandomAccessCollection<UInt8>) {
        guard let blob = Base64.decode(text), blob.count > 4 else { return nil }
        self.init(
            name: name,
            keyID: blob[..<4].reduce(0) { $0 << 8 | UInt32($1) },
            signature: Array(blob[4...])
        )
    }

    /// Base64 of key id and signature.
    package var base64: String {
        let id = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> (24 - 8 * UInt32($0))) }
        return Base64.encode(id + signature)
    }

    /// The line with its end.
    package var line: [UInt8] { Array("— \(name) \(base64)\n".utf8) }
}

/// A text with the signatures of those who stand for it.
///
/// C2SP signed-note.
///
/// Parsing says only that the form is right; ask `verified(by:)` before using the text.
package struct SignedNote: Hashable, Sendable {
    /// The most bytes of a note and the most signature lines that are read.
    package static let mostBytes = 65_536
    package static let mostSignatures = 64

    /// What is signed, with its last line end.
    package let text: [UInt8]
    package private(set) var signatures: [NoteSignature]

    package init(text: [UInt8], signatures: [NoteSignature]) {
        precondition(text.last == 0x0a, "a note's text ends with a line end")
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note.
    ///
    /// - Throws: ``NoteError/malformed(_:)``
    package init(parsing bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.mostBytes else { throw .malformed("longer than 64 KiB") }
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0a }),
            String(validating: bytes, as: UTF8.self) != nil
        else { throw .malformed("control characters, or not UTF-8") }
        guard
            let split = bytes.indices.dropLast().last(where: {
                bytes[$0] == 0x0a && bytes[$0 + 1] == 0x0a
            })
        else { throw .malformed("no empty line before the signatures") }
        let block = bytes[(split + 2)...]
        guard block.last == 0x0a else { throw .malformed("the last line has no end") }
        let lines = block.dropLast().split(separator: 0x0a, omittingEmptySubsequences: false)
        guard lines.count <= Self.mostSignatures else { throw .malformed("too many signatures") }
        text = Array(bytes[...split])
        signatures = []
        for line in lines { signatures.append(try Self.signature(line)) }
    }

    private static func signature(_ line: ArraySlice<UInt8>) throws(NoteError) -> NoteSignature {
        let dash = Array("— ".utf8)
        let rest = line.dropFirst(dash.count)
        guard line.starts(with: dash), let space = rest.firstIndex(of: 0x20),
            let name = String(validating: rest[..<space], as: UTF8.self), isAnyKeyName(name),
            let signature = NoteSignature(name: name, base64: rest[(space + 1)...])
        else { throw .malformed("a signature line is \"— name base64\"") }
        return signature
    }

    package var bytes: [UInt8] { text + [0x0a] + signatures.flatMap(\.line) }

    /// Adds a signature line.
    package mutating func add(_ signature: NoteSignature) { signatures.append(signature) }

    /// The text, when at least one of the keys signed it and none of their lines is wrong.
    ///
    /// Lines by other keys are ignored; a repeated line by a known key too.
    ///
    /// - Throws: ``NoteError/noKnownSignature``, ``NoteError/badSignature(name:)``
    @discardableResult
    package func verified(by keys: [VerifierKey]) throws(NoteError) -> [UInt8] {
        var known: Set<VerifierKey> = []
        for line in signatures {
            guard let key = keys.first(where: { $0.name == line.name && $0.id == line.keyID }),
                known.insert(key).inserted
            else { continue }
            guard key.signed(self, line) else { throw .badSignature(name: key.name) }
        }
        guard !known.isEmpty else { throw .noKnownSignature }
        return text
    }

    /// The keys, of those given, whose lines the note has; call `verified(by:)` first.
    package func signers(among keys: [VerifierKey]) -> [VerifierKey] {
        keys.filter { key in
            signatures.contains { $0.name == key.name && $0.keyID == key.id }
        }
    }
}

extension VerifierKey {
    fileprivate func signed(_ note: SignedNote, _ line: NoteSignature) -> Bool {
        switch kind {
        case .note: isValid(line.signature, over: note.text)
        case .cosignature: Cosignature(line)?.isValid(by: self, over: note.text) ?? false
        }
    }
}

/// Whether a name may stand in anyone's signature line: not empty, without `+` or white space.
private func isAnyKeyName(_ name: String) -> Bool {
    !name.isEmpty
        && name.unicodeScalars.allSatisfy { $0 != "+" && !$0.properties.isWhitespace }
}
