import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// A reminder about an urgent matter says so.
    static let urgent = [
        SampleEntry(
            event: .escalated(
                Escalated(
                    clock: ClockKey(matter: matter(1), assignment: assignment(1), duty: .notice),
                    owner: department,
                    step: 1,
                    action: .remind,
                    recipient: department,
                    post: OfficerID(fixed: "handler"),
                    policy: policy.id,
                    ruleSet: rules.id,
                    due: received,
                    isLate: false,
                    legal: date("2026-10-10"),
                    isUrgent: true
                )
            )
        )
    ]
}
