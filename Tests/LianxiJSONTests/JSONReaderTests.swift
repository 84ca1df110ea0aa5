import LianxiJSON
import Testing

private enum Colour: String, CaseIterable { case red, blue }

private struct Act: Equatable {
    let text: String
    let place: Int64?
}

private func readActs(_ text: String) throws -> [Act] {
    try JSONElement(JSONValue(parsing: text.utf8)).object { reader throws(JSONShapeError) in
        try reader.array("acts", max: 2) { element throws(JSONShapeError) in
            try element.object { act throws(JSONShapeError) in
                Act(
                    text: try act.string("text", max: 4),
                    place: try act.optionalInteger("place", in: 0...9)
                )
            }
        }
    }
}

@Suite("Reading JSON by shape")
struct JSONReaderTests {
    @Test("Members are read by name, and absent optional ones are nil")
    func reads() throws {
        #expect(
            try readActs(#"{"acts":[{"text":"a"},{"place":3,"text":"b"}]}"#) == [
                Act(text: "a", place: nil), Act(text: "b", place: 3),
            ]
        )
    }

    @Test(
        "What has another shape is refused with its path",
        arguments: [
            (#"[]"#, ""), (#"{}"#, "acts"), (#"{"acts":1}"#, "acts"),
            (#"{"acts":[1]}"#, "acts[0]"), (#"{"acts":[{"text":"a"},{}]}"#, "acts[1].text"),
            (#"{"acts":[{"text":"abcde"}]}"#, "acts[0].text"),
            (#"{"acts":[{"text":"a","place":10}]}"#, "acts[0].place"),
            (#"{"acts":[{"text":"a","place":"1"}]}"#, "acts[0].place"),
            (#"{"acts":[{"text":"a","colour":1}]}"#, "acts[0].colour"),
            (#"{"acts":[],"more":1}"#, "more"), (#"{"acts":[{},{},{}]}"#, "acts"),
        ]
    )
    func refuses(text: String, path: String) throws {
        let error = #expect(throws: JSONShapeError.self) { try readActs(text) }
        #expect(error?.path == path, "\(String(describing: error))")
    }

    @Test("Choices, bytes, flags and parsed texts are held to their form")
    func forms() throws {
        var reader = try JSONReader(
            ["c": "blue", "d": "green", "b": "aGk=", "f": true, "n": "12", "m": ["x": 1]])
        #expect(try reader.choice("c", as: Colour.self) == .blue)
        #expect(try reader.bytes("b", max: 2) == [0x68, 0x69])
        #expect(try reader.bool("f"))
        #expect(try reader.parsed("n", "a number") { Int($0) } == 12)
        #expect(try reader.element("m").members(max: 1).map(\.name) == ["x"])
        let error = #expect(throws: JSONShapeError.self) {
            try reader.choice("d", as: Colour.self)
        }
        #expect(error?.description == "d: expected one of red, blue, found \"green\"")
        #expect(throws: JSONShapeError.self) { try reader.bytes("b", max: 1) }
        #expect(throws: JSONShapeError.self) { try reader.bytes("f", max: 9) }
        #expect(throws: JSONShapeError.self) { try reader.optionalBool("c") }
        try reader.finish()
    }

    @Test("A member nobody asked for is refused at the end")
    func unknown() throws {
        var reader = try JSONReader(["a": 1, "b": 2])
        _ = try reader.integer("b")
        let error = #expect(throws: JSONShapeError.self) { try reader.finish() }
        #expect(error?.path == "a")
    }

    @Test("An object of more members than any message has is refused")
    func tooMany() {
        var object = JSONObject()
        for number in 0..<65 { object.set("m\(number)", 1) }
        #expect(throws: JSONShapeError.self) { try JSONReader(.object(object)) }
    }
}

@Suite("Base64")
struct Base64Tests {
    @Test("Bytes come back as they went", arguments: 0..<70)
    func roundTrip(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test("The text is the usual one")
    func text() {
        #expect(Base64.encode(Array("any carnal pleas".utf8)) == "YW55IGNhcm5hbCBwbGVhcw==")
        #expect(Base64.encode([0xfb, 0xff, 0xbf]) == "+/+/")
    }

    @Test(
        "Any other spelling is refused",
        arguments: [
            "QR==", "QQ=", "QQ", "Q===", "====", "=QQ=", "QQ==QQ==", "Q Q=", "QQ==\n", "_-__",
            "QUJ=",
        ]
    )
    func refuses(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
