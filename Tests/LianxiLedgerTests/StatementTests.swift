import LianxiCore
import LianxiLedger
import Testing

@Suite("Confirmations and proof files")
struct StatementTests {
    private func confirmation(_ indexes: [UInt64]) -> Confirmation {
        Confirmation(
            origin: origin,
            at: Timestamp(milliseconds: 1_790_553_721_999),
            entries: indexes.map { Confirmation.Line(index: $0, hash: filled(0x11)) }
        )
    }

    @Test("The text of a confirmation is exactly its lines, by index, each once")
    func text() throws {
        let made = confirmation([9, 4, 9])
        let text = """
            lianxi-confirmation/v1
            log xinfang.test.example/lianxi
            at 1790553721
            entry 4 ERERERERERERERERERERERERERERERERERERERERERE=
            entry 9 ERERERERERERERERERERERERERERERERERERERERERE=

            """
        #expect(String(decoding: made.text, as: UTF8.self) == text)
        let note = made.note(by: confirmationKey)
        #expect(try Confirmation(verifying: note, by: confirmationKey.verifier) == made)
    }

    @Test("As many as 256 entries are confirmed at once, and no more are read")
    func bounds() throws {
        let most = confirmation(Array(0..<256))
        let note = most.note(by: confirmationKey)
        #expect(
            try Confirmation(verifying: note, by: confirmationKey.verifier).entries.count == 256
        )
        let more =
            String(decoding: most.text, as: UTF8.self)
            + "entry 256 ERERERERERERERERERERERERERERERERERERERERERE=\n"
        #expect(throws: NoteError.self) {
            try Confirmation(
                verifying: confirmationKey.note(Array(more.utf8)),
                by: confirmationKey.verifier
            )
        }
    }

    @Test(
        "A confirmation written any other way is refused, though it be signed",
        arguments: [
            ("confirmation/v1", "confirmation/v2"), ("log xin", "log Xin"),
            ("at 1790553721", "at 9223372036854775807"), ("at 17", "at 017"),
            ("entry 4", "entry 04"), ("entry 9", "entry 4"), ("entry 9", "entry 3"),
            ("entry 9 ER", "entry 9  ER"), ("entry 9", "note 9"), ("ERE=\n", "ERE=\n\n"),
        ]
    )
    func wrongTexts(found: String, changed: String) {
        let text = String(decoding: confirmation([4, 9]).text, as: UTF8.self)
        let other = text.replacing(found, with: changed, maxReplacements: 1)
        #expect(other != text)
        #expect(throws: NoteError.self) {
            try Confirmation(
                verifying: confirmationKey.note(Array(other.utf8)),
                by: confirmationKey.verifier
            )
        }
    }

    @Test("A confirmation without entries, or by another key, is refused")
    func refused() throws {
        let empty = Array("lianxi-confirmation/v1\nlog \(origin)\nat 1\n".utf8)
        #expect(throws: NoteError.self) {
            try Confirmation(
                verifying: confirmationKey.note(empty),
                by: confirmationKey.verifier
            )
        }
        let made = confirmation([1])
        #expect(throws: NoteError.noKnownSignature) {
            try Confirmation(
                verifying: logKey.note(made.text),
                by: confirmationKey.verifier
            )
        }
        #expect(throws: NoteError.foreign(origin: origin)) {
            try Confirmation(verifying: logKey.note(made.text), by: logKey.verifier)
        }
        let other = key("elsewhere.test.example/lianxi/confirmation", 2)
        #expect(throws: NoteError.foreign(origin: origin)) {
            try Confirmation(verifying: other.note(made.text), by: other.verifier)
        }
    }

    // MARK: Proof files

    private func proof() throws -> (file: ProofFile, entry: [UInt8]) {
        let entries = try SampleLedger().entries
        let leaves = entries.map { Digest32.leaf($0) }
        let checkpoint = Checkpoint(
            origin: origin,
            size: UInt64(entries.count),
            root: MerkleTree(leaves).root
        )
        let file = ProofFile(
            index: 5,
            path: MerkleProof.inclusions(among: leaves[...])[5],
            note: logKey.note(checkpoint.text),
            extra: [1, 2, 3]
        )
        return (file, entries[5])
    }

    @Test("A proof file is read back and proves its entry, and no other")
    func proofFile() throws {
        let (file, entry) = try proof()
        let read = try ProofFile(parsing: file.bytes)
        #expect(read == file)
        #expect(try read.verify(entry: entry, by: logKey.verifier).size > 5)
        #expect(throws: NoteError.self) {
            try read.verify(entry: entry + [0x20], by: logKey.verifier)
        }
        let moved = ProofFile(index: 4, path: file.path, note: file.note)
        #expect(throws: NoteError.self) { try moved.verify(entry: entry, by: logKey.verifier) }
        let other = key(origin, 7).verifier
        #expect(throws: NoteError.noKnownSignature) { try read.verify(entry: entry, by: other) }
    }

    @Test("No change of bytes makes a reader stop, or prove something else")
    func fuzz() throws {
        var generator = SeededGenerator(seed: 5)
        let (file, entry) = try proof()
        let confirmed = confirmation([4, 9])
        let note = confirmed.note(by: confirmationKey)
        let checkpoint = file.note
        for _ in 0..<fuzzRounds {
            if let read = try? ProofFile(parsing: file.bytes.mutated(by: &generator)),
                (try? read.verify(entry: entry, by: logKey.verifier)) != nil
            {
                #expect(read.index == file.index)
                #expect(read.path == file.path)
            }
            let mutated = note.mutated(by: &generator)
            if let read = try? Confirmation(verifying: mutated, by: confirmationKey.verifier) {
                #expect(read == confirmed)
            }
            let other = checkpoint.mutated(by: &generator)
            if let read = try? Checkpoint(verifying: other, by: logKey.verifier) {
                #expect(logKey.note(read.text) == checkpoint)
            }
            let bundle = TileBytes.encode(entries: [entry, entry]).mutated(by: &generator)
            if let entries = TileBytes.entries(bundle, width: 2) {
                #expect(TileBytes.encode(entries: entries) == bundle)
            }
            let vkey = Array(logKey.verifier.description.utf8).mutated(by: &generator)
            let text = String(decoding: vkey, as: UTF8.self)
            if let read = try? VerifierKey(parsing: text) { #expect(read.description == text) }
        }
    }
}
