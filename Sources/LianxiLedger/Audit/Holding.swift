package import LianxiCore

/// One party's hold on an assignment: from the entry that gave it to the one that took it away.
package struct Holding: Hashable, Sendable {
    /// With the holder as its department.
    package let assignment: Assignment
    /// The entry that gave it.
    package let begun: Mark
    /// When it became so.
    package let from: Timestamp
    /// The entry that took it away; `nil` while it is held.
    package internal(set) var ended: Mark?
    package internal(set) var until: Timestamp?
    /// How the assignment stood when the hold ended, or as last known.
    package internal(set) var state: AssignmentState
    /// The unit was released and nobody had taken it on: nobody held it.
    package internal(set) var isVacant = false

    /// Held at the moment.
    package func stands(at moment: Timestamp) -> Bool {
        from <= moment && until.map { $0 > moment } ?? true
    }
}
