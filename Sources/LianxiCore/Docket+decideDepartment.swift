// Receipts and signed acts: what a department does with what it was handed.

extension Docket {
    func receive(
        _ order: UInt64,
        for department: PartyID,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        _ = try requireDepartment(department, cause)
        guard let id = orders[order], let record = assignmentRecords[id],
            record.assignment.department == department
        else { throw .unknownEntry }
        if let receipt = record.receipt { return .repeated([receipt.index]) }
        // Its matter ended before it arrived: no clock starts any more.
        if record.state != .dispatched { return .repeated([record.order]) }
        return .record([.received(receipt(of: record, under: try rulebook(), at: now))])
    }

    /// The receipt of an assignment not received yet, with the clocks it starts.
    private func receipt(
        of record: AssignmentRecord,
        under rules: Rulebook,
        at now: Timestamp
    ) -> Received {
        let assignment = record.assignment
        let owner = assignment.department
        let received = originalReceipt(of: assignment) ?? now
        var clocks = [
            rules.clock(.signature, owner: owner, start: now),
            rules.clock(.objection, owner: owner, start: received),
        ]
        if assignment.role == .lead {
            clocks += dutiesOfLead(in: assignment.matter).map {
                rules.clock($0, owner: owner, start: received)
            }
        }
        if let period = assignment.feedbackPeriod {
            clocks.append(rules.clock(.feedback, owner: owner, start: now, period: period))
        }
        return Received(
            assignment: assignment.id,
            matter: assignment.matter,
            department: owner,
            version: record.version,
            clocks: clocks.compactMap { $0 },
            settles: running([.delivery], of: record)
        )
    }

    /// What a lead owes besides from its receipt on.
    func dutiesOfLead(in matter: MatterID) -> [DutyID] {
        matterRecords[matter]?.facts.matterClass == .claim6
            ? [.notice, .presumedConclusion] : [.notice]
    }

    // MARK: Acts

    /// Takes a signed act; of the unit that has an order not received yet it is also the receipt.
    func act(
        _ signed: SignedAct,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        let act = signed.act
        let party =
            act.verb.concernsDocument
            ? try requireParty(act.department, cause) : try requireDepartment(act.department, cause)
        guard cause?.officer == nil || cause?.officer == act.officer else { throw .notPermitted }
        guard let key = party.actKeys.first(where: { $0.officer == act.officer })
        else { throw .unknownKey }
        if let index = try recorded(signed) { return .repeated([index]) }
        if act.verb.isOfConference {
            try checkForm(of: act)
            return try answer(signed, at: now)
        }
        if act.verb.concernsDocument { return try documentAct(signed, by: party, at: now) }
        let record = try answered(act)
        try check(act.verb, in: record)
        try checkDuty(of: act, in: record)
        try checkForm(of: act)
        try checkDay(of: act, in: record, at: now)
        let it = ActCase(signed: signed, key: key, record: record, rules: try rulebook(), at: now)
        try checkLaw(it)
        let isReceipt =
            record.state == .dispatched && record.assignment.department == act.department
        let received = isReceipt ? receipt(of: record, under: it.rules, at: now) : nil
        let acted = acted(it, started: received?.clocks ?? [])
        return .record(
            (received.map { [.received($0)] } ?? []) + consequences(of: it) + [
                act.verb.event(acted)
            ]
        )
    }

    /// Index of exactly this act when it was recorded before; `nil` when it is the key's next.
    private func recorded(_ signed: SignedAct) throws(Refusal) -> UInt64? {
        let act = signed.act
        let traces = acts[KeyName(party: act.department, officer: act.officer)] ?? []
        let last = UInt64(traces.count)
        if act.sequence == last + 1 { return nil }
        guard act.sequence >= 1, act.sequence <= last else { throw .sequenceGap }
        let trace = traces[Int(act.sequence - 1)]
        guard trace.fingerprint == TextFingerprint(signed.text) else { throw .sequenceReused }
        return trace.index
    }

    /// The assignment whose current order the act answers; for a former unit's hand-over the one it was
    /// released of.
    private func answered(_ act: Act) throws(Refusal) -> AssignmentRecord {
        guard let id = orders[act.order], let record = assignmentRecords[id]
        else { throw .unknownEntry }
        guard record.assignment.matter == act.matter else { throw .unknownMatter }
        if act.verb == .handOver, !isSuccessor(act, of: record) {
            guard
                let former = record.formerUnits.first(where: {
                    $0.release == act.order && $0.department == act.department
                }), former.releaseHash == act.orderHash
            else { throw .unknownEntry }
            guard former.handover == nil else { throw .wrongState }
            // It sees the matter no more, so that nobody has refused it for that yet.
            guard !isErased(act.matter) else { throw .erased }
            return record
        }
        guard record.assignment.department == act.department else { throw .unknownEntry }
        guard record.order == act.order else { throw .staleVersion }
        guard record.orderHash == act.orderHash else { throw .unknownEntry }
        guard !record.isOwnerless else { throw .unitMoved }
        if act.verb == .handOver, hasTakenOver(record) { throw .wrongState }
        return record
    }

