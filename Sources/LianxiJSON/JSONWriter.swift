/// Canonical JSON written straight to bytes, for objects whose members the source has in order.
///
/// What is written is what `JSONValue.canonicalBytes` would be, without a value for each part. Whoever
/// writes answers for the order of the names and for commas; a test compares with the other way.
package struct JSONWriter: ~Copyable {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Gives the bytes away.
    package consuming func finish() -> [UInt8] { bytes }

    /// Punctuation and names, exactly as they stand.
    package mutating func raw(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        )
    }

    /// Stops the process outside ±(2^53 − 1).
    package mutating func integer(_ number: some BinaryInteger) {
        guard let value = Int64(exactly: number),
            value.magnitude <= JSONValue.largestInteger.magnitude
        else { preconditionFailure("\(number) is not within ±(2^53 − 1)") }
        appendInteger(value, to: &bytes)
    }

    package mutating func bool(_ flag: Bool) { raw(flag ? "true" : "false") }

    /// Any text.
    package mutating func string(_ text: String) { appendString(text, to: &bytes) }

    /// A text known to have nothing in it that is escaped, such as an identifier.
    package mutating func plain(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Words as lower-case hexadecimal digits, most significant first.
    package mutating func hexadecimal(_ high: UInt64, _ low: UInt64) {
        bytes.append(UInt8(ascii: "\""))
        appendHexadecimal(high, low)
        bytes.append(UInt8(ascii: "\""))
    }

    /// A hash as 64 lower-case hexadecimal digits.
    package mutating func hexadecimal(_ words: (UInt64, UInt64, UInt64, UInt64)) {
        bytes.append(UInt8(ascii: "\""))
        appendHexadecimal(words.0, words.1)
        appendHexadecimal(words.2, words.3)
        bytes.append(UInt8(ascii: "\""))
    }

    /// The separator before all elements but the first.
    package mutating func separate(_ place: Int) {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func appendHexadecimal(_ high: UInt64, _ low: UInt64) {
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { digits in
            for (first, word) in [(0, high), (16, low)] {
                for place in 0..<16 {
                    let value = UInt8(truncatingIfNeeded: word >> (60 - 4 * UInt64(place))) & 15
                    digits[first + place] =
                        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
                }
            }
            bytes.append(contentsOf: digits)
        }
    }
}
