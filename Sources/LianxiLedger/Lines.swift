import LianxiCore
import LianxiJSON

/// Reads a text of lines that must be exactly as expected.
///
/// Works on bytes throughout.
struct LineReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Collection<UInt8>) { rest = Array(bytes)[...] }

    var isAtEnd: Bool { rest.isEmpty }
    /// What is left.
    var remainder: [UInt8] { Array(rest) }

    /// The next line without its end; `nil` when none that ends is left.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: 0x0a) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    /// The fields after `name` of the next line, one space apart; `nil` when the line is another.
    mutating func fields(_ name: String, count: Int) -> [String]? {
        guard let line = next(), line.starts(with: name.utf8) else { return nil }
        var rest = line.dropFirst(name.utf8.count)
        var fields: [String] = []
        fields.reserveCapacity(count)
        while rest.popFirst() == 0x20 {
            let field = rest.prefix { $0 != 0x20 }
            guard fields.count < count, !field.isEmpty,
                let text = String(validating: field, as: UTF8.self)
            else { return nil }
            fields.append(text)
            rest = rest[field.endIndex...]
        }
        return fields.count == count ? fields : nil
    }

    /// Whether the next line begins with `name` and a space; nothing is consumed.
    func isNext(_ name: String) -> Bool { rest.starts(with: Array("\(name) ".utf8)) }
}

/// A decimal of ASCII digits without sign, space or leading zero, at most 2^63 − 1.
func decimal(_ text: some Collection<UInt8>) -> UInt64? {
    guard (1...19).contains(text.count), text.first != UInt8(ascii: "0") || text.count == 1 else {
        return nil
    }
    var value: UInt64 = 0
    for byte in text {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
    }
    return value <= UInt64(Int64.max) ? value : nil
}

func decimal(_ text: String) -> UInt64? { decimal(text.utf8) }

/// A moment written as whole seconds since 1970; `nil` beyond what an entry's milliseconds can say.
func wholeSeconds(_ text: String) -> Timestamp? {
    guard let seconds = decimal(text), seconds <= UInt64(JSONValue.largestInteger) / 1000
    else { return nil }
    return Timestamp(seconds: Int64(seconds))
}