    /// The act answers the order by which the assignment came over from another unit.
    private func isSuccessor(_ act: Act, of record: AssignmentRecord) -> Bool {
        guard let last = record.formerUnits.last else { return false }
        return record.assignment.department == act.department && record.order == act.order
            && act.order > last.release
    }

    /// The successor signed already that it has it; the former unit's own hand-over is another.
    private func hasTakenOver(_ record: AssignmentRecord) -> Bool {
        guard let last = record.formerUnits.last,
            let matter = matterRecords[record.assignment.matter]
        else { return false }
        return matter.steps.contains { step in
            step.is(.handOver) && step.assignment == record.assignment.id
                && step.mark.index > last.release && step.mark != last.handover
        }
    }

    private func check(_ verb: ActVerb, in record: AssignmentRecord) throws(Refusal) {
        guard verb != .handOver else { return }
        guard verb.from.contains(record.state) else {
            throw record.state.isFinal ? .assignmentClosed : .wrongState
        }
        guard !verb.isForLead || record.assignment.role == .lead else { throw .notLead }
        guard matterRecords[record.assignment.matter]?.stage != .archived
        else { throw .matterClosed }
    }

    /// The act must name the duty it answers, in a rule set adopted that has it.
    private func checkDuty(of act: Act, in record: AssignmentRecord) throws(Refusal) {
        let owed = act.verb == .conclude ? running(act.verb.duties, of: record) : []
        guard (owed.isEmpty ? act.verb.duties : owed).contains(act.duty),
            ruleSets[act.ruleSet]?.value.duty(act.duty) != nil
        else { throw .dutyWrong }
    }

    /// The act has the members its verb asks for.
    func checkForm(of act: Act) throws(Refusal) {
        switch act.verb.form.mistake(in: act.details) {
        case nil: break
        case .note where act.note == nil: throw .reasonMissing
        case .period: throw act.says.period == nil ? .periodMissing : .periodUnexpected
        default: throw .detailWrong
        }
    }

    /// The day the fact is dated lies neither ahead nor before the unit had the matter.
    private func checkDay(
        of act: Act,
        in record: AssignmentRecord,
        at now: Timestamp
    ) throws(Refusal) {
        guard let on = act.says.on else { return }
        let first = originalReceipt(of: record.assignment) ?? record.dispatch.at
        guard on <= now.civilDate, on >= first.civilDate else { throw .dateWrong }
    }

    private func acted(_ it: ActCase, started: [ClockStart]) -> Acted {
        let act = it.act
        func running(_ duties: [DutyID]) -> [DutyID] {
            duties.filter { duty in
                isRunning(key(of: duty, act.matter, it.id)) || started.contains { $0.duty == duty }
            }
        }
        let effects = effects(of: it)
        let settles = running(effects.settles)
        let skew = act.claimedAt.milliseconds - it.at.milliseconds
        return Acted(
            assignment: it.id,
            version: it.record.version,
            act: it.signed,
            clocks: effects.starts,
            settles: settles,
            voids: running(effects.voids),
            isLate: isLate(it),
            isSkewed: abs(skew) > Self.skewMilliseconds
        )
    }

    /// The legal date of what the act does had passed on the day it is dated; a clock just started, or
    /// provisional, is never late, nor is one that was settled in time.
    private func isLate(_ it: ActCase) -> Bool {
        let verb = it.act.verb
        let duties: [DutyID] =
            switch verb {
            case .opine, .agree, .conclude: verb.duties.filter(\.isBinding)
            case .approveExtension: [.conclusion, .extendedConclusion]
            default: [it.act.duty]
            }
        return duties.contains { duty in
            guard let clock = clockRecords[it.record.key(of: duty)],
                let legal = clock.start.dates.legal,
                clock.isRunning || verb == .object
            else { return false }
            return it.day > legal
        }
    }
}

extension ActVerb {
    fileprivate func event(_ acted: Acted) -> Event {
        switch self {
        case .sign: .signed(acted)
        case .object: .objected(acted)
        case .accept: .accepted(acted)
        case .conclude: .concluded(acted)
        default: .acted(acted)
        }
    }
}
