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
}

/// An object whose members are kept sorted by name, each name once.
package struct JSONObject: Hashable, Sendable {
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue
    }

    package private(set) var members: [Member] = []

    package init() {}
}
