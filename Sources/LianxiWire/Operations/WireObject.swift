package import LianxiJSON

/// Something a body is made of, written as a JSON object whose names are all known.
package protocol WireObject: Hashable, Sendable {
    /// The members in any order; those without a value are left out.
    var members: [(name: String, value: JSONValue?)] { get }
    /// Reads the members; names that nobody asks for are refused by the caller.
    init(reading reader: inout JSONReader) throws(JSONShapeError)
}

extension WireObject {
    package func encode() -> JSONValue {
        JSONValue(
            members.compactMap { member in member.value.map { (name: member.name, value: $0) } }
        )
    }

    /// Reads an object to its last member.
    package init(decoding element: JSONElement) throws(JSONShapeError) {
        self = try element.object { (reader) throws(JSONShapeError) in
            try Self(reading: &reader)
        }
    }

    /// Reads an object to its last member.
    package init(decoding value: JSONValue) throws(JSONShapeError) {
        try self.init(decoding: JSONElement(value))
    }
}

extension JSONValue {
    /// An array of objects.
    init(_ objects: [some WireObject]) { self = .array(objects.map { $0.encode() }) }

    /// An array of strings.
    init(_ texts: [String]) { self = .array(texts.map { .string($0) }) }
}
