/// A value with the way to it, for reading it as what is expected there.
package struct JSONElement: Sendable {
    package let value: JSONValue
    /// The way to what the value is in, and the last step; put together only where it is needed.
    private let parent: JSONPath
    private let step: Step

    private enum Step {
        case none
        case member(String)
        case element(Int)
    }

    package init(_ value: JSONValue) {
        self.value = value
        parent = .root
        step = .none
    }

    /// A member of the object at `parent`.
    init(_ value: JSONValue, named name: String, of parent: JSONPath) {
        self.value = value
        self.parent = parent
        step = .member(name)
    }

    /// An element of the array at `parent`.
    private init(_ value: JSONValue, place: Int, of parent: JSONPath) {
        self.value = value
        self.parent = parent
        step = .element(place)
    }

    var path: JSONPath {
        switch step {
        case .none: parent
        case .member(let name): .member(parent, name)
        case .element(let place): .element(parent, place)
        }
    }

    /// The error that says what was expected here.
    package func error(expected: String) -> JSONShapeError {
        JSONShapeError(path: path.description, expected: expected, found: value.summary)
    }

    /// A string of at most `max` bytes of UTF-8.
    package func string(max: Int = .max) throws(JSONShapeError) -> String {
        guard case .string(let text) = value, text.utf8.count <= max else {
            throw error(expected: max == .max ? "a string" : "a string of at most \(max) bytes")
        }
        return text
    }

    /// An integer within the range.
    package func integer(
        in range: ClosedRange<Int64> = -JSONValue.largestInteger...JSONValue.largestInteger
    ) throws(JSONShapeError) -> Int64 {
        guard case .integer(let number) = value, range.contains(number) else {
            throw error(
                expected: "an integer from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    package func bool() throws(JSONShapeError) -> Bool {
        guard case .bool(let flag) = value else { throw error(expected: "true or false") }
        return flag
    }

    /// Bytes as strict base64, at most `max` of them.
    package func bytes(max: Int) throws(JSONShapeError) -> [UInt8] {
        guard case .string(let text) = value, let bytes = Base64.decode(text), bytes.count <= max
        else { throw error(expected: "at most \(max) bytes in base64") }
        return bytes
    }

    /// One of the raw values of `Choice`.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        as type: Choice.Type
    ) throws(JSONShapeError) -> Choice where Choice.RawValue == String {
        guard case .string(let text) = value, let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw error(expected: "one of \(names)")
        }
        return choice
    }

    /// A string that `parse` makes something of; `expected` says of what form it must be.
    package func parsed<Parsed>(
        _ expected: String,
        _ parse: (String) -> Parsed?
    ) throws(JSONShapeError) -> Parsed {
        guard case .string(let text) = value, let parsed = parse(text) else {
            throw error(expected: expected)
        }
        return parsed
    }

    /// An array of at most `max` elements, each read in turn.
    package func array<Element>(
        max: Int = .max,
        _ read: (JSONElement) throws(JSONShapeError) -> Element
    ) throws(JSONShapeError) -> [Element] {
        guard case .array(let elements) = value, elements.count <= max else {
            throw error(
                expected: max == .max ? "an array" : "an array of at most \(max) elements"
            )
        }
        var result: [Element] = []
        result.reserveCapacity(elements.count)
        let path = elements.isEmpty ? JSONPath.root : self.path
        for (place, element) in elements.enumerated() {
            result.append(try read(JSONElement(element, place: place, of: path)))
        }
        return result
    }

    /// An object, read to its last member: a name `read` did not ask for is refused.
    package func object<Object>(
        _ read: (inout JSONReader) throws(JSONShapeError) -> Object
    ) throws(JSONShapeError) -> Object {
        var reader = try JSONReader(self)
        let object = try read(&reader)
        try reader.finish()
        return object
    }

    /// The members of an object whose names are free, such as a map; at most `max`, in order.
    package func members(
        max: Int
    ) throws(JSONShapeError) -> [(name: String, element: JSONElement)] {
        guard case .object(let object) = value, object.members.count <= max else {
            throw error(expected: "an object of at most \(max) members")
        }
        let path = self.path
        return object.members.map {
            (name: $0.name, element: JSONElement($0.value, named: $0.name, of: path))
        }
    }
}

/// The way to a value, kept as a chain so that a text is made only for an error.
indirect enum JSONPath: Sendable, CustomStringConvertible {
    case root
    case member(JSONPath, String)
    case element(JSONPath, Int)

    var description: String {
        switch self {
        case .root: ""
        case .member(.root, let name): name
        case .member(let parent, let name): "\(parent).\(name)"
        case .element(let parent, let place): "\(parent)[\(place)]"
        }
    }
}

extension JSONValue {
    /// The value as an error shows it, cut short.
    fileprivate var summary: String {
        switch self {
        case .string(let text) where text.utf8.count <= 40: "\"\(text)\""
        case .string(let text): "a string of \(text.utf8.count) bytes"
        case .integer(let number): "\(number)"
        case .bool(let flag): "\(flag)"
        case .array(let elements): "an array of \(elements.count) elements"
        case .object(let object): "an object of \(object.members.count) members"
        }
    }
}
