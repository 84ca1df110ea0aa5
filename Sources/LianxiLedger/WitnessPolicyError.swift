/// Where a policy's file is wrong, and what was expected there.
package struct WitnessPolicyError: Error, Hashable, CustomStringConvertible {
    /// From 1.
    package let line: Int
    package let expected: String

    package var description: String { "line \(line): expected \(expected)" }
}
