import LianxiCore
import LianxiJSON
import LianxiLedger
import Testing

@Suite("Acts: their text, and many under one signature")
struct ActTests {
    private let text = """
        lianxi-act/v1
        log xinfang.test.example/lianxi
        answers 7 ERERERERERERERERERERERERERERERERERERERERERE=
        head 0 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
        matter 8f1d0c2b4a6e47d30000000000000001
        act conclude
        department human-resources
        officer handler
        rule D16@local-2026-1
        at 1790553720
        seq 1
        detail explained
        note IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiI=

        """

    @Test("The text of an act is exactly its lines")
    func vector() throws {
        #expect(ActText.encode(act(.conclude), origin: origin) == text)
        let parsed = try ActText.parse(text)
        #expect(parsed.act == act(.conclude))
        #expect(parsed.origin == origin)
    }

    @Test("Every act is read back from its text", arguments: ActVerb.allCases)
    func roundTrip(verb: ActVerb) throws {
        for note in [nil, verb.form.allows(.note) ? filled(0x66) : nil] {
            let act = act(verb, sequence: 12, head: (9, filled(8)), note: note)
            let parsed = try ActText.parse(ActText.encode(act, origin: origin))
            #expect(parsed.act == act)
        }
    }

    @Test("A text with a line missing, doubled, moved or followed by another is refused")
    func linesOutOfPlace() {
        let lines = text.split(separator: "\n").map(String.init)
        for place in lines.indices {
            var fewer = lines
            fewer.remove(at: place)
            refuses(fewer)
            refuses(lines[...place] + lines[place...])
            var swapped = lines
            swapped.swapAt(place, (place + 1) % lines.count)
            refuses(swapped)
        }
        refuses(lines + [""])
        refuses(lines + ["more x"])
        refusesText(String(text.dropLast()))
        refusesText(text.replacing("\n", with: "\r\n"))
        refusesText("")
    }

    private func refuses(_ lines: some Sequence<String>) {
        refusesText(lines.map { $0 + "\n" }.joined())
    }

    private func refusesText(_ text: String) {
        #expect(throws: ActError.self, "\(text)") { try ActText.parse(text) }
    }

    @Test(
        "A line written any other way is refused",
        arguments: [
            ("lianxi-act/v1", "lianxi-act/v2"), ("log xin", "log Xin"), ("log xin", "log  xin"),
            ("log xinfang.test.example/lianxi", "log cosignature/v1"),
            ("answers 7", "answers 07"), ("answers 7", "answers +7"), ("answers 7", "answers -0"),
            ("RERE=\nhead", "RERF=\nhead"), ("RERE=\nhead", "RERE\nhead"),
            ("head 0", "head 1 1"), ("head 0 47", "head 0 57"), ("matter 8f", "matter 8F"),
            ("act conclude", "act Conclude"), ("act conclude", "act sign"),
            ("department human-resources", "department Human"), ("officer handler", "officer "),
            ("rule D16@local-2026-1", "rule D16"), ("rule D16@", "rule D16@@"),
            ("rule D16@", "rule d16@"), ("at 1790553720", "at 01790553720"),
            ("at 1790553720", "at 1790553720.0"), ("at 1790553720", "at -1"),
            ("at 1790553720", "at 9007199254741"), ("at 1790553720", "at 9223372036854775807"),
            ("seq 1", "seq 0"), ("seq 1", "seq 18446744073709551616"), ("seq 1", "seq ١"),
            ("detail explained", "detail perhaps"), ("detail explained\n", ""),
            ("note IiIi", "note IiI"),
            ("note IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiI=\n", ""),
        ]
    )
    func wrongLines(found: String, changed: String) {
        let other = text.replacing(found, with: changed, maxReplacements: 1)
        #expect(other != text)
        refusesText(other)
    }

    @Test("A detail is for conclusions only")
    func detailElsewhere() {
        let sign = ActText.encode(act(.sign), origin: origin)
        refusesText(sign + "detail explained\n")
    }

    @Test(
        "A batch of one, two, or as many as may be is verified act by act",
        arguments: [1, 2, 5, 256]
    )
    func batches(count: Int) throws {
        let acts = (1...count).map { act(.sign, sequence: UInt64($0)) }
        let batch = try signed(acts)
        #expect(batch.map(\.act) == acts)
        #expect(Set(batch.map(\.signature)).count == 1)
        for (place, act) in batch.enumerated() {
            try act.verify(origin: origin, by: handlerKey.verifier)
            #expect(act.batchCount == count)
            #expect(act.batchPlace == place)
            #expect(act.batchPath.count <= 8)
        }
        let again = try ActBatch(origin: origin, texts: batch.map(\.text))
            .open(signature: try only(batch).signature, by: handlerKey.verifier)
        #expect(again == batch)
    }

