// Founding, data sets and parties: what the office or the daemon itself sets up.

extension Docket {
    func found(origin: String, name: String, by cause: Cause?) throws(Refusal) -> Decision {
        guard cause == nil else { throw .notPermitted }
        guard founding == nil, size == 0 else { throw .alreadyFounded }
        return .record([.founded(origin: origin, name: name)])
    }

    func adopt(_ value: RuleSet, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        if let index = try adoption(of: value, among: ruleSets[value.id]) {
            return .repeated([index])
        }
        guard Set(value.duties.map(\.id)).count == value.duties.count else { throw .malformed }
        return .record([.ruleSetAdopted(value)])
    }

    func adopt(_ value: EscalationPolicy, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        if let index = try adoption(of: value, among: policies[value.id]) {
            return .repeated([index])
        }
        guard value.isWellFormed else { throw .malformed }
        return .record([.policyAdopted(value)])
    }

    /// Adopts a calendar, and dates the running clocks that waited for it.
    func adopt(_ value: WorkCalendar, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        if let index = try adoption(of: value, among: calendars[value.id]) {
            return .repeated([index])
        }
        guard Set(value.years.map(\.year)).count == value.years.count else { throw .malformed }
        let redated = incomplete.sorted().compactMap { key in
            redating(of: key, in: value).map { Event.redated(key, $0) }
        }
        return .record([.calendarAdopted(value)] + redated)
    }

    /// Index of the adoption of exactly this value; `nil` when its name is new.
    private func adoption<Value>(
        of value: Value,
        among adopted: Adopted<Value>?
    ) throws(Refusal) -> UInt64? {
        guard let adopted else { return nil }
        guard adopted.value == value else { throw .dataSetExists }
        return adopted.adoption.index
    }

    private func redating(of key: ClockKey, in calendar: WorkCalendar) -> ClockStart? {
        guard let start = clockRecords[key]?.start, let period = period(of: key, start),
            let policy = policies[start.policy]?.value
        else { return nil }
        return start.redated(period, in: calendar, under: policy)
    }

    /// The period the clock was started with: the one named for feedback, or the rule set's.
    private func period(of key: ClockKey, _ start: ClockStart) -> Period? {
        if let named = start.period { return named }
        if key.duty == .feedback, let id = key.assignment {
            return assignmentRecords[id]?.assignment.feedbackPeriod
        }
        return ruleSets[start.ruleSet]?.value.duty(key.duty)?.effectivePeriod
    }

    /// Enrols a party, or replaces the keys and the name of one enrolled before.
    func enrol(_ party: Party, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        guard party.isWellFormed else { throw .malformed }
        if let record = partyRecords[party.id] {
            guard record.party.kind == party.kind else { throw .malformed }
            if record.party == party, !record.isRevoked {
                return .repeated([record.enrolment.index])
            }
        }
        return .record([.partyEnrolled(party)])
    }

    /// Revokes a party's keys.
    ///
    /// Its clocks keep running; the office cannot revoke itself.
    func revoke(_ id: PartyID, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        guard let record = partyRecords[id] else { throw .unknownParty }
        guard id != .office else { throw .notPermitted }
        if let revocation = record.revocation { return .repeated([revocation.index]) }
        return .record([.partyRevoked(id)])
    }
}

extension EscalationPolicy {
    /// How many targets one step may have; with it, one step always fits into one advance.
    static var targetLimit: Int { 16 }

    var isWellFormed: Bool {
        (0...23).contains(hour)
            && Set(chains.map(\.duty)).count == chains.count
            && chains.allSatisfy { chain in
                Set(chain.steps.map(\.number)).count == chain.steps.count
                    && chain.steps.allSatisfy { (1...Self.targetLimit).contains($0.targets.count) }
            }
    }
}

extension Party {
    /// The office and the leaders have their fixed names, and nobody else has; officers are distinct.
    var isWellFormed: Bool {
        (kind == .office) == (id == .office) && (kind == .leaders) == (id == .leaders)
            && !curveKeys.isEmpty && Set(actKeys.map(\.officer)).count == actKeys.count
    }
}
