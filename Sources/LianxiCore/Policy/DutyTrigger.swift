/// When a duty's clock starts: the fact, as a code.
package enum DutyTrigger: String, Hashable, Sendable, CaseIterable {
    case matterReceived = "matter-received"
    case urgentReceived = "urgent-received"
    case litigationLetterReceived = "litigation-letter-received"
    case reportReceived = "report-received"
    case directMatterReceived = "direct-matter-received"
    case suggestionReceived = "suggestion-received"
    case raisedAgain = "raised-again"
    case assigned
    case dispatched
    case assignmentReceived = "assignment-received"
    case objectionFiled = "objection-filed"
    case returned
    case competenceDisputed = "competence-disputed"
    case competenceUnclear = "competence-unclear"
    case disputeBeforeSuperior = "dispute-before-superior"
    case disputeBeforeConference = "dispute-before-conference"
    case organReorganised = "organ-reorganised"
    case accepted
    case firstPeriodEnded = "first-period-ended"
    case opinionServed = "opinion-served"
    case reviewRequested = "review-requested"
    case reviewServed = "review-served"
    case rereviewRequested = "rereview-requested"
    case opinionSupported = "opinion-supported"
    case opinionQuashed = "opinion-quashed"
    case concluded
    case answerReceived = "answer-received"
    case supervisionGroundFound = "supervision-ground-found"
    case supervisionIssued = "supervision-issued"
    case proposalMade = "proposal-made"
    case rectificationOrdered = "rectification-ordered"
    case taskAgreed = "task-agreed"
    case yearly
}
