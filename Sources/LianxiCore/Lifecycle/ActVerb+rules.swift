extension ActVerb {
    /// The verbs whose entries have one type in common.
    package static let otherVerbs = allCases.filter {
        ![.sign, .object, .accept, .conclude].contains($0) && !$0.isOfConference
            && !$0.concernsDocument
    }

    /// The states of an assignment the act is taken from.
    ///
    /// What else must hold is decided by the docket: see `Docket+decideActs.swift`.
    package var from: [AssignmentState] {
        switch self {
        case .sign: [.dispatched, .delivered]
        case .object: [.dispatched, .delivered, .signed]
        case .notify: [.dispatched, .delivered, .signed]
        case .accept, .divert, .notAccept: [.dispatched, .delivered, .signed, .notified]
        case .progress: [.signed, .notified, .accepted, .diverted, .opinionIssued, .served]
        case .recuse:
            [
                .dispatched, .delivered, .signed, .objected, .notified, .accepted, .diverted,
                .opinionIssued, .served,
            ]
        case .requestExtension, .approveExtension, .tellExtension: [.accepted]
        case .legalReview, .opine, .agree: [.accepted]
        case .serve: [.opinionIssued]
        case .withdraw: [.delivered, .signed, .objected, .notified, .accepted, .diverted]
        case .conclude:
            [.signed, .accepted, .diverted, .notAccepted, .opinionIssued, .served]
        case .execute: [.concluded]
        case .answer:
            AssignmentState.allCases.filter { $0 != .returned && $0 != .withdrawn }
        case .handOver, .attend, .countersign, .fulfil, .approveDocument, .signDocument,
            .answerDocument:
            []
        }
    }

    /// The act is about a document, not about an assignment.
    package var concernsDocument: Bool {
        switch self {
        case .approveDocument, .signDocument, .answerDocument: true
        default: false
        }
    }

    /// Whether it may follow on the state, as far as a department can tell; the daemon decides.
    package func mayFollow(_ state: AssignmentState, as role: AssignmentRole) -> Bool {
        if self == .handOver { return true }
        if self == .conclude, state == .signed { return role == .assisting }
        return from.contains(state) && (!isForLead || role == .lead)
    }

    /// The state after it; `nil` where the act changes none.
    package var outcome: AssignmentState? {
        switch self {
        case .sign: .signed
        case .object: .objected
        case .notify: .notified
        case .accept: .accepted
        case .divert: .diverted
        case .notAccept: .notAccepted
        case .opine, .agree: .opinionIssued
        case .serve: .served
        case .withdraw: .withdrawn
        case .conclude: .concluded
        case .progress, .recuse, .requestExtension, .approveExtension, .tellExtension,
            .legalReview, .execute, .answer, .handOver, .attend, .countersign, .fulfil,
            .approveDocument, .signDocument, .answerDocument:
            nil
        }
    }

    /// Only the lead answers the petitioner; assistants answer the lead, and the ledger.
    package var isForLead: Bool {
        switch self {
        case .notify, .divert, .notAccept, .requestExtension, .approveExtension, .tellExtension,
            .legalReview, .opine, .agree, .serve, .withdraw, .execute:
            true
        case .sign, .object, .accept, .conclude, .progress, .recuse, .answer, .handOver, .attend,
            .countersign, .fulfil, .approveDocument, .signDocument, .answerDocument:
            false
        }
    }

    /// The duties the act may answer.
    package var duties: [DutyID] {
        switch self {
        case .sign: [.signature]
        case .object: [.objection]
        case .accept, .notify, .divert, .notAccept: [.notice]
        case .conclude: [.conclusion, .feedback, .extendedConclusion, .rehandling]
        case .progress, .recuse, .withdraw: Self.handling + [.feedback, .notice]
        case .requestExtension, .approveExtension, .tellExtension: [.extendedConclusion]
        case .legalReview, .opine, .agree, .serve: Self.handling
        case .execute: [.execution]
        case .answer: [.supervisionReply]
        case .handOver: [.succession]
        case .attend, .countersign, .fulfil: [.agreedTask]
        case .approveDocument, .signDocument, .answerDocument:
            [.supervisionReply, .proposalFeedback, .rectification]
        }
    }

    /// The duties of handling a matter to its end.
    static let handling: [DutyID] = [
        .conclusion, .extendedConclusion, .rehandling, .presumedConclusion,
    ]

    /// The duties an opinion, an agreement or a conclusion does.
    private static let resultDuties: [DutyID] = [
        .conclusion, .extendedConclusion, .rehandling, .simplified,
    ]

    /// The duties whose clocks the act ends, where they run.
    var ends: [DutyID] {
        switch self {
        case .sign: [.signature]
        case .object: [.signature, .objection]
        case .accept: [.signature, .objection, .notice]
        case .notify, .divert, .notAccept: [.signature, .notice]
        case .opine, .agree: Self.resultDuties
        case .conclude: [.signature, .objection, .feedback] + Self.resultDuties
        case .answer: [.supervisionReply]
        case .progress, .recuse, .requestExtension, .approveExtension, .tellExtension,
            .legalReview, .serve, .withdraw, .execute, .handOver, .attend, .countersign, .fulfil,
            .approveDocument, .signDocument, .answerDocument:
            []
        }
    }

    /// The duties that fall away with it, where their clocks run.
    var voids: [DutyID] {
        switch self {
        case .accept: [.presumedConclusion]
        case .notify: [.objection]
        case .divert, .notAccept: [.objection, .presumedConclusion]
        case .conclude: [.presumedConclusion] + Procedure.allCases.compactMap(\.clock)
        default: []
        }
    }

    /// Kept among the steps of the matter.
    ///
    /// A signature and an objection are not: their marks stand on the assignment.
    var isRemembered: Bool { self != .sign && self != .object }
}

extension DutyID {
    /// Who carries the powers on accepts.
    ///
    /// Art. 24(2).
    package static let succession = Self(fixed: "D13")
}
