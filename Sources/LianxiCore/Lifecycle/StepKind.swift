/// What the office does with a matter beside registering, joining, dispatching and deciding objections.
///
/// The raw value stands in entries, on the wire and in scripts. Each kind's form is in ``StepForm``.
package enum StepKind: String, Hashable, Sendable, CaseIterable {
    // Registered, before anyone is charged with it
    /// 认定重大紧急, arts. 22(1)(一), 25
    case flagUrgent = "flag-urgent"
    /// 报告与通报重大紧急事项, art. 25
    case reportUrgent = "report-urgent"
    /// 不转送、不交办: filed (存), not accepted (不予受理), no longer accepted (不再受理)
    case dispose
    /// 书面告知信访人, by the office itself
    case notifyPetitioner = "notify-petitioner"
    /// 并案: the matter's pieces join another
    case merge
    /// 判重、关联: another matter is the same or related
    case relate
    /// 更正分类
    case reclassify
    /// 联席办人员回避, art. 28(3)
    case standAside = "stand-aside"

    // Disputes, art. 24(1)
    case openDispute = "open-dispute"
    case referDispute = "refer-dispute"
    case decideDispute = "decide-dispute"

    // Supervision (督办), art. 40
    case supervise
    case acceptAnswer = "accept-answer"
    case refuseAnswer = "refuse-answer"
    case closeSupervision = "close-supervision"

    // Conclusion reports and extensions
    case acceptReport = "accept-report"
    /// 退回补办: a conclusion report that is not good enough
    case rework
    /// 交办单位同意延期, where local rules ask for it
    case consentExtension = "consent-extension"

    // Review (复查) and re-review (复核), arts. 35, 36
    case requestReview = "request-review"
    case admitReview = "admit-review"
    case hearing
    case decideReview = "decide-review"
    case serveReview = "serve-review"
    /// 撤销后重新办理: the assignment goes on after a review quashed the opinion
    case handleAgain = "handle-again"
    /// The time in which a petitioner could ask has passed; by the daemon.
    case lapse

    // Escalations: what waits for whom
    /// 有人处理: the reminders wait for the policy's time, and go on without progress
    case attend
    /// 暂缓提醒, to a day before the legal date
    case snooze
    /// 暂停提醒
    case hold
    /// 恢复提醒
    case resume
    /// 停止提醒
    case stopReminders = "stop-reminders"
    /// 立即升级: the next step fires at once
    case escalate

    // The end
    /// 回访
    case returnVisit = "return-visit"
    /// 满意度评价
    case evaluate
    /// 信访人撤回
    case withdraw
    /// 信访人死亡或者终止
    case end
    /// 归档
    case archive

    // Organisational change, art. 24(2); by the daemon
    /// The former unit is released of the assignment.
    case release
    /// The successor takes it on.
    case rebind
    /// The assignment ends, because its matter did; by the daemon.
    case discharge
}

extension StepKind {
    /// The step is about one assignment, and is addressed to its department.
    package var concernsAssignment: Bool {
        switch self {
        case .openDispute, .supervise, .acceptAnswer, .refuseAnswer, .closeSupervision,
            .acceptReport, .rework, .consentExtension, .handleAgain, .release, .rebind,
            .discharge, .attend, .snooze, .hold, .resume, .stopReminders, .escalate:
            true
        case .flagUrgent, .reportUrgent, .dispose, .notifyPetitioner, .merge, .relate, .reclassify,
            .standAside,
            .referDispute, .decideDispute, .requestReview, .admitReview, .hearing, .decideReview,
            .serveReview, .lapse, .returnVisit, .evaluate, .withdraw, .end, .archive:
            false
        }
    }

    /// Acts of the department must answer this entry from now on.
    package var isOrder: Bool {
        switch self {
        case .rework, .handleAgain, .rebind: true
        default: false
        }
    }

    /// Nobody asks for it: the daemon takes the step itself, or as part of another.
    package var isConsequence: Bool {
        switch self {
        case .lapse, .release, .rebind, .handleAgain, .discharge: true
        default: false
        }
    }
}
