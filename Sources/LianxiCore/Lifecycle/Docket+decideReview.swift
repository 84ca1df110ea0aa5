// Review (复查, art. 35) and re-review (复核, art. 36), with the time of hearings.

extension Docket {
    func review(_ it: StepCase) throws(Refusal) -> [Event] {
        switch it.kind {
        case .requestReview: try requestReview(it)
        case .admitReview: try admitReview(it)
        case .decideReview: try decideReview(it)
        default: try serveReview(it)
        }
    }

    // MARK: Asking

    /// A request in time starts the period for the decision; a late one is recorded, and a person decides.
    private func requestReview(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let level = it.details.word.flatMap(ReviewLevel.init),
            let served = served(level, of: it.matter)
        else { throw .notServed }
        guard it.day >= served else { throw .dateWrong }
        guard it.matter.reviews.last.map({ $0.decision != nil || !$0.isAdmitted }) ?? true
        else { throw .wrongState }
        let right = clock(level.right, of: it)
        let isLate = right?.start.dates.legal.map { it.day > $0 } ?? false
        let decision = isLate ? nil : decisionClock(level, from: it.details, it.rules)
        return [
            stepped(it, starts: [decision], settles: isLate ? [] : [level.right], isLate: isLate)
        ]
    }

    /// The day the paper was served that the petitioner is not content with; `nil` when none was.
    private func served(_ level: ReviewLevel, of matter: MatterRecord) -> CivilDate? {
        switch level {
        case .review:
            guard let lead = lead(of: matter) else { return nil }
            let service = matter.last(.serve, on: lead.assignment.id)
            let opinion = matter.last(.opine, on: lead.assignment.id)
            guard let service, let opinion, opinion.mark.index < service.mark.index
            else { return nil }
            return service.day
        case .rereview:
            let last = matter.reviews.last { $0.level == .review && $0.service != nil }
            guard last?.decision?.details.word != "quashed" else { return nil }
            return last?.service?.day
        }
    }

    private func decisionClock(
        _ level: ReviewLevel,
        from request: StepDetails,
        _ rules: Rulebook
    ) -> ClockStart? {
        guard let day = request.on else { return nil }
        let isOurs = request.party.flatMap { partyRecords[$0] }?.party.kind == .department
        let owner = isOurs ? request.party ?? .office : .office
        return rules.clock(level.decision, owner: owner, start: Timestamp(day))
    }

    private func admitReview(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let last = it.matter.reviews.last, !last.isAdmitted, last.decision == nil
        else { throw .wrongState }
        return [
            stepped(it, starts: [decisionClock(last.level, from: last.request.details, it.rules)])
        ]
    }

    // MARK: Deciding and serving

    private func decideReview(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let last = it.matter.reviews.last, last.isAdmitted, last.decision == nil
        else { throw .wrongState }
        guard it.day >= last.request.day else { throw .dateWrong }
        let isQuashed = it.details.word == "quashed"
        guard isQuashed == (it.details.period != nil) else {
            throw isQuashed ? .periodMissing : .periodUnexpected
        }
        let decided = stepped(it, settles: [last.level.decision])
        guard isQuashed, let lead = lead(of: it.matter), let period = it.details.period,
            // A unit that may still accept it, or objects, handles it anyway, by its own dates.
            lead.state != .objected, !ActVerb.accept.from.contains(lead.state)
        else { return [decided] }
        let again = Step(
            .handleAgain,
            of: it.id,
            assignment: lead.assignment.id,
            StepDetails(period: period)
        )
        let clock = it.rules.lengthened(
            .rehandling,
            owner: lead.assignment.department,
            start: it.at,
            period: period,
            now: it.at
        )
        return [
            decided,
            stepped(
                again,
                on: lead,
                starts: [clock],
                voids: [.execution, .examination, .rehandling],
                version: lead.version + 1
            ),
        ]
    }

