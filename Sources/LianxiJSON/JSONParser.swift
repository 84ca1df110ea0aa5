extension JSONValue {
    /// Reads one value of the restricted profile.
    ///
    /// - Parameter bytes: UTF-8. White space around tokens is allowed, anything after the value is not.
    /// - Throws: ``JSONError`` with the byte and what was expected there.
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        self = try bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
            var parser = JSONParser(bytes: bytes)
            return try parser.document()
        }
    }

    /// Reads one value from bytes that lie elsewhere than in an array.
    package init(parsing bytes: some Collection<UInt8>) throws(JSONError) {
        try self.init(parsing: Array(bytes))
    }

    /// Reads one value that is written canonically: its `canonicalBytes` are the bytes given.
    ///
    /// - Throws: ``JSONError``; its offset is the first byte that differs.
    package init(canonical bytes: [UInt8]) throws(JSONError) {
        let value = try JSONValue(parsing: bytes)
        let canonical = value.canonicalBytes
        guard canonical == bytes else {
            let offset = zip(canonical, bytes).prefix { $0 == $1 }.count
            throw JSONError(
                offset: offset,
                found: byteText(offset < bytes.count ? bytes[offset] : nil),
                expected: "canonical form"
            )
        }
        self = value
    }
}

/// A recursive-descent parser over bytes; nesting is bounded by `JSONValue.deepest`.
private struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    var place = 0

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try self.value(depth: 0)
        skipSpace()
        guard place == bytes.count else { throw error("the end") }
        return value
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func error(_ expected: String) -> JSONError {
        JSONError(offset: place, found: byteText(next), expected: expected)
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
            place += 1
        }
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        skipSpace()
        guard let byte = next else { throw error("a value") }
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .integer(try integer())
        default: throw error("a value (null is not one)")
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError)
        -> JSONValue
    {
        guard bytes[place...].starts(with: "\(word)".utf8) else { throw error("\(word)") }
        place += word.utf8CodeUnitCount
        return value
    }

    private mutating func integer() throws(JSONError) -> Int64 {
        let start = place
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { place += 1 }
        let firstDigit = place
        var magnitude: Int64 = 0
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            magnitude = magnitude * 10 + Int64(byte - UInt8(ascii: "0"))
            guard magnitude <= JSONValue.largestInteger else {
                throw error("an integer within ±(2^53 − 1)")
            }
            place += 1
        }
        let digits = place - firstDigit
        guard digits > 0 else { throw error("a digit") }
        if bytes[firstDigit] == UInt8(ascii: "0"), digits > 1 || isNegative {
            place = start
            throw error("an integer without a leading zero or a negative zero")
        }
        if let byte = next, ".eE".utf8.contains(byte) {
            throw error("an integer without fraction or exponent")
        }
        return isNegative ? -magnitude : magnitude
    }

    private func checkDepth(_ depth: Int) throws(JSONError) {
        guard depth <= JSONValue.deepest else {
            throw error("no more than \(JSONValue.deepest) levels")
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
        try checkDepth(depth)
        place += 1
        skipSpace()
        var elements: [JSONValue] = []
        if next == UInt8(ascii: "]") {
            place += 1
            return elements
        }
        while true {
            elements.append(try value(depth: depth))
            guard try more(closing: UInt8(ascii: "]"), "\",\" or \"]\"") else { return elements }
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        try checkDepth(depth)
        let start = place
        place += 1
        skipSpace()
        var members: [JSONObject.Member] = []
        if next == UInt8(ascii: "}") {
            place += 1
            return JSONObject()
        }
        while true {
            skipSpace()
            members.append(try member(depth: depth))
            if try !more(closing: UInt8(ascii: "}"), "\",\" or \"}\"") { break }
        }
        let object = JSONObject(sorting: members)
        if let name = object.duplicate {
            throw JSONError(
                offset: start,
                found: "\"\(name)\" twice",
                expected: "each name once in the object"
            )
        }
        return object
    }

    private mutating func member(depth: Int) throws(JSONError) -> JSONObject.Member {
        guard next == UInt8(ascii: "\"") else { throw error("a name in quotes") }
        let start = place
        let name = try string()
        guard isName(name) else {
            place = start
            throw error("a name of printable ASCII")
        }
        skipSpace()
        guard next == UInt8(ascii: ":") else { throw error("\":\"") }
        place += 1
        return JSONObject.Member(name: name, value: try value(depth: depth))
    }

    /// After an element: whether another follows.
    private mutating func more(closing: UInt8, _ expected: String) throws(JSONError) -> Bool {
        skipSpace()
        switch next {
        case UInt8(ascii: ","):
            place += 1
            return true
        case closing:
            place += 1
            return false
        default: throw error(expected)
        }
    }

    private mutating func string() throws(JSONError) -> String {
        place += 1
        let start = place
        skipPlain()
        if next == UInt8(ascii: "\"") {
            let text = try utf8(UnsafeBufferPointer(rebasing: bytes[start..<place]), at: start)
            place += 1
            return text
        }
        return try escapedString(from: start)
    }

    /// The rest of a string that has an escape, or is wrong.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * (place - start) + 64)
        text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
        while let byte = next, byte >= 0x20 {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return try text.withUnsafeBufferPointer { (text) throws(JSONError) in
                    try utf8(text, at: start)
                }
            case UInt8(ascii: "\\"):
                place += 1
                try escape(into: &text)
            default:
                let first = place
                skipPlain()
                text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[first..<place]))
            }
        }
        throw error("the rest of a string (control characters are escaped)")
    }

    /// Passes over bytes of a string that stand for themselves.
    private mutating func skipPlain() {
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
        {
            place += 1
        }
    }

    private func utf8(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at offset: Int
    ) throws(JSONError) -> String {
        // Most strings are names and digits, which need no validation.
        if bytes.allSatisfy({ $0 < 0x80 }) {
            return String(unsafeUninitializedCapacity: bytes.count) {
                _ = $0.initialize(fromContentsOf: bytes)
                return bytes.count
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw JSONError(offset: offset, found: "other bytes", expected: "a string in UTF-8")
        }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let letter = next else { throw error("an escape") }
        if let byte = plainEscape(letter) {
            place += 1
            text.append(byte)
            return
        }
        guard letter == UInt8(ascii: "u") else { throw error("an escape") }
        place += 1
        let start = place
        var scalar = UInt32(try hexUnit())
        if (0xd800..<0xdc00).contains(scalar), next == UInt8(ascii: "\\"), place + 1 < bytes.count,
            bytes[place + 1] == UInt8(ascii: "u")
        {
            place += 2
            let low = UInt32(try hexUnit())
            if (0xdc00..<0xe000).contains(low) {
                scalar = 0x10000 + (scalar - 0xd800) << 10 + (low - 0xdc00)
            }
        }
        guard let character = Unicode.Scalar(scalar) else {
            place = start
            throw error("a surrogate pair, not half of one")
        }
        text.append(contentsOf: String(Character(character)).utf8)
    }

    private mutating func hexUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("a hexadecimal digit")
            }
            unit = unit << 4 | UInt16(digit)
            place += 1
        }
        return unit
    }
}

/// The byte that a backslash and one letter stand for; `nil` for other letters.
private func plainEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
}

/// A byte as an error shows it.
private func byteText(_ byte: UInt8?) -> String {
    guard let byte else { return "the end" }
    guard (0x20...0x7e).contains(byte) else { return "byte \(byte)" }
    return "\"\(Character(Unicode.Scalar(byte)))\""
}
