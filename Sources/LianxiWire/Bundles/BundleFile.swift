package import LianxiJSON

/// A bundle as a file: its content as text, and the signed note that seals it.
package struct BundleFile: WireObject {
    /// The most bytes of a file.
    package static let mostBytes = 64 << 20

    /// Canonical JSON, whose bytes the seal names.
    package let content: String
    package let note: String

    package init(content: String, note: String) {
        self.content = content
        self.note = note
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("bundle", 1), ("content", .string(content)), ("note", .string(note))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        _ = try reader.count("bundle", in: 1...1)
        content = try reader.string("content")
        note = try reader.string("note", max: WireLimits.noteBytes)
    }
}
