package import LianxiJSON

/// The body of a request; each operation has one, and a body for its answer.
package protocol DeskRequest: WireObject {
    associatedtype Answer: WireObject
    /// The value of `op`.
    static var operation: OperationName { get }
}

extension DeskRequest {
    /// The body with its `op`.
    package func encode() -> JSONValue {
        var all = members
        all.append((name: "op", value: .string(Self.operation.rawValue)))
        return JSONValue(
            all.compactMap { member in member.value.map { (name: member.name, value: $0) } }
        )
    }

    /// Reads a body, `op` included, to its last member.
    package init(decoding value: JSONValue) throws(JSONShapeError) {
        self = try JSONElement(value).object { (reader) throws(JSONShapeError) in
            _ = try reader.parsed("op", "\(Self.operation.rawValue)") {
                $0 == Self.operation.rawValue ? $0 : nil
            }
            return try Self(reading: &reader)
        }
    }
}
