import LianxiCore
import LianxiLedger
import Testing

@Suite("Signed notes, checkpoints and cosignatures")
struct NoteTests {
    private let vectors: Vectors

    init() throws { vectors = try Vectors.load() }

    private func seed(_ name: String) throws -> [UInt8] {
        try bytes(vectors.keys[name]?.seed)
    }

    @Test("A key of the vectors has its id and its text, and reads back")
    func keys() throws {
        for key in vectors.keys.values {
            let seed = try #require(hexBytes(key.seed))
            let signing =
                key.type_byte == "04"
                ? try SigningKey(witness: key.name, seed: seed)
                : try SigningKey(name: key.name, seed: seed)
            #expect(signing.verifier.description == key.vkey)
            #expect(hexText(signing.verifier.publicKey) == key.public_key)
            let read = try VerifierKey(parsing: key.vkey)
            #expect(read == signing.verifier)
            #expect(key.vkey.contains(key.key_id))
        }
    }

    @Test(
        "A verifier key that is not written as its own bytes are is refused",
        arguments: [
            "", "a", "a+b",
            "chain.example/duty-log+e8afe7a6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "chain.example/duty-log+E8AFE7A5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "chain.example/duty-log+e8afe7a5+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "chain.example/duty-log+e8afe7a5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG",
            "Chain.example/duty-log+e8afe7a5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        ]
    )
    func wrongKeys(text: String) {
        #expect(throws: NoteError.self) { try VerifierKey(parsing: text) }
    }

    @Test("The signed note of the vectors is made, byte for byte")
    func note() throws {
        let key = try SigningKey(name: "chain.example/duty-log", seed: try seed("log"))
        let text = try #require(hexBytes(vectors.signed_note.text_hex))
        #expect(key.note(text) == hexBytes(vectors.signed_note.note_hex))
        let parsed = try SignedNote(parsing: try bytes(vectors.signed_note.note_hex))
        #expect(try parsed.verified(by: [key.verifier]) == text)
        #expect(parsed.bytes == hexBytes(vectors.signed_note.note_hex))
    }

    @Test("Each note of the vectors gets its verdict")
    func noteCases() throws {
        let keys = [
            try vectors.verifier("log"), try vectors.verifier("witness_a"),
            try vectors.verifier("witness_b"),
        ]
        for item in vectors.note_cases {
            let bytes = try #require(hexBytes(item.note_hex))
            #expect(verdict(bytes, keys) == item.expect, "\(item.name)")
        }
    }

    private func verdict(_ bytes: [UInt8], _ keys: [VerifierKey]) -> String {
        do throws(NoteError) {
            let note = try SignedNote(parsing: bytes)
            try note.verified(by: [keys[0]])
            return "ok"
        } catch {
            return switch error {
            case .malformed: "malformed"
            case .noKnownSignature: "no-known-signature"
            case .badSignature: "bad-signature"
            case .foreign: "foreign"
            case .noQuorum: "no-quorum"
            }
        }
    }

    @Test("The checkpoints of the vectors are signed and read, byte for byte")
    func checkpoints() throws {
        let key = try SigningKey(name: "chain.example/duty-log", seed: try seed("log"))
        for item in vectors.checkpoints {
            let checkpoint = try Checkpoint(
                verifying: Array(item.checkpoint.utf8),
                by: key.verifier
            )
            #expect(checkpoint.size == item.size)
            #expect(checkpoint.text == Array(item.body.utf8))
            #expect(key.note(checkpoint.text) == Array(item.checkpoint.utf8))
        }
    }

    @Test("Each checkpoint body of the vectors gets its verdict")
    func bodies() throws {
        for item in vectors.checkpoint_body_cases {
            let checkpoint = try? Checkpoint(parsing: Array(item.body.utf8))
            #expect((checkpoint != nil) == item.valid_checkpoint_body.isValid, "\(item.name)")
        }
    }

    @Test("A checkpoint of another origin is refused even when our key signed it")
    func foreign() throws {
        let key = try SigningKey(name: "chain.example/duty-log", seed: try seed("log"))
        let other = Checkpoint(origin: "chain.example/other", size: 0, root: .emptyRoot)
        #expect(throws: NoteError.foreign(origin: "chain.example/other")) {
            try Checkpoint(verifying: key.note(other.text), by: key.verifier)
        }
    }