    @Test("A batch with an act more, less or altered does not open")
    func alteredBatch() throws {
        let batch = try signed((1...4).map { act(.sign, sequence: $0) })
        let texts = batch.map(\.text)
        let signature = try only(batch).signature
        let changed = texts[0].replacing("seq 1", with: "seq 9")
        let others = [
            Array(texts.dropLast()), texts + [texts[0]], texts.reversed(),
            [changed] + texts.dropFirst(),
        ]
        for other in others {
            #expect(throws: ActError.badSignature) {
                try ActBatch(origin: origin, texts: other)
                    .open(signature: signature, by: handlerKey.verifier)
            }
        }
    }

    @Test("The place and the path of another batch are refused")
    func foreignPath() throws {
        let batch = try signed((1...4).map { act(.sign, sequence: $0) })
        let other = try signed((5...8).map { act(.sign, sequence: $0) })
        func refuses(_ count: Int, _ place: Int, _ path: [Digest32], _ signature: String) {
            #expect(throws: ActError.self) {
                try SignedAct(
                    text: batch[0].text,
                    batchCount: count,
                    batchPlace: place,
                    batchPath: path,
                    signature: signature
                ).verify(origin: origin, by: handlerKey.verifier)
            }
        }
        let mine = batch[0]
        refuses(4, 0, other[0].batchPath, mine.signature)
        refuses(4, 0, mine.batchPath, other[0].signature)
        refuses(4, 1, mine.batchPath, mine.signature)
        refuses(3, 0, mine.batchPath, mine.signature)
        refuses(4, 0, Array(mine.batchPath.dropLast()), mine.signature)
        refuses(4, 0, mine.batchPath + [filled(1)], mine.signature)
        refuses(1, 0, [], mine.signature)
        refuses(257, 0, mine.batchPath, mine.signature)
        refuses(4, 4, mine.batchPath, mine.signature)
    }

    @Test("The key of another officer, of another kind, or another signature is refused")
    func foreignKey() throws {
        let act = try only(signed([act(.sign)]))
        let colleague = key("human-resources/leader", 3).verifier
        #expect(throws: ActError.wrongKey("human-resources/leader")) {
            try act.verify(origin: origin, by: colleague)
        }
        let replaced = key("human-resources/handler", 4).verifier
        #expect(throws: ActError.wrongKey(replaced.name)) {
            try act.verify(origin: origin, by: replaced)
        }
        let witness = try SigningKey(
            witness: "human-resources/handler",
            seed: [UInt8](repeating: 3, count: 32)
        )
        #expect(throws: ActError.self) { try act.verify(origin: origin, by: witness.verifier) }
        #expect(throws: ActError.wrongKey("human-resources/leader")) {
            try ActBatch.sign(
                [act.act],
                origin: origin,
                by: key("human-resources/leader", 3)
            )
        }
        let elsewhere = "elsewhere.test.example/lianxi"
        #expect(throws: ActError.foreign(origin: origin)) {
            try act.verify(origin: elsewhere, by: handlerKey.verifier)
        }
    }

    @Test("A signature changed in any character is refused")
    func alteredSignature() throws {
        let act = try only(signed([act(.sign)]))
        for place in act.signature.indices {
            var signature = act.signature
            let other: Character = signature[place] == "A" ? "B" : "A"
            signature.replaceSubrange(place...place, with: String(other))
            let altered = try SignedAct(text: act.text, signature: signature)
            #expect(throws: ActError.self) {
                try altered.verify(origin: origin, by: handlerKey.verifier)
            }
        }
    }

    @Test("A signature that several acts share is verified once")
    func sharedSignature() throws {
        var verifier = ActVerifier(origin: origin)
        let batch = try signed((1...4).map { act(.sign, sequence: $0) })
        let fresh = try batch.map { try verifier.verify($0, by: handlerKey.verifier) }
        #expect(fresh == [true, false, false, false])
        let forged = try SignedAct(
            text: act(.sign, sequence: 9).text,
            batchCount: 4,
            batchPlace: 0,
            batchPath: batch[0].batchPath,
            signature: batch[0].signature
        )
        #expect(throws: ActError.badSignature) {
            try verifier.verify(forged, by: handlerKey.verifier)
        }
    }

    @Test("No change of bytes makes the reader of acts stop, or read two texts as one act")
    func fuzz() {
        var generator = SeededGenerator(seed: 6)
        let original = Array(text.utf8)
        for _ in 0..<fuzzRounds {
            let changed = String(decoding: original.mutated(by: &generator), as: UTF8.self)
            guard let parsed = try? ActText.parse(changed) else { continue }
            #expect(ActText.encode(parsed.act, origin: parsed.origin) == changed)
        }
    }
}

extension Act {
    fileprivate var text: String { ActText.encode(self, origin: origin) }
}
