import LianxiCore
import Testing

@testable import LianxiLedger

@Suite("Policies of witnesses")
struct WitnessPolicyTests {
    private let log: SigningKey
    private let witnesses: [SigningKey]
    private let keys: [String]

    init() throws {
        log = try SigningKey(name: "example.org/log", seed: Array(repeating: 1, count: 32))
        witnesses = try (UInt8(2)...5).map {
            try SigningKey(witness: "dept-\($0).example/w", seed: Array(repeating: $0, count: 32))
        }
        keys = witnesses.map { "\($0.verifier)" }
    }

    private func policy(_ lines: String) throws(WitnessPolicyError) -> WitnessPolicy {
        try WitnessPolicy(parsing: Array(fill(lines).utf8))
    }

    /// LOG and A…D stand for keys.
    private func fill(_ lines: String) -> String {
        var text = lines.replacing("<LOG>", with: "\(log.verifier)")
        for (letter, key) in zip("ABCD", keys) { text = text.replacing("<\(letter)>", with: key) }
        return text
    }

    private static let members = """
        # who watches
        log <LOG>

        witness a <A>
        \twitness  b\t<B>
        witness c <C>
        witness d <D>

        """

    @Test(
        "A quorum is met by enough of its members and by no fewer",
        arguments: [
            ("quorum none", [], true),
            ("quorum a", [0], true),
            ("quorum a", [1, 2, 3], false),
            ("group g any a b\nquorum g", [1], true),
            ("group g any a b\nquorum g", [2, 3], false),
            ("group g all a b\nquorum g", [0, 1], true),
            ("group g all a b\nquorum g", [0, 2, 3], false),
            ("group g 2 a b c\nquorum g", [0, 2], true),
            ("group g 2 a b c\nquorum g", [2, 3], false),
            ("group g any a b\ngroup h any c d\ngroup i all g h\nquorum i", [1, 2], true),
            ("group g any a b\ngroup h any c d\ngroup i all g h\nquorum i", [0, 1], false),
        ] as [(String, [Int], Bool)]
    )
    func quorum(lines: String, cosigners: [Int], isMet: Bool) throws {
        let policy = try policy(Self.members + lines)
        #expect(policy.isMet(by: Set(cosigners.map { witnesses[$0].verifier })) == isMet)
    }

    @Test("An address of a witness is read, its last slash left away")
    func addresses() throws {
        let text = "log <LOG>\nwitness a <A> http://w.example:80/x/\nwitness b <B>\nquorum none"
        let policy = try policy(text)
        #expect(policy.witnesses.map(\.address) == ["http://w.example:80/x", nil])
    }

    @Test("Only valid cosignatures of the policy's witnesses are counted")
    func cosigners() throws {
        let policy = try policy("log <LOG>\nwitness a <A>\nwitness b <B>\nquorum b\n")
        let checkpoint = Checkpoint(origin: log.name, size: 0, root: .emptyRoot)
        var note = SignedNote(text: checkpoint.text, signatures: [log.sign(checkpoint.text)])
        #expect(try policy.cosigners(of: note).isEmpty)
        note.add(Cosignature.line(over: checkpoint, at: 7, by: witnesses[2]))
        note.add(Cosignature.line(over: checkpoint, at: 7, by: witnesses[1]))
        #expect(try policy.cosigners(of: note).map(\.name) == ["b"])

        let line = Cosignature.line(over: checkpoint, at: 7, by: witnesses[0])
        let spoilt = Array(line.signature.dropLast()) + [line.signature[71] ^ 1]
        note.add(NoteSignature(name: line.name, keyID: line.keyID, signature: spoilt))
        #expect(throws: NoteError.badSignature(name: line.name)) {
            try policy.cosigners(of: note)
        }
    }

    @Test("Cosignatures without the log's own signature count for nothing")
    func unsigned() throws {
        let policy = try policy("log <LOG>\nwitness a <A>\nquorum a\n")
        let checkpoint = Checkpoint(origin: log.name, size: 0, root: .emptyRoot)
        let line = Cosignature.line(over: checkpoint, at: 7, by: witnesses[0])
        let note = SignedNote(text: checkpoint.text, signatures: [line])
        #expect(throws: NoteError.noKnownSignature) { try policy.cosigners(of: note) }
    }

    @Test(
        "A wrong policy is refused at its line with what was expected there",
        arguments: [
            ("lgo <LOG>", 1, "log, witness, group, quorum or #"),
            ("# who\nlog", 2, "log VKEY"),
            ("log <A>", 1, "a log's key, of kind 01"),
            ("log <LOG>\nlog <LOG>", 2, "each log once"),
            ("log <LOG>\nwitness a", 2, "witness NAME VKEY [URL]"),
            ("witness a <A> http://x y", 1, "witness NAME VKEY [URL]"),
            ("witness a <A> ftp://x", 1, "an address http://..."),
            ("log <LOG>\nwitness a <LOG>", 2, "a witness's key, of kind 04"),
            ("witness a <A>\nwitness b <A>", 2, "each witness's key once"),
            ("witness a <A>\nwitness a <B>", 2, "a name that is not taken instead of a"),
            ("witness none <A>", 1, "a name that is not taken instead of none"),
            ("witness a <A>\ngroup g all", 2, "group NAME any|all|N MEMBER..."),
            ("witness a <A>\ngroup g 0 a", 2, "any, all or a number from 1 to 1"),
            ("witness a <A>\ngroup g 2 a", 2, "any, all or a number from 1 to 1"),
            ("witness a <A>\ngroup g 01 a", 2, "any, all or a number from 1 to 1"),
            ("group g all a", 1, "a witness or group defined above instead of a"),
            ("witness a <A>\ngroup g 2 a a", 2, "a as a member once in the file"),
            ("quorum", 1, "quorum NAME|none"),
            ("quorum a", 1, "a witness or group defined above, or none"),
            ("quorum none\nquorum none", 2, "one quorum line"),
            ("quorum none", 1, "a line \"log VKEY\" before the end"),
            ("log <LOG>\n", 2, "a line \"quorum NAME|none\" before the end"),
            ("log <LOG>\rquorum none", 1, "UTF-8 without control characters"),
        ]
    )
    func wrong(lines: String, line: Int, expected: String) {
        let error = #expect(throws: WitnessPolicyError.self) { try policy(lines) }
        #expect(error?.line == line)
        #expect(error?.english == expected)
    }

    @Test("A policy longer than 64 KiB is not read")
    func long() {
        let bytes = [UInt8](repeating: UInt8(ascii: "#"), count: WitnessPolicy.mostBytes + 1)
        let error = #expect(throws: WitnessPolicyError.self) {
            try WitnessPolicy(parsing: bytes)
        }
        #expect(error?.chinese == "至多 64 KiB")
    }
}
