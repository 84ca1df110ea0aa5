// What the law asks of an act besides its form and state, and what follows from it.

/// An act being decided, with what it is about.
struct ActCase {
    let signed: SignedAct
    let key: ActKey
    let record: AssignmentRecord
    let rules: Rulebook
    let at: Timestamp

    var act: Act { signed.act }
    var id: AssignmentID { record.assignment.id }
    var isLead: Bool { record.assignment.role == .lead }
    var department: PartyID { record.assignment.department }
    /// The day the fact is dated.
    var day: CivilDate { act.says.on ?? at.civilDate }
    /// The moment clocks run from that the fact starts.
    var moment: Timestamp { act.says.on.map { Timestamp($0) } ?? at }
}

/// What an act does to clocks.
struct ActEffects {
    var starts: [ClockStart] = []
    var settles: [DutyID]
    var voids: [DutyID]
}

extension Docket {
    /// Checks what only the verb's own article asks for.
    func checkLaw(_ it: ActCase) throws(Refusal) {
        if it.act.verb != .handOver, it.record.recused.contains(it.act.officer) { throw .recused }
        guard let matter = matterRecords[it.act.matter] else { throw .unknownMatter }
        let matterClass = matter.facts.matterClass
        switch it.act.verb {
        case .accept:
            guard it.act.detail == nil || it.rules.ruleSet.has(.simplifiedHandling)
            else { throw .optionOff }
        case .divert:
            guard matterClass.isClaim || matterClass == .litigation else { throw .classWrong }
        case .recuse:
            guard it.act.says.person.flatMap({ OfficerID($0) }) != nil else { throw .detailWrong }
        case .requestExtension, .approveExtension, .tellExtension: try checkExtension(it, matter)
        case .opine:
            if it.rules.ruleSet.has(.legalReviewBeforeOpinion) {
                let reviewed = matter.last(.legalReview, on: it.id)
                guard reviewed?.details.word == "passed",
                    (reviewed?.mark.index ?? 0) > (matter.last(.opine, on: it.id)?.mark.index ?? 0)
                else { throw .legalReviewMissing }
            }
        case .serve:
            let paper = [ActVerb.opine, .agree].compactMap { matter.last($0, on: it.id) }
                .max { $0.mark.index < $1.mark.index }
            guard let paper, it.day >= paper.day else { throw .dateWrong }
        case .conclude: try checkConclusion(it, matter)
        case .execute:
            guard isRunning(it.record.key(of: .execution)) else { throw .wrongState }
        case .answer:
            guard isRunning(it.record.key(of: .supervisionReply)) else { throw .wrongState }
        case .sign, .object, .notify, .notAccept, .progress, .legalReview, .agree, .withdraw,
            .handOver, .attend, .countersign, .fulfil, .approveDocument, .signDocument,
            .answerDocument:
            break
        }
    }

    /// At most 30 days in all, approved by the head of the organ, and the petitioner told why.
    ///
    /// Art. 34.
    private func checkExtension(_ it: ActCase, _ matter: MatterRecord) throws(Refusal) {
        let extensions = matter.extensions(of: it.id)
        let cap = it.rules.ruleSet.duty(.extendedConclusion)?.effectivePeriod ?? .calendarDays(30)
        let granted = extensions.filter(\.isInForce)
            .compactMap(\.approval?.details.period?.count).reduce(0, +)
        let isRunningOn = [DutyID.conclusion, .extendedConclusion].contains {
            isRunning(it.record.key(of: $0))
        }
        switch it.act.verb {
        case .requestExtension:
            guard isRunningOn else { throw .wrongState }
            guard extensions.last?.isPending != true else { throw .wrongState }
            try checkLength(it.act.says.period, granted, cap)
        case .approveExtension:
            guard it.key.isHead else { throw .headRequired }
            guard isRunningOn, let last = extensions.last, last.isPending else {
                throw .extensionMissing
            }
            if it.rules.ruleSet.has(.assignerConsentsToExtension),
                it.record.assignment.kind == .assigned, last.consent == nil
            {
                throw .consentMissing
            }
            try checkLength(it.act.says.period, granted, cap)
            guard let asked = last.request.details.period, let given = it.act.says.period,
                given.count <= asked.count
            else { throw .extensionTooLong }
        default:
            guard let last = extensions.last, last.approval != nil, last.notice == nil
            else { throw .extensionMissing }
        }
    }

    private func checkLength(_ period: Period?, _ granted: Int, _ cap: Period) throws(Refusal) {
        guard case .calendarDays(let days)? = period, granted + days <= cap.count
        else { throw .extensionTooLong }
    }

