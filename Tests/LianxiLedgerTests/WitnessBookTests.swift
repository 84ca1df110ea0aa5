import LianxiCore
import LianxiLedger
import Testing

@Suite("A witness of other logs judges what it is asked to cosign")
struct WitnessBookTests {
    private let log: SigningKey
    private let book: WitnessBook
    private let leaves = (0..<9).map { Digest32.leaf([UInt8($0)]) }

    init() throws {
        log = try SigningKey(name: "a.example/log", seed: Array(repeating: 1, count: 32))
        let file = "# whom we know\nlog \(log.verifier)\n"
        book = try WitnessBook(parsing: Array(file.utf8))
    }

    private func checkpoint(_ size: Int, other: Bool = false) -> Checkpoint {
        var leaves = leaves.prefix(size)
        if other { leaves[0] = .leaf([99]) }
        return Checkpoint(
            origin: log.name,
            size: UInt64(size),
            root: MerkleTree(Array(leaves)).root
        )
    }

    private func request(
        old: UInt64,
        _ checkpoint: Checkpoint,
        proof: [Digest32] = [],
        by key: SigningKey? = nil
    ) -> AddCheckpoint {
        AddCheckpoint(
            oldSize: old,
            proof: proof,
            note: (key ?? log).note(checkpoint.text)
        )
    }

    private func proof(from old: UInt64, to new: UInt64) async throws -> [Digest32] {
        let source = HashSource { [leaves] level, first, count in
            guard level == 0 else { return [] }
            return Array(leaves[Int(first)..<Int(first) + count])
        }
        return try await MerkleProof.consistency(from: old, to: new, from: source)
    }

    @Test("What it was asked is read back as it was written, and nothing else is")
    func form() async throws {
        let proof = try await proof(from: 3, to: 7)
        let request = request(old: 3, checkpoint(7), proof: proof)
        #expect(try AddCheckpoint(parsing: request.bytes) == request)
        let text = String(decoding: request.bytes, as: UTF8.self)
        for wrong in [
            "", "old 3", text.replacing("old 3", with: "old 03"),
            text.replacing("old 3", with: "new 3"),
            text.replacing("old 3\n", with: "old 3\nAA==\n"),
            String(text.prefix(60)),
        ] {
            #expect(throws: NoteError.self, "\(wrong)") {
                try AddCheckpoint(parsing: Array(wrong.utf8))
            }
        }
        let hash = Digest32.leaf([1])
        let long = AddCheckpoint(
            oldSize: 1,
            proof: Array(repeating: hash, count: 64),
            note: request.note
        )
        #expect(throws: NoteError.self) { try AddCheckpoint(parsing: long.bytes) }
    }

    @Test("It cosigns the first checkpoint, the same again, and what continues it")
    func continues() async throws {
        let three = checkpoint(3)
        let seven = checkpoint(7)
        #expect(book.verdict(on: request(old: 0, three), kept: nil) == .cosign(three))
        #expect(book.verdict(on: request(old: 3, three), kept: three) == .cosign(three))
        let proof = try await proof(from: 3, to: 7)
        #expect(
            book.verdict(on: request(old: 3, seven, proof: proof), kept: three) == .cosign(seven)
        )
    }

    @Test("It cosigns nothing else, and says why")
    func refuses() async throws {
        let three = checkpoint(3)
        let seven = checkpoint(7)
        let proof = try await proof(from: 3, to: 7)
        // Another size than it keeps, smaller or larger.
        for old in [0, 2, 4] as [UInt64] {
            #expect(
                book.verdict(on: request(old: old, seven, proof: proof), kept: three)
                    == .conflict(size: 3)
            )
        }
        #expect(
            book.verdict(on: request(old: 3, checkpoint(3, other: true)), kept: three)
                == .conflict(size: 3)
        )
        #expect(book.verdict(on: request(old: 7, three), kept: seven) == .malformed)
        let other = checkpoint(7, other: true)
        #expect(
            book.verdict(on: request(old: 3, other, proof: proof), kept: three) == .unproven
        )
        #expect(book.verdict(on: request(old: 3, seven), kept: three) == .unproven)
        let thief = try SigningKey(name: log.name, seed: Array(repeating: 2, count: 32))
        #expect(book.verdict(on: request(old: 0, three, by: thief), kept: nil) == .unsigned)
        let stranger = try SigningKey(name: "b.example/log", seed: Array(repeating: 1, count: 32))
        let foreign = Checkpoint(origin: stranger.name, size: 3, root: three.root)
        #expect(
            book.verdict(on: request(old: 0, foreign, by: stranger), kept: nil) == .unknownLog
        )
    }

    @Test("A file that names witnesses, or no log, is no list of logs")
    func file() throws {
        let key = try SigningKey(witness: "w/witness", seed: Array(repeating: 3, count: 32))
        for text in [
            "", "log x", "log \(log.verifier)\nquorum none",
            "log \(log.verifier)\nwitness w \(key.verifier)",
        ] {
            #expect(throws: WitnessPolicyError.self, "\(text)") {
                try WitnessBook(parsing: Array(text.utf8))
            }
        }
    }
}
