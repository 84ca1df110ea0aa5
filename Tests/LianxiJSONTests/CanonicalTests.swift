import LianxiJSON
import Testing

@Suite("Canonical JSON")
struct CanonicalTests {
    @Test(
        "Each value has one way to be written",
        arguments: [
            (["b": 1, "a": 2], #"{"a":2,"b":1}"#),
            (["aa": 1, "a": 2, "B": 3], #"{"B":3,"a":2,"aa":1}"#),
            ([], "[]"), ([:], "{}"), (true, "true"), (false, "false"), (0, "0"), (-10, "-10"),
            (9_007_199_254_740_991, "9007199254740991"), (100, "100"),
            ("\u{8}\t\n\u{c}\r\"\\/", #""\b\t\n\f\r\"\\/""#),
            ("\u{0}\u{1f}\u{7f}é信😀", "\"\\u0000\\u001f\u{7f}é信😀\""),
        ] as [(JSONValue, String)]
    )
    func writes(value: JSONValue, text: String) {
        #expect(String(decoding: value.canonicalBytes, as: UTF8.self) == text)
    }

    @Test(
        "Any other way to write it is refused",
        arguments: [
            "{ }", "[1, 2]", " 1", "1\n", #"{"b":1,"a":2}"#, #""\u0041""#, #""\/""#, #""\u000a""#,
            #""\u001F""#,
        ]
    )
    func refuses(text: String) throws {
        _ = try JSONValue(parsing: text.utf8)
        #expect(throws: JSONError.self) { try JSONValue(canonical: Array(text.utf8)) }
    }

    @Test("Whatever is written is read back as the same value and the same bytes")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<2_000 {
            let value = randomValue(depth: 0, using: &generator)
            let bytes = value.canonicalBytes
            let read = try JSONValue(canonical: bytes)
            #expect(read == value)
            #expect(read.canonicalBytes == bytes)
        }
    }

    @Test("Members are kept sorted however they are set, and replaced by name")
    func members() {
        var object = JSONObject([(name: "m", value: 1), (name: "b", value: 2)])
        object.set("a", 3)
        object.set("z", 4)
        object.set("m", 5)
        #expect(object.members.map(\.name) == ["a", "b", "m", "z"])
        #expect(object["m"] == 5)
        #expect(object["x"] == nil)
    }
}

private func randomValue(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth < 4 ? 5 : 3), using: &generator) {
    case 0: return .string(randomText(using: &generator))
    case 1:
        return JSONValue(
            Int64.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &generator)
        )
    case 2: return .bool(Bool.random(using: &generator))
    case 3:
        return .array(
            (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
                randomValue(depth: depth + 1, using: &generator)
            }
        )
    default:
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0..<6, using: &generator) {
            let name = String(UInt16.random(in: 0...999, using: &generator), radix: 36)
            object.set(name, randomValue(depth: depth + 1, using: &generator))
        }
        return .object(object)
    }
}

private func randomText(using generator: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<12, using: &generator) {
        let limit = [0x20, 0x80, 0x3000, 0x11_0000].randomElement(using: &generator) ?? 0x80
        let number = UInt32.random(in: 0..<UInt32(limit), using: &generator)
        text.append(Unicode.Scalar(number) ?? "?")
    }
    return String(text)
}