    @Test(
        "The first line of another statement cannot be an origin",
        arguments: [
            "lianxi-act/v1", "lianxi-acts/v1", "lianxi-confirmation/v1", "cosignature/v1", "",
            "a b",
            "A/b", "a//b", "/a", "a+b", "县/联席",
        ]
    )
    func origins(text: String) {
        #expect(!Checkpoint.isOrigin(text))
    }

    @Test("Cosignatures of the vectors are made and verified, and bind the time")
    func cosignatures() throws {
        let log = try vectors.verifier("log")
        let witnesses = [try vectors.verifier("witness_a"), try vectors.verifier("witness_b")]
        for item in vectors.cosignatures {
            var note = try SignedNote(parsing: Array(item.checkpoint_before.utf8))
            let checkpoint = try Checkpoint(parsing: note.text)
            for (cosig, name) in zip(item.cosigs, ["witness_a", "witness_b"]) {
                let key = try SigningKey(witness: cosig.name, seed: try seed(name))
                let line = Cosignature.line(over: checkpoint, at: cosig.time, by: key)
                #expect(line.line == Array(cosig.line.utf8))
                #expect(Cosignature(line)?.time == cosig.time)
                note.add(line)
                var stamp = line.signature
                stamp[7] ^= 1
                var forged = try SignedNote(parsing: Array(item.checkpoint_before.utf8))
                forged.add(
                    NoteSignature(name: line.name, keyID: line.keyID, signature: stamp)
                )
                #expect(throws: NoteError.badSignature(name: line.name)) {
                    try forged.verified(by: [log, key.verifier])
                }
            }
            #expect(note.bytes == Array(item.checkpoint_after.utf8))
            let verified = try Checkpoint(
                verifying: note.bytes,
                by: log,
                witnesses: witnesses
            )
            #expect(verified == checkpoint)
            #expect(note.signers(among: witnesses) == witnesses)
        }
    }

    @Test("The proof file of the vectors is read, written and verified")
    func proofFile() throws {
        let key = try vectors.verifier("log")
        let entry = Array(vectors.tlog_proof.entry_utf8.utf8)
        for text in [vectors.tlog_proof.file, vectors.tlog_proof.file_with_extra] {
            let file = try ProofFile(parsing: Array(text.utf8))
            #expect(file.bytes == Array(text.utf8))
            #expect(file.index == vectors.tlog_proof.index)
            _ = try file.verify(entry: entry, by: key)
            #expect(throws: NoteError.self) { try file.verify(entry: entry + [0], by: key) }
            let elsewhere = ProofFile(index: file.index + 1, path: file.path, note: file.note)
            #expect(throws: NoteError.self) { try elsewhere.verify(entry: entry, by: key) }
        }
    }

    @Test(
        "A note or proof file changed, cut or doubled anywhere is refused or unchanged in meaning"
    )
    func mutations() throws {
        let key = try vectors.verifier("log")
        let entry = Array(vectors.tlog_proof.entry_utf8.utf8)
        let original = try ProofFile(parsing: Array(vectors.tlog_proof.file.utf8))
        let checkpoint = try Checkpoint(verifying: original.note, by: key)
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<1_000 {
            var bytes = original.bytes
            mutate(&bytes, using: &generator)
            guard let file = try? ProofFile(parsing: bytes),
                let read = try? file.verify(entry: entry, by: key)
            else { continue }
            #expect(read == checkpoint)
            #expect(file.path == original.path)
        }
    }
}

/// Changes, removes, doubles or cuts one place of the bytes.
func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    guard let place = bytes.indices.randomElement(using: &generator) else { return }
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 2: bytes.remove(at: place)
    case 3: bytes.insert(bytes[place], at: place)
    default: bytes.removeSubrange(place...)
    }
}
