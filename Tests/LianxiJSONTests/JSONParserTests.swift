import LianxiJSON
import Testing

@Suite("Parsing JSON")
struct JSONParserTests {
    @Test(
        "What the profile allows is read",
        arguments: [
            ("true", true), (" [1 , -2,\t3 ]\n", [1, -2, 3]), ("{}", [:]), ("[]", []),
            ("\"\\u0041\\n\\/\\ud83d\\ude00\"", "A\n/😀"),
            ("{\"b\":false,\"a\":[{}]}", ["a": [[:]], "b": false]),
            ("9007199254740991", 9_007_199_254_740_991),
            ("-9007199254740991", -9_007_199_254_740_991), ("0", 0), ("\"信访\"", "信访"),
        ] as [(String, JSONValue)]
    )
    func reads(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text.utf8) == value)
    }

    @Test(
        "What the profile forbids is refused at the byte where it stands",
        arguments: [
            ("", 0), ("null", 0), ("1.5", 1), ("1e3", 1), ("-0", 0), ("01", 0), ("-", 1), ("+1", 0),
            ("9007199254740992", 15), ("-9007199254740992", 16), ("99999999999999999999", 15),
            ("{\"a\":1,\"a\":2}", 0), ("{\"a\":1,\"\\u0061\":2}", 0), ("{\"é\":1}", 1),
            ("[1,]", 3), ("[1 2]", 3), ("{\"a\" 1}", 5), ("{a:1}", 1), ("{\"a\":1,}", 7),
            ("\"a", 2), ("\"\\x\"", 2), ("\"\\ud800\"", 3), ("\"\\ud800\\u0041\"", 3),
            ("\"\\u12g4\"", 5), ("\"a\nb\"", 2), ("true false", 5), ("tru", 0), ("[", 1),
            ("[]]", 2),
            ("\u{feff}1", 0),
        ]
    )
    func refuses(text: String, offset: Int) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text.utf8) }
        do throws(JSONError) {
            _ = try JSONValue(parsing: text.utf8)
        } catch {
            #expect(error.offset == offset, "\(error)")
        }
    }

    @Test(
        "Bytes that are not UTF-8 are refused inside strings and outside",
        arguments: [
            [0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0xff],
            [0x22, 0xe4, 0xbf, 0x22], [0x22, 0x5c, 0x6e, 0xff, 0x22],
        ] as [[UInt8]]
    )
    func refusesOtherBytes(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
    }

    @Test("Nesting is read to 32 levels and no deeper")
    func depth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        _ = try JSONValue(parsing: nested(32).utf8)
        #expect(throws: JSONError.self) { try JSONValue(parsing: nested(33).utf8) }
        #expect(throws: JSONError.self) {
            try JSONValue(parsing: String(repeating: "[", count: 100_000).utf8)
        }
    }

    @Test("Strings that differ only in composition stay different bytes")
    func composition() throws {
        let one = try JSONValue(parsing: "\"\u{e9}\"".utf8)
        let two = try JSONValue(parsing: "\"e\u{301}\"".utf8)
        #expect(one.canonicalBytes != two.canonicalBytes)
    }

    @Test("Bytes changed, cut or doubled anywhere are read or refused, never fatal")
    func mutations() throws {
        let text = "{\"at\":1767225600123,\"a\":[true,\"\\u4fe1\\n访\",-5,{\"b\":\"\"}]}"
        let original = Array(text.utf8)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                mutate(&bytes, using: &generator)
            }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            #expect(try JSONValue(canonical: value.canonicalBytes) == value)
        }
    }
}

/// Changes, removes, doubles or cuts one place of the bytes.
private func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    guard let place = bytes.indices.randomElement(using: &generator) else { return }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(bytes[place], at: place)
    default: bytes.removeSubrange(place...)
    }
}
