/// One re-examination of a matter, folded from its steps.
package struct ReviewView: Hashable, Sendable {
    package let level: ReviewLevel
    package let request: TakenStep
    /// It was asked in time, or somebody decided to take it all the same.
    package internal(set) var isAdmitted: Bool
    /// The hearings, one for each first day; a later word about the same day stands.
    package internal(set) var hearings: [TakenStep] = []
    package internal(set) var decision: TakenStep?
    package internal(set) var service: TakenStep?
}

/// One extension of an assignment, folded from its steps.
package struct ExtensionView: Hashable, Sendable {
    package let request: TakenStep
    /// The office agreed, where local rules ask for that.
    package internal(set) var consent: TakenStep?
    package internal(set) var approval: TakenStep?
    /// The petitioner was told why; without it the extension is incomplete.
    package internal(set) var notice: TakenStep?

    /// Approved in time, and so lengthening the period.
    package var isInForce: Bool { approval.map { !$0.isLate } ?? false }
}

/// One thread of supervision (督办) of an assignment, folded from its steps.
package struct SupervisionView: Hashable, Sendable {
    package let opening: TakenStep
    package internal(set) var answers: [TakenStep] = []
    /// The newest answer waits for the office to examine it.
    package internal(set) var isAnswered = false
    /// The office was content with an answer, the first time.
    package internal(set) var acceptance: TakenStep?
    package internal(set) var closing: TakenStep?
}

extension [TakenStep] {
    /// The re-examinations asked for, in order.
    package var reviews: [ReviewView] {
        var reviews: [ReviewView] = []
        for step in self {
            guard case .step(let kind) = step.name else { continue }
            if kind == .requestReview, let level = step.details.word.flatMap(ReviewLevel.init) {
                reviews.append(ReviewView(level: level, request: step, isAdmitted: !step.isLate))
                continue
            }
            guard var last = reviews.popLast() else { continue }
            switch kind {
            case .admitReview: last.isAdmitted = true
            case .hearing where step.details.word == last.level.rawValue:
                last.hearings.removeAll { $0.details.on == step.details.on }
                last.hearings.append(step)
            case .decideReview: last.decision = step
            case .serveReview: last.service = step
            default: break
            }
            reviews.append(last)
        }
        return reviews
    }

    /// The extensions asked for on the assignment, in order.
    package func extensions(of assignment: AssignmentID) -> [ExtensionView] {
        var extensions: [ExtensionView] = []
        for step in self where step.assignment == assignment {
            if step.is(.requestExtension) {
                extensions.append(ExtensionView(request: step))
                continue
            }
            guard var last = extensions.popLast() else { continue }
            if step.is(.consentExtension) { last.consent = step }
            if step.is(.approveExtension) { last.approval = step }
            if step.is(.tellExtension) { last.notice = step }
            extensions.append(last)
        }
        return extensions
    }

    /// The threads of supervision of the assignment, in order.
    package func supervisions(of assignment: AssignmentID) -> [SupervisionView] {
        var threads: [SupervisionView] = []
        for step in self where step.assignment == assignment {
            if step.is(.supervise) {
                threads.append(SupervisionView(opening: step))
                continue
            }
            guard var last = threads.popLast() else { continue }
            if step.is(.answer) {
                last.answers.append(step)
                last.isAnswered = true
            }
            if step.is(.acceptAnswer) || step.is(.refuseAnswer) { last.isAnswered = false }
            if step.is(.acceptAnswer), last.acceptance == nil { last.acceptance = step }
            if step.is(.closeSupervision) { last.closing = step }
            threads.append(last)
        }
        return threads
    }
}

extension MatterRecord {
    /// The re-examinations asked for, in order.
    package var reviews: [ReviewView] { steps.reviews }

    /// The extensions asked for on the assignment, in order.
    package func extensions(of assignment: AssignmentID) -> [ExtensionView] {
        steps.extensions(of: assignment)
    }

    /// The threads of supervision of the assignment, in order.
    package func supervisions(of assignment: AssignmentID) -> [SupervisionView] {
        steps.supervisions(of: assignment)
    }

    /// Whether units disagree about who accepts, and nobody has decided.
    package var isDisputed: Bool {
        for step in steps.reversed() {
            if step.is(.decideDispute) { return false }
            if step.is(.openDispute) { return true }
        }
        return false
    }

    /// Who was named to lead when the last dispute was decided.
    package var namedLead: PartyID? {
        steps.last { $0.is(.decideDispute) }?.details.party
    }

    /// The last step of the kind.
    package func last(_ kind: StepKind) -> TakenStep? { steps.last { $0.is(kind) } }

    /// The last act of the verb on the assignment.
    package func last(_ verb: ActVerb, on assignment: AssignmentID) -> TakenStep? {
        steps.last { $0.assignment == assignment && $0.is(verb) }
    }

    /// What the petitioner said last of the handling.
    package var evaluation: Evaluation? {
        last(.evaluate)?.details.word.flatMap(Evaluation.init)
    }
}
