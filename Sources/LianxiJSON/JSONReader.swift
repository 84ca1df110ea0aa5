/// Reads an object member by member and refuses names nobody asked for.
///
/// Each error names the path, what was expected and what was found. Make one through
/// `JSONElement.object`, which calls `finish()` by itself, or here and call it yourself.
package struct JSONReader: Sendable {
    /// The most members an object read by names may have.
    package static let mostMembers = 64

    private let object: JSONObject
    private let path: JSONPath
    /// Bit n is set when member n was asked for.
    private var asked: UInt64 = 0

    /// Begins to read a value that must be an object.
    package init(_ value: JSONValue) throws(JSONShapeError) { try self.init(JSONElement(value)) }

    /// Begins to read a value that must be an object.
    package init(_ element: JSONElement) throws(JSONShapeError) {
        guard case .object(let object) = element.value, object.members.count <= Self.mostMembers
        else {
            throw element.error(expected: "an object of at most \(Self.mostMembers) members")
        }
        self.object = object
        path = element.path
    }

    /// The member of that name; `nil` when it is absent.
    package mutating func optional(_ name: String) -> JSONElement? {
        guard let place = object.members.firstIndex(where: { $0.name == name }) else { return nil }
        asked |= 1 << UInt64(place)
        return JSONElement(object.members[place].value, named: name, of: path)
    }

    /// The member of that name, which must be there.
    package mutating func element(_ name: String) throws(JSONShapeError) -> JSONElement {
        guard let element = optional(name) else {
            throw error(name, expected: "a member of this name", found: "none")
        }
        return element
    }

    /// Refuses the members nobody asked for.
    package func finish() throws(JSONShapeError) {
        for (place, member) in object.members.enumerated() where asked >> UInt64(place) & 1 == 0 {
            throw error(member.name, expected: JSONShapeError.noMember, found: "one")
        }
    }

    /// An error about the member of that name, for rules that concern more than one member.
    package func error(_ name: String, expected: String, found: String) -> JSONShapeError {
        JSONShapeError(
            path: JSONPath.member(path, name).description,
            expected: expected,
            found: found
        )
    }
}

extension JSONReader {
    /// A string of at most `max` bytes of UTF-8.
    package mutating func string(_ name: String, max: Int = .max) throws(JSONShapeError) -> String {
        try element(name).string(max: max)
    }

    package mutating func optionalString(
        _ name: String,
        max: Int = .max
    ) throws(JSONShapeError) -> String? {
        guard let element = optional(name) else { return nil }
        return try element.string(max: max)
    }

    /// An integer within the range.
    package mutating func integer(
        _ name: String,
        in range: ClosedRange<Int64> = -JSONValue.largestInteger...JSONValue.largestInteger
    ) throws(JSONShapeError) -> Int64 {
        try element(name).integer(in: range)
    }

    package mutating func optionalInteger(
        _ name: String,
        in range: ClosedRange<Int64> = -JSONValue.largestInteger...JSONValue.largestInteger
    ) throws(JSONShapeError) -> Int64? {
        guard let element = optional(name) else { return nil }
        return try element.integer(in: range)
    }

    package mutating func bool(_ name: String) throws(JSONShapeError) -> Bool {
        try element(name).bool()
    }

    package mutating func optionalBool(_ name: String) throws(JSONShapeError) -> Bool? {
        guard let element = optional(name) else { return nil }
        return try element.bool()
    }

    /// Bytes as strict base64, at most `max` of them.
    package mutating func bytes(_ name: String, max: Int) throws(JSONShapeError) -> [UInt8] {
        try element(name).bytes(max: max)
    }

    /// One of the raw values of `Choice`.
    package mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        as type: Choice.Type
    ) throws(JSONShapeError) -> Choice where Choice.RawValue == String {
        try element(name).choice(as: type)
    }

    package mutating func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        as type: Choice.Type
    ) throws(JSONShapeError) -> Choice? where Choice.RawValue == String {
        guard let element = optional(name) else { return nil }
        return try element.choice(as: type)
    }

    /// A string that `parse` makes something of; `expected` says of what form it must be.
    package mutating func parsed<Parsed>(
        _ name: String,
        _ expected: String,
        _ parse: (String) -> Parsed?
    ) throws(JSONShapeError) -> Parsed {
        try element(name).parsed(expected, parse)
    }

    package mutating func optionalParsed<Parsed>(
        _ name: String,
        _ expected: String,
        _ parse: (String) -> Parsed?
    ) throws(JSONShapeError) -> Parsed? {
        guard let element = optional(name) else { return nil }
        return try element.parsed(expected, parse)
    }

    /// An array of at most `max` elements, each read in turn.
    package mutating func array<Element>(
        _ name: String,
        max: Int = .max,
        _ read: (JSONElement) throws(JSONShapeError) -> Element
    ) throws(JSONShapeError) -> [Element] {
        try element(name).array(max: max, read)
    }

    package mutating func optionalArray<Element>(
        _ name: String,
        max: Int = .max,
        _ read: (JSONElement) throws(JSONShapeError) -> Element
    ) throws(JSONShapeError) -> [Element]? {
        guard let element = optional(name) else { return nil }
        return try element.array(max: max, read)
    }

    /// An object, read to its last member.
    package mutating func object<Object>(
        _ name: String,
        _ read: (inout JSONReader) throws(JSONShapeError) -> Object
    ) throws(JSONShapeError) -> Object {
        try element(name).object(read)
    }

    package mutating func optionalObject<Object>(
        _ name: String,
        _ read: (inout JSONReader) throws(JSONShapeError) -> Object
    ) throws(JSONShapeError) -> Object? {
        guard let element = optional(name) else { return nil }
        return try element.object(read)
    }
}