    private func serveReview(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let last = it.matter.reviews.last, let decision = last.decision, last.service == nil
        else { throw .wrongState }
        guard it.day >= decision.day else { throw .dateWrong }
        let hasRight = last.level == .review && decision.details.word != "quashed"
        let right =
            hasRight
            ? it.rules.clock(.rereviewRight, owner: .petitioner, start: Timestamp(it.day)) : nil
        return [stepped(it, starts: [right])]
    }

    // MARK: Hearings

    /// The days of a hearing are not counted in a re-review, and elsewhere only where the rules say so.
    ///
    /// Art. 36(2).
    func hearing(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let target = try hearingTarget(it), let first = it.details.on,
            let last = it.details.until
        else { throw .wrongState }
        let key = target.key
        guard let clock = clockRecords[key], clock.isRunning else { throw .wrongState }
        guard first >= clock.start.start.civilDate, first <= it.at.civilDate else {
            throw .dateWrong
        }
        var days = Set(first.dayNumber...last.dayNumber)
        for earlier in target.hearings where earlier.details.on != first {
            guard let on = earlier.details.on, let until = earlier.details.until else { continue }
            days.formUnion(on.dayNumber...until.dayNumber)
        }
        guard let base = base(of: key), let period = base.lengthened(byDays: days.count)
        else { throw .wrongState }
        let restarted = it.rules.lengthened(
            key.duty,
            owner: clock.start.owner,
            start: clock.start.start,
            period: period,
            now: it.at
        )
        let assignment = key.assignment.flatMap { assignmentRecords[$0] }
        return [stepped(it, on: assignment, starts: [restarted], voids: [key.duty])]
    }

    /// The clock a hearing lengthens, and the hearings it was lengthened by before.
    private func hearingTarget(
        _ it: StepCase
    ) throws(Refusal) -> (key: ClockKey, hearings: [TakenStep])? {
        let matter = ClockKey(matter: it.id, assignment: nil, duty: .review)
        switch it.details.word {
        case "rereview":
            return (
                ClockKey(matter: matter.matter, assignment: nil, duty: .rereview),
                it.matter.reviews.last?.hearings ?? []
            )
        case "review":
            guard it.rules.ruleSet.has(.hearingExcludedFromReview) else {
                throw .hearingNotExcluded
            }
            return (matter, it.matter.reviews.last?.hearings ?? [])
        default:
            guard it.rules.ruleSet.has(.hearingExcludedFromHandling) else {
                throw .hearingNotExcluded
            }
            guard let lead = lead(of: it.matter) else { return nil }
            let keys = [DutyID.extendedConclusion, .conclusion].map { lead.key(of: $0) }
            guard let key = keys.first(where: isRunning) else { return nil }
            return (
                key, it.matter.steps.filter { $0.is(.hearing) && $0.details.word == "handling" }
            )
        }
    }

    /// The period of the clock without the days of hearings.
    private func base(of key: ClockKey) -> Period? {
        guard let clock = clockRecords[key] else { return nil }
        let rules = ruleSets[clock.start.ruleSet]?.value
        guard key.duty == .extendedConclusion, let id = key.assignment else {
            return rules?.duty(key.duty)?.effectivePeriod
        }
        let days = matterRecords[key.matter]?.extensions(of: id).filter(\.isInForce)
            .compactMap(\.approval?.details.period?.count).reduce(0, +)
        return rules?.duty(.conclusion)?.effectivePeriod?.lengthened(byDays: days ?? 0)
    }
}

extension ReviewLevel {
    /// The petitioner's right to ask.
    var right: DutyID { self == .review ? .reviewRight : .rereviewRight }
    /// The duty to decide.
    var decision: DutyID { self == .review ? .review : .rereview }
}

extension Period {
    /// How many of its unit.
    package var count: Int {
        switch self {
        case .calendarDays(let count), .workingDays(let count), .hours(let count): count
        }
    }

    /// The same with so many days more, in its own unit; `nil` for hours, or beyond 999.
    func lengthened(byDays days: Int) -> Self? {
        guard count + days <= 999 else { return nil }
        return switch self {
        case .calendarDays(let count): .calendarDays(count + days)
        case .workingDays(let count): .workingDays(count + days)
        case .hours: nil
        }
    }
}
