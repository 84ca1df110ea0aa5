package import LianxiCore

/// An escalation the policy asked for that is in no entry.
package struct MissingEscalation: Hashable, Sendable {
    package let due: DueStep
    /// The targets that were not told, as `party/post`; empty where the whole step is missing.
    package let target: String
    /// The entry before which it was to stand; `nil` at the ledger's end.
    package let entry: UInt64?

    /// For a finding: matter, duty, step, target, moment.
    var detail: String {
        ["\(due.clock.matter)", "\(due.clock.duty)", "\(due.step)", target, due.due.wallText]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }
}
