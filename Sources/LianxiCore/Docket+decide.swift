extension Docket {
    /// Says which events `command` causes, without changing anything.
    ///
    /// - Parameters:
    ///   - command: What someone wants. Already parsed; signatures are verified.
    ///   - cause: Who asks. `nil` for the daemon itself, which founds, adopts, enrols, revokes and
    ///     lets time pass; everything else needs someone.
    ///   - now: The moment it is decided. Never before the newest entry.
    /// - Returns: Events to record in their order, or the entries that were the answer before.
    /// - Throws: ``Refusal`` when the docket does not allow it.
    package func decide(
        _ command: Command,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        if case .found(let origin, let name) = command {
            return try found(origin: origin, name: name, by: cause)
        }
        guard founding != nil else { throw .notFounded }
        if let entries = try answered(command, by: cause) { return .repeated(entries) }
        try checkWord(under: command, by: cause, at: now)
        try checkRecusal(of: command, by: cause)
        try checkErasure(of: command, by: cause)
        let decision = try decideNew(command, by: cause, at: now)
        try checkRoles(of: decision, by: cause)
        return decision
    }

    /// Decides what was not asked before.
    private func decideNew(
        _ command: Command,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        switch command {
        case .found, .advanceClock:
            guard cause == nil else { throw .notPermitted }
            return .record(passing(at: now))
        case .adoptRuleSet(let value): return try adopt(value, by: cause)
        case .adoptCalendar(let value): return try adopt(value, by: cause)
        case .adoptRoster(let roster): return try adopt(roster, by: cause)
        case .changeRoster(let it): return try change(it, by: cause, at: now)
        case .adoptRoutes(let book): return try adopt(book, by: cause)
        case .adoptPolicy(let value): return try adopt(value, by: cause, at: now)
        case .enrol(let party): return try enrol(party, by: cause, at: now)
        case .invite(let it): return try invite(it, by: cause, at: now)
        case .revoke(let party): return try revoke(party, by: cause)
        case .register(let facts, let reception):
            return try register(facts, reception, by: cause, at: now)
        case .join(let matter, let piece): return try join(piece, to: matter, by: cause, at: now)
        case .dispatch(let matter, let kind, let period, let recipients):
            try requireOffice(cause)
            let order = DispatchOrder(
                matter: matter,
                kind: kind,
                feedbackPeriod: period,
                recipients: recipients
            )
            let dispatched = try dispatch(order, at: now)
            return .record(dispatched + [routing(of: order, at: now)].compactMap { $0 })
        case .receive(let department, let order):
            return try receive(order, for: department, by: cause, at: now)
        case .act(let signed): return try act(signed, by: cause, at: now)
        case .decideObjection(let assignment, let version, let isUpheld, let note):
            try requireOffice(cause)
            return try decideObjection(
                of: assignment,
                version: version,
                isUpheld: isUpheld,
                note: note,
                at: now
            )
        case .step(let it): return try step(it, by: cause, at: now)
        case .reorganise(let it): return try reorganise(it, by: cause, at: now)
        case .seat(let it): return try seat(it, by: cause)
        case .convene(let it): return try convene(it, by: cause, at: now)
        case .task(let it): return try task(it, by: cause, at: now)
        case .lead(let it): return try lead(it, by: cause, at: now)
        case .visit(let it): return try visit(it, by: cause, at: now)
        case .appoint(let it): return try appoint(it, by: cause)
        case .observe(let it): return try observe(it, by: cause, at: now)
        case .tick(let it): return try tick(it, by: cause, at: now)
        case .recordShadow(let it): return try recordShadow(it, by: cause, at: now)
        case .document(let it): return try document(it, by: cause, at: now)
        case .attach(let matter, let listing):
            return try attach(listing, to: matter, by: cause)
        case .look(let chain, let fields, let purpose):
            return try look(into: chain, fields: fields, purpose: purpose, by: cause)
        case .askErasure(let it): return try askErasure(it, by: cause)
        case .erase(let matter, let asked, let signed):
            return try erase(matter, asked: asked, signed: signed, by: cause, at: now)
        }
    }

    /// How far a clock of someone else's may be off: five minutes, in milliseconds.
    package static var skewMilliseconds: Int64 { 300_000 }

    // MARK: Who asks

    /// The office asks, and is named.
    func requireOffice(_ cause: Cause?) throws(Refusal) {
        guard let cause else { throw .notPermitted }
        guard try asker(cause).kind == .office else { throw .notPermitted }
    }

    /// The office asks, or the daemon itself.
    func requireOfficeOrDaemon(_ cause: Cause?) throws(Refusal) {
        if cause != nil { try requireOffice(cause) }
    }

    /// The department itself asks.
    func requireDepartment(_ department: PartyID, _ cause: Cause?) throws(Refusal) -> Party {
        guard let cause, cause.party == department else { throw .notPermitted }
        let party = try asker(cause)
        guard party.kind == .department else { throw .notPermitted }
        return party
    }

    /// The department or the leaders themselves ask.
    func requireParty(_ id: PartyID, _ cause: Cause?) throws(Refusal) -> Party {
        guard let cause, cause.party == id else { throw .notPermitted }
        let party = try asker(cause)
        guard party.kind != .office else { throw .notPermitted }
        return party
    }

    /// The party that asks, enrolled and not revoked.
    func asker(_ cause: Cause) throws(Refusal) -> Party {
        guard let record = partyRecords[cause.party] else { throw .unknownParty }
        guard !record.isRevoked else { throw .partyRevoked }
        return record.party
    }

    /// The entries of a request seen before; `nil` for a new one.
    private func answered(_ command: Command, by cause: Cause?) throws(Refusal) -> [UInt64]? {
        guard let cause, let request = cause.request, let shape = RequestShape(command),
            let trace = requests[RequestKey(party: cause.party, request: request)]
        else { return nil }
        guard trace.shape == shape else { throw .requestReused }
        return trace.entries
    }

    /// The rules in force; clocks are started under no others.
    func rulebook() throws(Refusal) -> Rulebook {
        guard let ruleSet, let calendar, let policy else { throw .noRules }
        return Rulebook(ruleSet: ruleSet, calendar: calendar, policy: policy)
    }
}
