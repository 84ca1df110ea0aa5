// The dispatch catalogue: adopting it, asking it, and recording what it proposed.

extension Docket {
    func adopt(_ book: RouteBook, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        guard book.isWellFormed else { throw .malformed }
        if let routes, routes.value == book { return .repeated([routes.adoption.index]) }
        // A new installation adopts its catalogue before the units are enrolled.
        if cause != nil, !unknownUnits(of: book).isEmpty { throw .unknownParty }
        return .record([.routesAdopted(book)])
    }

    /// The units the catalogue names that could not be handed a matter today, in order.
    package func unknownUnits(of book: RouteBook) -> [PartyID] {
        let named = Set(book.rules.flatMap { [$0.lead] + $0.assists })
        return named.filter { id in
            guard let record = partyRecords[id] else { return true }
            return record.party.kind != .department || record.isRevoked
        }.sorted()
    }

    /// What the catalogue proposes for a matter not registered yet; `nil` when no rule fits.
    ///
    /// Units that went over to others by the moment are not proposed.
    package func proposal(for question: RouteQuestion, at now: Timestamp) -> RouteProposal? {
        routes?.value.propose(for: question) {
            mayBeHanded($0, matterClass: question.matterClass, excluded: [], at: now)
        }
    }

    /// What the catalogue proposes for a registered matter: never a unit reported in it.
    ///
    /// Arts. 28, 30.
    package func proposal(for matter: MatterID, at now: Timestamp) -> RouteProposal? {
        guard let record = matterRecords[matter] else { return nil }
        return routes?.value.propose(for: RouteQuestion(record.facts)) {
            mayBeHanded(
                $0,
                matterClass: record.facts.matterClass,
                excluded: record.reception.excluded,
                at: now
            )
        }
    }

    /// Whether a dispatch to the unit would be taken, as far as the unit itself goes.
    private func mayBeHanded(
        _ unit: PartyID,
        matterClass: MatterClass,
        excluded: [PartyID],
        at now: Timestamp
    ) -> Bool {
        guard let record = partyRecords[unit], record.party.kind == .department,
            !record.isRevoked, !excluded.contains(unit)
        else { return false }
        if let change = record.change, change.on <= now.civilDate { return false }
        return matterClass != .informant || record.party.handlesReports
    }

    /// The entry that says what was proposed for a dispatch; `nil` where nothing was, or nobody new leads.
    func routing(of order: DispatchOrder, at now: Timestamp) -> Event? {
        guard routes != nil, let lead = order.recipients.first(where: { $0.role == .lead }),
            let proposal = proposal(for: order.matter, at: now)
        else { return nil }
        return .routed(
            Routed(
                matter: order.matter,
                proposal: proposal,
                assignment: lead.assignment,
                lead: lead.department,
                assists: order.recipients.filter { $0.role == .assisting }.map(\.department)
            )
        )
    }
}
