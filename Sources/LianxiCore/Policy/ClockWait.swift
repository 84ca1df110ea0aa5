/// Why the reminders on a clock wait.
///
/// Statutory notices and cards never wait, and nothing waits past the clock's legal date.
package struct ClockWait: Hashable, Sendable {
    /// What makes them wait.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Somebody attends to it; ends without progress after the policy's time.
        case attended
        /// Put off to a day, by somebody who answers for it.
        case snoozed
        /// Until the office resumes, at most to the legal date.
        case held
        /// There are no more reminders on this clock.
        case stopped
    }

    package let kind: Kind
    /// When the reminders go on; `nil` while that is not known, or never.
    package internal(set) var until: Timestamp?
    package let mark: Mark
    /// The lease ended, and a reminder said so.
    package internal(set) var hasLapsed = false
}
