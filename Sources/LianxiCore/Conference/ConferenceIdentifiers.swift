package enum MeetingTag {}
package enum TaskTag {}

/// Names a meeting of the conference (会议) for ever.
package typealias MeetingID = HexIdentifier<MeetingTag>
/// Names a task that stands on its own, without a matter, for ever.
package typealias TaskID = HexIdentifier<TaskTag>

extension HexIdentifier {
    /// The same 16 bytes as the name of another kind of thing.
    ///
    /// Acts, clocks and sealed texts name what they are about in one place. For the conference's
    /// things the meeting's or the task's identifier stands there; random bytes never meet a matter's.
    package init<Other>(same other: HexIdentifier<Other>) {
        self.init(high: other.high, low: other.low)
    }
}

extension ClockKey {
    /// The clock of a task that stands on its own.
    package init(task: TaskID) {
        self.init(matter: MatterID(same: task), assignment: nil, duty: .agreedTask)
    }

    /// The task whose clock it is; its identifier stands in the place of the matter's.
    package var task: TaskID? { duty == .agreedTask ? TaskID(same: matter) : nil }
}

extension DutyID {
    /// A member unit carries out what was agreed, and reports in time.
    ///
    /// Art. 12(2). Its clocks are those of tasks that stand on their own.
    package static let agreedTask = Self(fixed: "D30")
}
