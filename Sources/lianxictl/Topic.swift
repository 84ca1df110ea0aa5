import LianxiCore

/// A short command for steps that belong together: its name, and the kinds its actions stand for.
struct Topic {
    let name: String
    let abstract: String
    /// An action without a name is what the command does when none is given.
    let actions: [(name: String?, kind: StepKind)]

    /// The kind the action stands for; `nil` when there is none such.
    func kind(_ action: String?) -> StepKind? {
        actions.first { $0.name == action }?.kind
    }

    /// What each action needs, in lines.
    var discussion: String {
        actions.map { action, kind in
            let form = kind.form
            let parts = [
                kind.concernsAssignment ? "--department" : "", form.options(form.required),
                form.optional.isEmpty ? "" : "[\(form.options(form.optional))]",
            ]
            let members = parts.filter { !$0.isEmpty }.joined(separator: " ")
            let words = form.words.isEmpty ? "" : "\n  --word \(form.words.joined(separator: "|"))"
            let call = ["MATTER", action, members].compactMap(\.self).filter { !$0.isEmpty }
            return "\(name) \(call.joined(separator: " "))\(words)"
        }.joined(separator: "\n")
    }

    static let all = [
        supervise, extend, conclusion, review, visit, evaluate, urgent, dispose, notify, merge,
        relate, reclassify, standAside, dispute, withdraw, end, archive, escalation,
    ]

    static let supervise = Self(
        name: "supervise",
        abstract: "Supervise a department (督办, art. 40), and examine its answer.",
        actions: [
            (nil, .supervise), ("accept", .acceptAnswer), ("refuse", .refuseAnswer),
            ("close", .closeSupervision),
        ]
    )
    static let escalation = Self(
        name: "escalation",
        abstract: "Attend to an escalation, put its reminders off, or escalate at once (升级).",
        actions: [
            ("attend", .attend), ("snooze", .snooze), ("hold", .hold), ("resume", .resume),
            ("stop", .stopReminders), ("now", .escalate),
        ]
    )
    static let extend = Self(
        name: "extend",
        abstract: "Consent to an extension a department asked for (延期, art. 34).",
        actions: [("consent", .consentExtension)]
    )
    static let conclusion = Self(
        name: "conclusion",
        abstract: "Accept a conclusion report (办结报告), or send it back.",
        actions: [("accept", .acceptReport), ("rework", .rework)]
    )
    static let review = Self(
        name: "review",
        abstract: "Record a review or re-review (复查、复核, arts. 35, 36).",
        actions: [
            ("request", .requestReview), ("admit", .admitReview), ("hearing", .hearing),
            ("decide", .decideReview), ("serve", .serveReview),
        ]
    )
    static let visit = Self(
        name: "visit",
        abstract: "Record a return visit (回访).",
        actions: [(nil, .returnVisit)]
    )
    static let evaluate = Self(
        name: "evaluate",
        abstract: "Record what the petitioner says of the handling (满意度评价, art. 21(2)).",
        actions: [(nil, .evaluate)]
    )
    static let urgent = Self(
        name: "urgent",
        abstract: "Flag or report a grave or urgent matter (重大紧急, art. 25).",
        actions: [("flag", .flagUrgent), ("report", .reportUrgent)]
    )
    static let dispose = Self(
        name: "dispose",
        abstract: "End a matter that is handed to nobody (存、不予受理、不再受理).",
        actions: [(nil, .dispose)]
    )
    static let notify = Self(
        name: "notify",
        abstract: "Record that the office told the petitioner (告知, art. 23(2)).",
        actions: [(nil, .notifyPetitioner)]
    )
    static let merge = Self(
        name: "merge",
        abstract: "Merge a matter into another (并案).",
        actions: [(nil, .merge)]
    )
    static let relate = Self(
        name: "relate",
        abstract: "Relate a matter to another (判重、关联).",
        actions: [(nil, .relate)]
    )
    static let reclassify = Self(
        name: "reclassify",
        abstract: "Correct a matter's class (更正分类).",
        actions: [(nil, .reclassify)]
    )
    static let standAside = Self(
        name: "stand-aside",
        abstract: "Have an officer of the office stand aside from a matter (回避, art. 28(3)).",
        actions: [(nil, .standAside)]
    )
    static let dispute = Self(
        name: "dispute",
        abstract: "Open, refer or decide who accepts (受理争议, art. 24(1)).",
        actions: [("open", .openDispute), ("refer", .referDispute), ("decide", .decideDispute)]
    )
    static let withdraw = Self(
        name: "withdraw",
        abstract: "Record that the petitioner withdraws (撤回).",
        actions: [(nil, .withdraw)]
    )
    static let end = Self(
        name: "end",
        abstract: "Record that the petitioner is no more (死亡、终止).",
        actions: [(nil, .end)]
    )
    static let archive = Self(
        name: "archive",
        abstract: "Archive a matter (归档).",
        actions: [(nil, .archive)]
    )
}
