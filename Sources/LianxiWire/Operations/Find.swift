package import LianxiCore
package import LianxiJSON

/// Asks which matters the office's own number means; for the office.
package struct FindRequest: DeskRequest {
    package typealias Answer = FindReply
    package static let operation = OperationName.find

    /// Number of a piece, 1…64 bytes, as it was registered.
    package let number: String

    package init(number: String) { self.number = number }

    package var members: [(name: String, value: JSONValue?)] { [("number", .string(number))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        number = try reader.string("number", max: WireLimits.labelBytes)
    }
}

/// The matters with that number; empty when there is none.
package struct FindReply: WireObject {
    /// In the order of the ledger; the newest 256.
    package let matters: [MatterID]

    package init(matters: [MatterID]) {
        self.matters = matters.suffix(WireLimits.foundMatters)
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("matters", .array(matters.map(\.json)))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        matters = try reader.list("matters", 0...WireLimits.foundMatters) {
            (element) throws(JSONShapeError) in
            try element.parsed("32 lower-case hexadecimal digits") { MatterID($0) }
        }
    }
}
