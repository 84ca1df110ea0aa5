package import LianxiCore
package import LianxiJSON

/// A witness that says it keeps more of the log than the daemon signed, or another root.
package struct WitnessClaimRow: WireObject {
    /// Its name in the policy's file.
    package let witness: String
    /// Entries it says it keeps.
    package let size: UInt64
    package let at: Timestamp

    package init(witness: String, size: UInt64, at: Timestamp) {
        self.witness = witness
        self.size = size
        self.at = at
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("witness", .string(witness)), ("size", JSONValue(size)), ("at", at.json)]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        witness = try reader.string("witness", max: 128)
        size = try reader.number("size")
        at = try reader.moment("at")
    }
}
