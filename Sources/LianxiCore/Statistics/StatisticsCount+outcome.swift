// What came of a matter: acceptance and conclusion by its lead, evaluation, supervision, reviews.

extension StatisticsCount {
    /// Days after registration a unit should have accepted by, and after a conclusion a petitioner can
    /// be expected to have evaluated.
    private static let practiceDays = 30

    mutating func addOutcome(of matter: MatterRecord, isSealed: Bool) {
        let lead = docket.lead(of: matter)
        if let lead { addAcceptance(by: lead, of: matter, isSealed: isSealed) }
        var concluded: CivilDate?
        if let lead, lead.state == .concluded, let mark = lead.conclusion {
            concluded = matter.day(of: mark)
        }
        if let lead, let concluded, period.contains(concluded) {
            addConclusion(by: lead, on: concluded, of: matter)
        }
        addEvaluation(of: matter, concluded: concluded)
    }

    private mutating func addAcceptance(
        by lead: AssignmentRecord,
        of matter: MatterRecord,
        isSealed: Bool
    ) {
        let id = lead.assignment.id
        let last = matter.registration.at.civilDate.adding(days: Self.practiceDays)
        guard period.contains(last) else { return }
        let day = lead.acceptance.map { matter.day(of: $0) }
        if day == nil {
            let isElsewhere =
                lead.state == .withdrawn || matter.last(.divert, on: id) != nil
                || matter.last(.notAccept, on: id) != nil
            guard !isElsewhere else { return }
        }
        guard let it = Timeliness(done: day, by: last, at: asOf) else { return }
        count(lead.assignment.department, isSealed: isSealed) { $0.acceptance.add(it) }
    }

    private mutating func addConclusion(
        by lead: AssignmentRecord,
        on day: CivilDate,
        of matter: MatterRecord
    ) {
        if let acceptance = lead.acceptance {
            durations += 1
            durationDays += max(0, day.dayNumber - matter.day(of: acceptance).dayNumber)
        }
        let id = lead.assignment.id
        let records = matter.assignments.compactMap { docket.assignmentRecords[$0] }
        let isFirst = records.first { $0.assignment.role == .lead }?.assignment.id == id
        let isStraight =
            isFirst && !records.contains { $0.state == .returned }
            && !matter.steps.contains { step in
                step.is(.rework) || step.is(.handleAgain) || step.is(.rebind)
            }
        concluded.append((matter.facts.matter, isStraight))
    }

    private mutating func addEvaluation(of matter: MatterRecord, concluded: CivilDate?) {
        if let step = matter.last(.evaluate) {
            guard period.contains(step.day) else { return }
            evaluated += 1
            if matter.evaluation != .dissatisfied { satisfied += 1 }
            return
        }
        guard let last = concluded?.adding(days: Self.practiceDays), period.contains(last),
            asOf.civilDate > last
        else { return }
        unevaluated += 1
    }

    mutating func addSupervisions(of matter: MatterRecord) {
        for id in matter.assignments {
            for thread in matter.supervisions(of: id) where period.contains(thread.opening.day) {
                supervised += 1
                if !thread.answers.isEmpty { answered += 1 }
                if thread.acceptance != nil { accepted += 1 }
            }
        }
    }

    mutating func addReviews(of matter: MatterRecord) {
        for review in matter.reviews {
            let isReview = review.level == .review
            if period.contains(review.request.day) {
                if isReview { reviewsAsked += 1 } else { rereviewsAsked += 1 }
            }
            guard let decision = review.decision, period.contains(decision.day),
                let word = decision.details.word
            else { continue }
            if isReview { reviews.add(word) } else { rereviews.add(word) }
        }
    }
}
