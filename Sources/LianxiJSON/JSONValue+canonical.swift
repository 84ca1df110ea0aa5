extension JSONValue {
    /// The value's one way to be written: RFC 8785 restricted to this profile.
    ///
    /// Members in the order of their names' bytes, no white space, only `"`, `\` and control
    /// characters escaped, the short escapes where JSON has them.
    package var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        append(to: &bytes)
        return bytes
    }

    /// Appends `canonicalBytes`.
    package func append(to bytes: inout [UInt8]) {
        switch self {
        case .string(let text): appendString(text, to: &bytes)
        case .integer(let number): appendInteger(number, to: &bytes)
        case .bool(true): bytes.append(contentsOf: [0x74, 0x72, 0x75, 0x65])
        case .bool(false): bytes.append(contentsOf: [0x66, 0x61, 0x6c, 0x73, 0x65])
        case .array(let elements): appendArray(elements, to: &bytes)
        case .object(let object): appendObject(object, to: &bytes)
        }
    }
}

private func appendArray(_ elements: [JSONValue], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for place in elements.indices {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        elements[place].append(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
}

private func appendObject(_ object: JSONObject, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for member in object.members {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        appendString(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
}

func appendInteger(_ number: Int64, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { digits in
        var rest = number.magnitude
        var place = digits.count
        repeat {
            place -= 1
            digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        bytes.append(contentsOf: digits[place...])
    }
}

func appendString(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { appendEscaped($0, to: &bytes) }
    bytes.append(UInt8(ascii: "\""))
}

/// Copies what needs no escape a run at a time.
private func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var start = 0
    for place in text.indices {
        let byte = text[place]
        if byte >= 0x20, byte != 0x22, byte != 0x5c { continue }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<place]))
        appendEscaped(byte, to: &bytes)
        start = place + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
}

/// A byte that has to be escaped: a quotation mark, a backslash or a control character.
private func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    let letter: UInt8
    switch byte {
    case 0x22, 0x5c: letter = byte
    case 0x08: letter = UInt8(ascii: "b")
    case 0x09: letter = UInt8(ascii: "t")
    case 0x0a: letter = UInt8(ascii: "n")
    case 0x0c: letter = UInt8(ascii: "f")
    case 0x0d: letter = UInt8(ascii: "r")
    default:
        let low = byte & 15
        let digit = low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10
        bytes.append(contentsOf: [0x5c, 0x75, 0x30, 0x30, 0x30 + byte >> 4, digit])
        return
    }
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(letter)
}
