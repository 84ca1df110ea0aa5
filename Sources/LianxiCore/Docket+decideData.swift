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

    /// Adopts a policy every chain of which ends at somebody; holes block it.
    func adopt(
        _ value: EscalationPolicy,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        if let index = try adoption(of: value, among: policies[value.id]) {
            return .repeated([index])
        }
        guard value.isWellFormed else { throw .malformed }
        guard findings(of: value, at: now).isEmpty else { throw .policyHole }
        return .record([.policyAdopted(value)])
    }

    /// Adopts a calendar, and redates the running clocks it moves, the first ones at once.
    ///
    /// The others follow as time passes, a portion at a time.
    func adopt(_ value: WorkCalendar, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        if let index = try adoption(of: value) {
            // The configuration may still name one that was in force before; the office means it.
            guard cause == nil || value.id == calendar?.id else { throw .dataSetExists }
            return .repeated([index])
        }
        let redated = try movers(under: value).keys.prefix(Self.escalationLimit - 1)
            .compactMap { move(of: $0, under: value) }
        return .record([.calendarAdopted(value)] + redated.map(redating))
    }

    /// Whether the event adopts data under a name that stands for other data already, which no daemon does.
    package func renames(_ event: Event) -> Bool {
        switch event {
        case .ruleSetAdopted(let it): ruleSets[it.id].map { $0.value != it } ?? false
        case .policyAdopted(let it): policies[it.id].map { $0.value != it } ?? false
        case .calendarAdopted(let it): calendars[it.id].map { !$0.value.agrees(with: it) } ?? false
        default: false
        }
    }

    /// Index of the adoption of a calendar that says the same; `nil` when its name is new.
    func adoption(of value: WorkCalendar) throws(Refusal) -> UInt64? {
        guard let adopted = calendars[value.id] else { return nil }
        guard adopted.value.agrees(with: value) else { throw .dataSetExists }
        return adopted.adoption.index
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

    /// Enrols a party, or replaces the keys and the name of one enrolled before.
    func enrol(_ party: Party, by cause: Cause?, at now: Timestamp) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        guard party.isWellFormed else { throw .malformed }
        if let record = partyRecords[party.id] {
            guard record.party.kind == party.kind else { throw .malformed }
            if record.party.isSame(as: party), !record.isRevoked {
                return .repeated([record.enrolment.index])
            }
        }
        if let invitation = party.invitation {
            try checkInvitation(invitation, of: party.id, by: cause?.officer, at: now)
        }
        try checkSignatures(of: party, by: cause?.officer)
        if cause != nil { try checkOfficers(of: party) }
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
        (0...23).contains(hour) && quiet?.isWellFormed ?? true
            && Set(chains.map(\.duty)).count == chains.count
            && chains.allSatisfy { chain in
                Set(chain.steps.map(\.number)).count == chain.steps.count
                    && firings(for: chain.duty) <= Self.firingLimit
                    && chain.steps.allSatisfy(\.isWellFormed)
            }
    }

    /// The most firings of one chain, repeats counted: they all stand in the entry that starts the clock.
    package static let firingLimit = 99
}

extension EscalationStep {
    var isWellFormed: Bool {
        (1...99).contains(number) && (1...EscalationPolicy.targetLimit).contains(targets.count)
            && repeats.map { (1...StepRepeat.most).contains($0.times) } ?? true
            && hour.map { (0...23).contains($0) } ?? true
    }
}

extension Party {
    /// The office and the leaders have their fixed names, and nobody else has; officers are distinct.
    ///
    /// The office is no witness of its own ledger.
    package var isWellFormed: Bool {
        (kind == .office) == (id == .office) && (kind != .office || witnessKey == nil)
            && (kind == .leaders) == (id == .leaders)
            && (!signs || kind != .department && !actKeys.isEmpty)
            && !curveKeys.isEmpty && Set(actKeys.map(\.officer)).count == actKeys.count
            && rolesAreWhole
    }
}
