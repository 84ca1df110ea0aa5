import LianxiCore
import LianxiJSON

/// The largest number of the protocol, 2^53 − 1.
private let largest = JSONValue.largestInteger

extension JSONReader {
    /// A count, index or number.
    mutating func number(
        _ name: String,
        in range: ClosedRange<Int64> = 0...largest
    ) throws(JSONShapeError) -> UInt64 {
        UInt64(try integer(name, in: range))
    }

    mutating func optionalNumber(_ name: String) throws(JSONShapeError) -> UInt64? {
        try optionalInteger(name, in: 0...largest).map { UInt64($0) }
    }

    /// A small count.
    mutating func count(
        _ name: String,
        in range: ClosedRange<Int64>
    ) throws(JSONShapeError) -> Int {
        Int(try integer(name, in: range))
    }

    /// A moment in milliseconds since 1970.
    mutating func moment(_ name: String) throws(JSONShapeError) -> Timestamp {
        Timestamp(milliseconds: try integer(name, in: 0...largest))
    }

    mutating func optionalMoment(_ name: String) throws(JSONShapeError) -> Timestamp? {
        try optionalInteger(name, in: 0...largest).map { Timestamp(milliseconds: $0) }
    }

    /// 32 lower-case hexadecimal digits.
    mutating func identifier<Tag>(
        _ name: String,
        of type: HexIdentifier<Tag>.Type = HexIdentifier<Tag>.self
    ) throws(JSONShapeError) -> HexIdentifier<Tag> {
        try parsed(name, "32 lower-case hexadecimal digits") { HexIdentifier($0) }
    }

    mutating func optionalIdentifier<Tag>(
        _ name: String,
        of type: HexIdentifier<Tag>.Type = HexIdentifier<Tag>.self
    ) throws(JSONShapeError) -> HexIdentifier<Tag>? {
        try optionalParsed(name, "32 lower-case hexadecimal digits") { HexIdentifier($0) }
    }

    /// A short name.
    mutating func slug<Tag>(
        _ name: String,
        of type: Slug<Tag>.Type = Slug<Tag>.self
    ) throws(JSONShapeError) -> Slug<Tag> {
        try parsed(name, slugForm) { Slug($0) }
    }

    mutating func optionalSlug<Tag>(
        _ name: String,
        of type: Slug<Tag>.Type = Slug<Tag>.self
    ) throws(JSONShapeError) -> Slug<Tag>? {
        try optionalParsed(name, slugForm) { Slug($0) }
    }

    /// A short name that must be a subject or a purpose: a plain text of a slug's form.
    mutating func token(_ name: String) throws(JSONShapeError) -> String {
        try parsed(name, slugForm) { Slug<TokenTag>($0)?.text }
    }

    /// The hash of an entry: 64 lower-case hexadecimal digits.
    mutating func hexHash(_ name: String) throws(JSONShapeError) -> Digest32 {
        try parsed(name, Self.hexForm, Self.hexHash)
    }

    /// The same, or nothing.
    mutating func optionalHexHash(_ name: String) throws(JSONShapeError) -> Digest32? {
        try optionalParsed(name, Self.hexForm, Self.hexHash)
    }

    private static let hexForm = "64 lower-case hexadecimal digits"

    private static func hexHash(_ text: String) -> Digest32? {
        hexBytes(text).flatMap { Digest32($0) }
    }

    /// A commitment, or a hash within a tree: base64 of 32 bytes.
    mutating func optionalHash(_ name: String) throws(JSONShapeError) -> Digest32? {
        try optional(name)?.hash()
    }

    mutating func hash(_ name: String) throws(JSONShapeError) -> Digest32 {
        try element(name).hash()
    }

    /// Exactly so many bytes in base64.
    mutating func bytes(_ name: String, exactly count: Int) throws(JSONShapeError) -> [UInt8] {
        try parsed(name, "\(count) bytes in base64") { text in
            Base64.decode(text).flatMap { $0.count == count ? $0 : nil }
        }
    }

    /// An array of objects.
    mutating func objects<Object: WireObject>(
        _ name: String,
        _ counts: ClosedRange<Int>,
        of type: Object.Type = Object.self
    ) throws(JSONShapeError) -> [Object] {
        try list(name, counts) { (element) throws(JSONShapeError) in
            try Object(decoding: element)
        }
    }

    /// A member that is `true`, or not there at all.
    mutating func flag(_ name: String) throws(JSONShapeError) -> Bool {
        guard let element = optional(name) else { return false }
        guard try element.bool() else { throw element.error(expected: "true, or no member") }
        return true
    }

    /// An array whose count must lie within the range.
    mutating func list<Element>(
        _ name: String,
        _ counts: ClosedRange<Int>,
        _ read: (JSONElement) throws(JSONShapeError) -> Element
    ) throws(JSONShapeError) -> [Element] {
        let elements = try array(name, max: counts.upperBound, read)
        guard elements.count >= counts.lowerBound else {
            throw error(
                name,
                expected: "at least \(counts.lowerBound) elements",
                found: "\(elements.count)"
            )
        }
        return elements
    }

    /// An object within this one.
    mutating func value<Object: WireObject>(
        _ name: String,
        of type: Object.Type = Object.self
    ) throws(JSONShapeError) -> Object {
        try Object(decoding: element(name))
    }

    mutating func optionalValue<Object: WireObject>(
        _ name: String,
        of type: Object.Type = Object.self
    ) throws(JSONShapeError) -> Object? {
        guard let element = optional(name) else { return nil }
        return try Object(decoding: element)
    }
}

extension JSONElement {
    /// Base64 of 32 bytes.
    func hash() throws(JSONShapeError) -> Digest32 {
        try parsed("32 bytes in base64") { Base64.decode($0).flatMap { Digest32($0) } }
    }

    /// A field of the dossier: 1 to 32 of `a-z` and `-`.
    func field() throws(JSONShapeError) -> String {
        try parsed("1 to 32 of a-z and -", fieldText)
    }
}

private enum TokenTag {}

private let slugForm = "1 to 32 of a-z, 0-9 and -, not beginning with -"

/// The text itself when it can name a field of the dossier: 1 to 32 of `a-z` and `-`.
func fieldText(_ text: String) -> String? {
    let isField = text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    return (1...32).contains(text.utf8.count) && isField ? text : nil
}

extension Digest32 {
    /// As base64, the way trees and commitments are written.
    var base64: JSONValue { .string(Base64.encode(bytes)) }
    /// As hexadecimal digits, the way entries' hashes are written.
    var hex: JSONValue { .string(description) }
}

extension Timestamp {
    var json: JSONValue { JSONValue(milliseconds) }
}

extension HexIdentifier {
    var json: JSONValue { .string(description) }
}

extension Slug {
    var json: JSONValue { .string(text) }
}
