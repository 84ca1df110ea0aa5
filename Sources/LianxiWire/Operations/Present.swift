package import LianxiJSON

/// Shows the daemon a checkpoint it signed once and seems not to know any more.
///
/// A daemon that finds its own signature over more than it has, or over something else, stops: it
/// runs on an old copy, and would sign a second history.
package struct PresentRequest: DeskRequest {
    package typealias Answer = PresentReply
    package static let operation = OperationName.present

    /// The note as it was kept.
    package let note: String

    package init(note: String) { self.note = note }

    package var members: [(name: String, value: JSONValue?)] { [("note", .string(note))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        note = try reader.string("note", max: WireLimits.witnessedNoteBytes)
    }
}

/// The ledger continues the checkpoint shown.
package struct PresentReply: WireObject {
    package init() {}

    package var members: [(name: String, value: JSONValue?)] { [] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {}
}
