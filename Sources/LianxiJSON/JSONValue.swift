/// A JSON value of the restricted profile: no null, no fractions, no duplicate names.
///
/// Strings are valid UTF-8; compare them by bytes where bytes are signed. Names are printable ASCII.
/// Integers lie within ±(2^53 − 1).
package enum JSONValue: Hashable, Sendable {
    case string(String)
    case integer(Int64)
    case bool(Bool)
    case array([JSONValue])
    case object(JSONObject)

    /// The largest magnitude of an integer, 2^53 − 1: what every JSON reader keeps exactly.
    package static let largestInteger: Int64 = 9_007_199_254_740_991

    /// The deepest nesting of arrays and objects read, counted from 1.
    package static let deepest = 32

    /// An integer of any width; stops the process outside ±(2^53 − 1).
    package init(_ number: some BinaryInteger) {
        guard let value = Int64(exactly: number), value.magnitude <= Self.largestInteger.magnitude
        else { preconditionFailure("\(number) is not within ±(2^53 − 1)") }
        self = .integer(value)
    }

    /// An object of these members, in any order; stops the process when a name occurs twice.
    package init(_ members: [(name: String, value: JSONValue)]) {
        self = .object(JSONObject(members))
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self.init(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { (name: $0.0, value: $0.1) }))
    }
}
