package enum LeaderCaseTag {}
package enum VisitTag {}

/// Names a case a leader took on (领导包案) for ever.
package typealias LeaderCaseID = HexIdentifier<LeaderCaseTag>
/// Names a leader's visit to the grass-roots (四下基层) for ever.
package typealias VisitID = HexIdentifier<VisitTag>

/// What is done with a case that a leader took on (领导包案).
///
/// Art. 18(2). The unit that is responsible for a matter stays responsible.
package enum CaseStepKind: String, Hashable, Sendable, CaseIterable {
    /// 包案: who, which matters, the plan and the work group
    case take
    /// 调整方案、专班
    case plan
    /// 设定阶段目标, with its day
    case milestone
    /// 完成阶段目标
    case reach
    /// 进展
    case progress
    /// 变更包案领导
    case pass
    /// 结案: 化解 or not
    case close

    /// The members of what it says.
    package var form: StepForm {
        switch self {
        case .take:
            StepForm(
                required: [.person, .party, .note],
                optional: [.on, .document],
                field: "plan"
            )
        case .plan: StepForm(required: [.note], optional: [.document], field: "plan")
        case .milestone: StepForm(required: [.on, .note], field: "plan")
        case .reach: StepForm(optional: [.on, .note], field: "progress")
        case .progress: StepForm(required: [.note], optional: [.on], field: "progress")
        case .pass: StepForm(required: [.person, .party, .note], optional: [.on, .document])
        case .close:
            StepForm(
                words: CaseResult.allCases.map(\.rawValue),
                required: [.word, .note],
                optional: [.on, .document],
                field: "report"
            )
        }
    }

    /// Its step may name a work group.
    package var hasGroup: Bool { self == .take || self == .plan }
    /// Its step names a milestone by its number.
    package var hasNumber: Bool { self == .milestone || self == .reach }
}

/// How a leader's case ends.
package enum CaseResult: String, Hashable, Sendable, CaseIterable {
    /// 化解
    case resolved
    /// 未化解
    case unresolved
}

/// A step on a leader's case, taken or wanted.
package struct CaseStep: Hashable, Sendable {
    package let kind: CaseStepKind
    package let id: LeaderCaseID
    package var says: StepDetails
    /// The matters; only and always in `take`.
    package var matters: [MatterID]
    /// The units of the work group (专班), each once.
    package var group: [PartyID]
    /// Which milestone, from 1.
    package var number: Int?
    /// The visit on which the leader took it on.
    package var visit: VisitID?

    package init(
        _ kind: CaseStepKind,
        of id: LeaderCaseID,
        _ says: StepDetails = StepDetails(),
        matters: [MatterID] = [],
        group: [PartyID] = [],
        number: Int? = nil,
        visit: VisitID? = nil
    ) {
        self.kind = kind
        self.id = id
        self.says = says
        self.matters = matters
        self.group = group
        self.number = number
        self.visit = visit
    }

    /// The most matters of a case or a visit, milestones of a case, and units of its work group.
    package static let most = 32

    /// The name of the first member that is missing, does not belong, or is not of the form.
    package var mistake: String? {
        if let member = kind.form.mistake(in: says) { return "says.\(member.rawValue)" }
        if matters.isEmpty == (kind == .take) || !Self.isList(matters) { return "matters" }
        if !group.isEmpty && !kind.hasGroup || !Self.isList(group) { return "group" }
        if number != nil, !kind.hasNumber { return "number" }
        if kind == .reach, number == nil { return "number" }
        if let number, !(1...Self.most).contains(number) { return "number" }
        return visit != nil && kind != .take ? "visit" : nil
    }

    static func isList(_ elements: [some Hashable]) -> Bool {
        elements.count <= most && Set(elements).count == elements.count
    }
}

/// A step on a leader's case was taken; addressed to the party whose leader it is.
package struct Led: Hashable, Sendable {
    package let step: CaseStep
    package let recipient: PartyID

    package init(step: CaseStep, recipient: PartyID) {
        self.step = step
        self.recipient = recipient
    }
}
