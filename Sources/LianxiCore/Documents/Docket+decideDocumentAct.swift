// What parties sign about documents: the convenor the draft, the addressee its receipt and its answer.

extension Docket {
    /// Takes a signed act on a document.
    func documentAct(
        _ signed: SignedAct,
        by party: Party,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        let act = signed.act
        guard let id = documentOrders[act.order], let record = documentRecords[id] else {
            throw .unknownEntry
        }
        try checkSigner(of: act, party, record, at: now)
        for matter in record.subject.named {
            guard !isRecused(act.officer, of: party.id, from: matter) else { throw .recused }
        }
        guard record.chain.name == act.matter else { throw .unknownMatter }
        guard record.order == act.order else { throw .staleVersion }
        guard record.orderHash == act.orderHash else { throw .unknownEntry }
        try check(act, on: record, at: now)
        let rules = try rulebook()
        var clocks: [ClockStart] = []
        var settles: [DutyID] = []
        if act.verb == .answerDocument, act.detail != DocumentKind.progress {
            settles = [record.subject.kind.duty].filter { isRunning(record.key(of: $0)) }
            if !isRunning(record.key(of: .examination)),
                let clock = rules.clock(.examination, owner: .office, start: now)
            {
                clocks = [clock]
            }
        }
        let day = act.says.on ?? now.civilDate
        let legal = settles.first.flatMap { clockRecords[record.key(of: $0)]?.start.dates.legal }
        return .record([
            .documentActed(
                DocumentActed(
                    document: id,
                    act: signed,
                    clocks: clocks,
                    settles: settles,
                    isLate: legal.map { day > $0 } ?? false,
                    isSkewed: abs(act.claimedAt.milliseconds - now.milliseconds)
                        > Self.skewMilliseconds
                )
            )
        ])
    }

    /// The convenor signs drafts; the addressee signs for what was issued to it, and answers.
    private func checkSigner(
        of act: Act,
        _ party: Party,
        _ record: DocumentRecord,
        at now: Timestamp
    ) throws(Refusal) {
        guard act.verb == .approveDocument else {
            // A draft is nobody's business but the office's and the convenor's.
            guard party.id == record.subject.addressee, record.issue != nil else {
                throw .unknownEntry
            }
            return
        }
        guard party.kind == .leaders, record.subject.kind.needsConvenor else {
            throw .unknownEntry
        }
        guard isConvenor(act.officer, on: now.civilDate) else { throw .convenorRequired }
    }

    /// The officer signs as the post of convenor itself, or is who holds it that day.
    private func isConvenor(_ officer: OfficerID, on day: CivilDate) -> Bool {
        let holder = holder(of: .convenor, in: .leaders, on: day)?.appointment.person
        if officer == .convenor { return holder != nil || !isKept(.convenor, of: .leaders) }
        return holder?.id == officer
    }

    private func check(
        _ act: Act,
        on record: DocumentRecord,
        at now: Timestamp
    ) throws(Refusal) {
        guard act.duty == record.subject.kind.duty,
            ruleSets[act.ruleSet]?.value.duty(act.duty) != nil
        else { throw .dutyWrong }
        switch act.verb.form.mistake(in: act.details) {
        case nil: break
        case .note where act.note == nil: throw .reasonMissing
        default: throw .detailWrong
        }
        if let on = act.says.on, on > now.civilDate { throw .dateWrong }
        switch act.verb {
        case .approveDocument: guard record.state == .drafted else { throw .wrongState }
        case .signDocument: guard record.state == .issued else { throw .wrongState }
        default:
            // A supervision is answered as such: see the act `answer`.
            guard record.subject.kind != .supervision,
                [.issued, .signed, .refused].contains(record.state)
            else { throw .wrongState }
            guard act.detail.map(record.subject.kind.answers.contains) ?? false else {
                throw .detailWrong
            }
            if let on = act.says.on, let issue = record.issue, on < issue.at.civilDate {
                throw .dateWrong
            }
        }
    }
}