    /// A lead under concludes what it answered with an opinion that was served, or an agreement.
    ///
    /// Art. 31(6).
    private func checkConclusion(_ it: ActCase, _ matter: MatterRecord) throws(Refusal) {
        let words =
            matter.facts.matterClass == .suggestion
            ? ActVerb.results + ActVerb.adoptions : ActVerb.results
        guard it.act.detail.map(words.contains) ?? false else { throw .detailWrong }
        let owesOpinion = matter.facts.matterClass == .claim6 && it.isLead
        switch it.record.state {
        case .signed: guard !it.isLead else { throw .wrongState }
        case .accepted: guard !owesOpinion else { throw .opinionMissing }
        case .opinionIssued:
            guard let agreed = matter.last(.agree, on: it.id),
                agreed.mark.index > (matter.last(.opine, on: it.id)?.mark.index ?? 0)
            else { throw .notServed }
        default: break
        }
    }

    // MARK: What follows

    /// The clocks the act starts, and ends where they run.
    func effects(of it: ActCase) -> ActEffects {
        var effects = ActEffects(settles: it.act.verb.ends, voids: it.act.verb.voids)
        func start(_ clock: ClockStart?) { if let clock { effects.starts.append(clock) } }
        let rules = it.rules
        switch it.act.verb {
        case .object: start(rules.clock(.objectionDecision, owner: .office, start: it.at))
        case .accept: startHandling(it, &effects)
        case .divert:
            let procedure = it.act.detail.flatMap(Procedure.init)
            start(
                procedure?.clock.flatMap {
                    rules.clock($0, owner: it.department, start: it.moment)
                }
            )
        case .approveExtension: extend(it, &effects)
        case .serve:
            guard matterRecords[it.act.matter]?.last(.opine, on: it.id) != nil else { break }
            effects.voids.append(.reviewRight)
            start(rules.clock(.reviewRight, owner: .petitioner, start: it.moment))
        case .conclude: startAfterwards(it, &effects)
        case .execute: if it.act.detail == "done" { effects.settles.append(.execution) }
        case .answer:
            if !isRunning(it.record.key(of: .examination)) {
                start(rules.clock(.examination, owner: .office, start: it.at))
            }
        case .withdraw:
            effects.voids = it.record.duties + (matterRecords[it.act.matter]?.duties ?? [])
            start(rules.clock(.returnVisit, owner: .office, start: it.at))
        default: break
        }
        return effects
    }

    private func startHandling(_ it: ActCase, _ effects: inout ActEffects) {
        guard matterRecords[it.act.matter]?.facts.matterClass == .claim6, it.isLead else { return }
        let duties: [DutyID] =
            it.act.detail == "simplified" ? [.conclusion, .simplified] : [.conclusion]
        effects.starts += duties.compactMap {
            it.rules.clock($0, owner: it.department, start: it.moment)
        }
    }

    /// Counted strictly: the days are added to the period, not to a date that was rolled.
    ///
    /// An approval that comes too late is recorded, and lengthens nothing.
    private func extend(_ it: ActCase, _ effects: inout ActEffects) {
        let running = [DutyID.extendedConclusion, .conclusion].first {
            isRunning(it.record.key(of: $0))
        }
        guard let running, let clock = clockRecords[it.record.key(of: running)],
            clock.start.dates.legal.map({ it.day <= $0 }) ?? true,
            let days = it.act.says.period?.count,
            let period =
                (clock.start.period
                ?? ruleSets[clock.start.ruleSet]?.value.duty(running)?.effectivePeriod)?
                .lengthened(byDays: days)
        else { return }
        effects.voids.append(running)
        effects.starts.append(
            it.rules.lengthened(
                .extendedConclusion,
                owner: it.department,
                start: clock.start.start,
                period: period,
                now: it.at
            )
        )
    }

    /// A supported claim is carried out, a report is examined, the petitioner is visited.
    private func startAfterwards(_ it: ActCase, _ effects: inout ActEffects) {
        func start(_ duty: DutyID, _ owner: PartyID) {
            guard !isRunning(key(of: duty, it.act.matter, it.id)),
                let clock = it.rules.clock(duty, owner: owner, start: it.at)
            else { return }
            effects.starts.append(clock)
        }
        if it.record.assignment.kind == .assigned { start(.examination, .office) }
        guard it.isLead else { return }
        if it.act.detail == "supported" { start(.execution, it.department) }
        start(.returnVisit, .office)
    }

    /// When the lead records that the petitioner withdrew, the others' assignments end too.
    func consequences(of it: ActCase) -> [Event] {
        guard it.act.verb == .withdraw, let matter = matterRecords[it.act.matter] else { return [] }
        return discharges(of: matter, except: it.id)
    }
}

extension ExtensionView {
    /// Asked for, and not approved yet.
    var isPending: Bool { approval == nil }
}

extension MatterClass {
    /// A claim under.
    ///
    /// Art. 31.
    package var isClaim: Bool {
        switch self {
        case .claim1, .claim2, .claim3, .claim4, .claim5, .claim6: true
        case .suggestion, .informant, .litigation, .consultation: false
        }
    }
}
