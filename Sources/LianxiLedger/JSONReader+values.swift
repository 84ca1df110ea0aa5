import LianxiCore
import LianxiJSON

/// The forms in which the core's values stand in an entry.
extension JSONReader {
    mutating func moment(_ name: String) throws(JSONShapeError) -> Timestamp {
        Timestamp(milliseconds: try integer(name))
    }

    mutating func unsigned(_ name: String, from least: Int64) throws(JSONShapeError) -> UInt64 {
        UInt64(try integer(name, in: least...JSONValue.largestInteger))
    }

    mutating func count(_ name: String) throws(JSONShapeError) -> Int {
        Int(try integer(name, in: 0...JSONValue.largestInteger))
    }

    mutating func slug<Tag>(_ name: String) throws(JSONShapeError) -> Slug<Tag> {
        try element(name).slug()
    }

    mutating func optionalSlug<Tag>(_ name: String) throws(JSONShapeError) -> Slug<Tag>? {
        guard let element = optional(name) else { return nil }
        return try element.slug()
    }

    mutating func identifier<Tag>(_ name: String) throws(JSONShapeError) -> HexIdentifier<Tag> {
        try element(name).identifier()
    }

    mutating func optionalIdentifier<Tag>(
        _ name: String
    ) throws(JSONShapeError) -> HexIdentifier<Tag>? {
        guard let element = optional(name) else { return nil }
        return try element.identifier()
    }

    mutating func duty(_ name: String) throws(JSONShapeError) -> DutyID {
        try element(name).duty()
    }

    mutating func date(_ name: String) throws(JSONShapeError) -> CivilDate? {
        try optionalParsed(name, "a date YYYY-MM-DD") { CivilDate($0) }
    }

    mutating func dates(_ name: String) throws(JSONShapeError) -> [CivilDate] {
        try array(name) { (date) throws(JSONShapeError) in try date.date() }
    }

    mutating func period(_ name: String) throws(JSONShapeError) -> Period? {
        try optionalParsed(name, "a period such as 15d, 5wd or 4h") { Period($0) }
    }

    /// A member that stands only when it is true; `false` where it is absent.
    mutating func flag(_ name: String) throws(JSONShapeError) -> Bool {
        guard let element = optional(name) else { return false }
        guard try element.bool() else { throw element.error(expected: "true, or no member") }
        return true
    }

    mutating func commitment(_ name: String) throws(JSONShapeError) -> Digest32 {
        try parsed(name, "a commitment, 44 characters of base64") { Digest32(base64: $0) }
    }

    mutating func optionalCommitment(_ name: String) throws(JSONShapeError) -> Digest32? {
        try optionalParsed(name, "a commitment, 44 characters of base64") { Digest32(base64: $0) }
    }
}

extension JSONElement {
    func slug<Tag>() throws(JSONShapeError) -> Slug<Tag> {
        try parsed("a name of 1 to 32 of a-z, 0-9 and -") { Slug($0) }
    }

    func identifier<Tag>() throws(JSONShapeError) -> HexIdentifier<Tag> {
        try parsed("32 lower-case hexadecimal digits") { HexIdentifier($0) }
    }

    func duty() throws(JSONShapeError) -> DutyID {
        try parsed("a duty such as D10") { DutyID($0) }
    }

    func date() throws(JSONShapeError) -> CivilDate {
        try parsed("a date YYYY-MM-DD") { CivilDate($0) }
    }
}

/// Members in the making.
///
/// A value that is absent leaves no member.
typealias Members = [(name: String, value: JSONValue)]

extension Members {
    mutating func add(_ name: String, _ text: String) { append((name, .string(text))) }

    mutating func add(_ name: String, _ number: some BinaryInteger) {
        append((name, JSONValue(number)))
    }

    mutating func add(_ name: String, _ flag: Bool) { append((name, .bool(flag))) }

    mutating func add(_ name: String, _ value: JSONValue) { append((name, value)) }

    mutating func add(_ name: String, _ elements: [JSONValue]) {
        append((name, .array(elements)))
    }

    mutating func add(_ name: String, described value: (some CustomStringConvertible)?) {
        if let value { append((name, .string(value.description))) }
    }

    mutating func add(_ name: String, commitment: Digest32?) {
        if let commitment { append((name, .string(commitment.base64))) }
    }
}
