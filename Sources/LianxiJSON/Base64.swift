/// Base64 with the standard alphabet and padding, read strictly: one text for each run of bytes.
package enum Base64 {
    private static let alphabet: StaticString =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    /// The text of the bytes, without line breaks.
    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        Array(bytes).withUnsafeBytes { encode($0) }
    }

    /// The text of bytes in memory, without line breaks.
    package static func encode(_ source: UnsafeRawBufferPointer) -> String {
        let digits = alphabet.utf8Start
        let length = (source.count + 2) / 3 * 4
        return String(unsafeUninitializedCapacity: length) { text in
            var end = 0
            for start in stride(from: 0, to: source.count, by: 3) {
                let count = min(3, source.count - start)
                var group: UInt32 = 0
                for place in 0..<3 {
                    group = group << 8 | (place < count ? UInt32(source[start + place]) : 0)
                }
                for place in 0..<4 {
                    let digit = Int(group >> (18 - 6 * UInt32(place)) & 63)
                    text[end + place] = place <= count ? digits[digit] : UInt8(ascii: "=")
                }
                end += 4
            }
            return end
        }
    }

    /// The bytes of a text; `nil` unless `encode` gives exactly that text back.
    package static func decode(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { decode($0) }
    }

    /// The bytes of a part of a text; `nil` unless `encode` gives exactly that text back.
    package static func decode(_ text: Substring) -> [UInt8]? { decode(String(text)) }

    /// The bytes of a text given as ASCII; `nil` unless `encode` gives exactly that text back.
    package static func decode(_ text: some RandomAccessCollection<UInt8>) -> [UInt8]? {
        Array(text).withUnsafeBufferPointer { decode($0) }
    }

    private static func decode(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard source.count % 4 == 0 else { return nil }
        var count = source.count
        while count > 0, source.count - count < 2, source[count - 1] == UInt8(ascii: "=") {
            count -= 1
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count / 4 * 3)
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for place in 0..<count {
            guard let digit = value(of: source[place]) else { return nil }
            group = group << 6 | digit
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
                group &= 1 << bits - 1
            }
        }
        // Bits left over are padding and must be zero.
        return group == 0 ? bytes : nil
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
