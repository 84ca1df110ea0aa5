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
        var clocks = [
            rules.clock(.signature, owner: owner, start: now),
            rules.clock(.objection, owner: owner, start: now),
        ]
        if assignment.role == .lead {
            clocks.append(rules.clock(.notice, owner: owner, start: now))
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

    // MARK: Acts

    /// Takes a signed act; on an order not received yet it is also the receipt.
    func act(
        _ signed: SignedAct,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        let act = signed.act
        let party = try requireDepartment(act.department, cause)
        guard cause?.officer == nil || cause?.officer == act.officer else { throw .notPermitted }
        guard party.actKeys.contains(where: { $0.officer == act.officer })
        else { throw .unknownKey }
        if let index = try recorded(signed) { return .repeated([index]) }
        let record = try answered(act)
        try check(act.verb, in: record)
        try checkDuty(of: act, in: record)
        try checkDetail(of: act)
        let rules = try rulebook()
        let received =
            record.receipt == nil ? receipt(of: record, under: rules, at: now) : nil
        let started = received?.clocks ?? []
        let acted = acted(signed, in: record, started: started, under: rules, at: now)
        return .record((received.map { [.received($0)] } ?? []) + [act.verb.event(acted)])
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

    /// The assignment whose current order the act answers.
    private func answered(_ act: Act) throws(Refusal) -> AssignmentRecord {
        guard let id = orders[act.order], let record = assignmentRecords[id],
            record.assignment.department == act.department
        else { throw .unknownEntry }
        guard record.assignment.matter == act.matter else { throw .unknownMatter }
        guard record.order == act.order else { throw .staleVersion }
        guard record.orderHash == act.orderHash else { throw .unknownEntry }
        return record
    }

    private func check(_ verb: ActVerb, in record: AssignmentRecord) throws(Refusal) {
        let isAllowed: Bool
        switch (verb, record.state) {
        case (_, .returned), (_, .concluded): throw .assignmentClosed
        case (.sign, .dispatched), (.sign, .delivered): isAllowed = true
        case (.object, .dispatched), (.object, .delivered), (.object, .signed): isAllowed = true
        case (.accept, .dispatched), (.accept, .delivered), (.accept, .signed): isAllowed = true
        case (.conclude, .accepted): isAllowed = true
        case (.conclude, .signed): isAllowed = record.assignment.role == .assisting
        case (.sign, _), (.object, _), (.accept, _), (.conclude, _): isAllowed = false
        }
        guard isAllowed else { throw .wrongState }
    }

    /// The act must name the duty it answers, in a rule set adopted that has it.
    private func checkDuty(of act: Act, in record: AssignmentRecord) throws(Refusal) {
        let isRight: Bool
        switch act.verb {
        case .sign: isRight = act.duty == .signature
        case .object: isRight = act.duty == .objection
        case .accept: isRight = act.duty == .notice
        case .conclude:
            let results: [DutyID] = [.conclusion, .feedback]
            let owed = running(results, of: record)
            isRight = (owed.isEmpty ? results : owed).contains(act.duty)
        }
        guard isRight, ruleSets[act.ruleSet]?.value.duty(act.duty) != nil
        else { throw .dutyWrong }
    }

    private func checkDetail(of act: Act) throws(Refusal) {
        switch act.verb {
        case .object, .conclude: guard act.note != nil else { throw .reasonMissing }
        case .sign, .accept: break
        }
        guard act.verb == .conclude else {
            guard act.detail == nil else { throw .detailWrong }
            return
        }
        guard let detail = act.detail, Act.conclusions.contains(detail)
        else { throw .detailWrong }
    }

    private func acted(
        _ signed: SignedAct,
        in record: AssignmentRecord,
        started: [ClockStart],
        under rules: Rulebook,
        at now: Timestamp
    ) -> Acted {
        let act = signed.act
        let ends = act.verb.ends.filter { duty in
            isRunning(record.key(of: duty)) || started.contains { $0.duty == duty }
        }
        let skew = act.claimedAt.milliseconds - now.milliseconds
        return Acted(
            assignment: record.assignment.id,
            version: record.version,
            act: signed,
            clocks: starts(by: act.verb, of: record.assignment, under: rules, at: now),
            settles: ends,
            isLate: isLate(act.duty, of: record, at: now),
            isSkewed: abs(skew) > Self.skewMilliseconds
        )
    }

    private func starts(
        by verb: ActVerb,
        of assignment: Assignment,
        under rules: Rulebook,
        at now: Timestamp
    ) -> [ClockStart] {
        let clock: ClockStart?
        switch verb {
        case .sign, .conclude: clock = nil
        case .object: clock = rules.clock(.objectionDecision, owner: .office, start: now)
        case .accept:
            let matterClass = matterRecords[assignment.matter]?.facts.matterClass
            clock =
                matterClass == .claim6 && assignment.role == .lead
                ? rules.clock(.conclusion, owner: assignment.department, start: now) : nil
        }
        return clock.map { [$0] } ?? []
    }

    /// The duty's legal date had passed; a clock just started, or provisional, is never late.
    private func isLate(_ duty: DutyID, of record: AssignmentRecord, at now: Timestamp) -> Bool {
        guard let legal = clockRecords[record.key(of: duty)]?.start.dates.legal
        else { return false }
        return now.civilDate > legal
    }
}

extension ActVerb {
    /// The duties whose clocks the act ends, where they run.
    fileprivate var ends: [DutyID] {
        switch self {
        case .sign: [.signature]
        case .object: [.signature, .objection]
        case .accept: [.signature, .objection, .notice]
        case .conclude: [.signature, .objection, .feedback, .conclusion]
        }
    }

    fileprivate func event(_ acted: Acted) -> Event {
        switch self {
        case .sign: .signed(acted)
        case .object: .objected(acted)
        case .accept: .accepted(acted)
        case .conclude: .concluded(acted)
        }
    }
}
