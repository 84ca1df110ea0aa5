// Urgency (arts. 22(1)(一), 25) and what becomes of a matter that is handed to nobody.

extension Docket {
    func urgency(_ it: StepCase) throws(Refusal) -> [Event] {
        guard it.kind == .reportUrgent else {
            guard !it.matter.facts.isUrgent else { throw .wrongState }
            let start = it.details.at ?? it.at
            return [
                stepped(
                    it,
                    starts: [.urgentReport, .urgentSuperior].map {
                        runs($0, of: it) ? nil : it.rules.clock($0, owner: .office, start: start)
                    }
                )
            ]
        }
        guard it.matter.facts.isUrgent else { throw .wrongState }
        if let party = it.details.party, partyRecords[party] == nil { throw .unknownParty }
        let told = Set(
            it.matter.steps.filter { $0.is(.reportUrgent) }.compactMap(\.details.word)
                + [it.details.word].compactMap { $0 }
        )
        func isDone(_ all: UrgentAddressee...) -> Bool {
            all.allSatisfy { told.contains($0.rawValue) }
        }
        let done =
            (isDone(.ownLevel, .conferenceOffice) ? [DutyID.urgentReport] : [])
            + (isDone(.superiorBureau, .nationalBureau) ? [.urgentSuperior] : [])
        let moment = it.details.at ?? it.at
        return [
            stepped(it, settles: done, isLate: done.contains { isPast($0, of: it, at: moment) })
        ]
    }

    /// The moment the urgent duty was to be done by is over; hours count to the minute.
    private func isPast(_ duty: DutyID, of it: StepCase, at moment: Timestamp) -> Bool {
        guard let clock = clock(duty, of: it), clock.isRunning else { return false }
        if case .hours(let count)? = ruleSets[clock.start.ruleSet]?.value.duty(duty)?
            .effectivePeriod
        {
            return moment > clock.start.start.adding(milliseconds: Int64(count) * 3_600_000)
        }
        return clock.start.dates.legal.map { moment.civilDate > $0 } ?? false
    }

    func triage(_ it: StepCase) throws(Refusal) -> [Event] {
        switch it.kind {
        case .dispose: return try dispose(it)
        case .notifyPetitioner:
            guard runs(.directNotice, of: it) else { throw .wrongState }
            return [stepped(it, settles: [.directNotice])]
        case .merge:
            let other = try other(it)
            guard other.stage == .open || other.stage == .final else { throw .matterClosed }
            guard open(of: it.matter).isEmpty else { throw .assignmentsOpen }
            return [stepped(it, settles: [.triage, .redispatch])]
        case .relate:
            _ = try other(it)
            return [stepped(it)]
        default:
            guard open(of: it.matter).isEmpty else { throw .assignmentsOpen }
            guard it.details.word != it.matter.facts.matterClass.rawValue else {
                throw .detailWrong
            }
            return [stepped(it)]
        }
    }

    private func dispose(_ it: StepCase) throws(Refusal) -> [Event] {
        guard open(of: it.matter).isEmpty else { throw .assignmentsOpen }
        let word = it.details.word.flatMap(Disposition.init)
        guard (word == .filed) == (it.details.link == nil) else { throw .detailWrong }
        switch word {
        case .inHand: guard isInHand(try other(it), at: it.at) else { throw .notInHand }
        case .reviewed: guard isReviewed(try other(it)) else { throw .notReviewed }
        case .filed, nil: break
        }
        let owesNotice =
            word != .filed && !it.matter.reception.isAnonymous
            && !runs(.directNotice, of: it) && it.matter.reception.answer != .onTheSpot
        let notice =
            owesNotice
            ? it.rules.clock(.directNotice, owner: .office, start: it.matter.facts.piece.receivedAt)
            : nil
        return [stepped(it, starts: [notice], settles: [.triage, .redispatch])]
    }

    /// The other matter the step names.
    private func other(_ it: StepCase) throws(Refusal) -> MatterRecord {
        guard let link = it.details.link, link != it.id, let other = matterRecords[link]
        else { throw .unknownMatter }
        return other
    }

    /// The matter is accepted or being handled, and the period for it is not over.
    ///
    /// Art. 19(3) protects only within the period.
    private func isInHand(_ matter: MatterRecord, at now: Timestamp) -> Bool {
        let open = open(of: matter).filter { !$0.state.isOver }
        let periods = open.flatMap { record in
            (ActVerb.handling + [.feedback]).compactMap { clockRecords[record.key(of: $0)] }
        }
        let isOver = periods.contains { clock in
            clock.isRunning && clock.start.dates.legal.map { now.civilDate > $0 } ?? false
        }
        return !open.isEmpty && !isOver
    }

    /// The re-review is decided, and nothing more is inside the petition procedure.
    private func isReviewed(_ matter: MatterRecord) -> Bool {
        matter.reviews.contains { $0.level == .rereview && $0.decision != nil }
    }
}
