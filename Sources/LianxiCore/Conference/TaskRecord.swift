/// Where a task stands.
package enum TaskState: String, Hashable, Sendable, CaseIterable {
    /// The unit is at it; its clock runs.
    case open
    /// The unit reported it done; the office examines.
    case reported
    /// The office found it done.
    case done
    /// A later meeting put another in its place.
    case replaced
}

/// A task, as the docket keeps it.
package struct TaskRecord: Hashable, Sendable {
    package let id: TaskID
    /// What was agreed and became the task.
    package let source: AgreedReference
    /// The matter it is about; `nil` where it is about none.
    package let matter: MatterID?
    /// The one unit that owes it.
    package internal(set) var lead: PartyID
    package internal(set) var assistants: [PartyID] = []
    package internal(set) var state = TaskState.open
    /// The newest entry that asked the unit; reports must name it.
    package internal(set) var order: UInt64
    package internal(set) var orderHash: Digest32
    package let mark: Mark
    /// What the unit reported, in order.
    package internal(set) var reports: [Report] = []
    /// When the office found it done; `nil` before.
    package internal(set) var completion: Mark?
    /// Commitments to the reports and the reasons, in the order they were added.
    package internal(set) var notes: [DossierReference] = []

    /// One report of the unit.
    package struct Report: Hashable, Sendable {
        /// `under-way`, `done` or `obstructed`.
        package let word: String
        package let mark: Mark
        package let isLate: Bool
        /// Commitment to its text.
        package let note: Digest32?
    }
}
