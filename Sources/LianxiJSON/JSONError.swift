/// Why bytes are not JSON of the restricted profile.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the bytes, from 0.
    package let offset: Int
    /// What stands there.
    package let found: String
    /// What should.
    package let expected: String

    package init(offset: Int, found: String, expected: String) {
        self.offset = offset
        self.found = found
        self.expected = expected
    }

    package var description: String { "at byte \(offset): expected \(expected), found \(found)" }
}

/// Why a JSON value does not have the shape its reader asked for.
package struct JSONShapeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `acts[3].text`; empty for the value as a whole.
    package let path: String
    package let expected: String
    package let found: String

    /// What is expected where a member stands that nobody asked for.
    static let noMember = "no member of this name"

    /// It is of a member that nobody asked for.
    package var isOfAnUnknownMember: Bool { expected == Self.noMember }

    package init(path: String, expected: String, found: String) {
        self.path = path
        self.expected = expected
        self.found = found
    }

    package var description: String {
        (path.isEmpty ? "" : "\(path): ") + "expected \(expected), found \(found)"
    }
}
