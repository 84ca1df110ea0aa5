/// Where a policy's file is wrong, and what was expected there.
package struct WitnessPolicyError: Error, Hashable, CustomStringConvertible {
    /// From 1.
    package let line: Int
    /// What was expected, as a phrase in Simplified Chinese and in English.
    package let chinese: String
    package let english: String

    package var description: String { "line \(line): expected \(english)" }
}
