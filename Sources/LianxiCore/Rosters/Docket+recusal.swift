// Standing aside (回避), art. 28(3): per person, and for every way in which a matter reaches a person.

extension Docket {
    /// The officer of the party stands aside from the matter, by an act of the unit or a step of the office.
    package func isRecused(
        _ officer: OfficerID,
        of party: PartyID,
        from matter: MatterID
    ) -> Bool {
        recusedOfficers(of: party, from: matter).contains(officer)
    }

    /// The officers of the party who stand aside from the matter, in the order in which they did; also from what it
    /// had once, which may come back.
    package func recusedOfficers(of party: PartyID, from matter: MatterID) -> [OfficerID] {
        guard let record = matterRecords[matter] else { return [] }
        if party == .office { return record.recused }
        return record.assignments.flatMap { id -> [OfficerID] in
            guard let it = assignmentRecords[id] else { return [] }
            return it.assignment.department == party
                ? it.recused : it.formerUnits.last { $0.department == party }?.recused ?? []
        }
    }

    /// The matter reports the party or its people: nobody of it hears of the matter.
    ///
    /// Art. 30(3).
    package func isReported(_ party: PartyID, in matter: MatterID) -> Bool {
        matterRecords[matter]?.reception.excluded.contains(party) ?? false
    }

    /// Who holds the post on the day and may be told of the matter.
    ///
    /// - Returns: The appointment; `nil` also where the holder stands aside, and in a unit reported in it.
    package func holder(
        of post: OfficerID,
        in party: PartyID,
        on day: CivilDate,
        for matter: MatterID
    ) -> RecordedAppointment? {
        guard !isReported(party, in: matter), let it = holder(of: post, in: party, on: day),
            let person = it.appointment.person, !isRecused(person.id, of: party, from: matter)
        else { return nil }
        return it
    }

    /// Nobody who stands aside asks for anything about the matter, whatever the way.
    ///
    /// A unit's own acts are checked with the act, by its key.
    func checkRecusal(of command: Command, by cause: Cause?) throws(Refusal) {
        guard let cause else { return }
        let recused = matters(of: command).flatMap { recusedOfficers(of: cause.party, from: $0) }
        guard !recused.isEmpty else { return }
        if let officer = cause.officer {
            guard !recused.contains(officer) else { throw .recused }
        } else if case .look = command {
            // Who looks cannot be told from who stands aside.
            throw .recused
        }
    }

    private func matters(of command: Command) -> [MatterID] {
        switch command {
        case .join(let matter, _), .dispatch(let matter, _, _, _), .attach(let matter, _),
            .erase(let matter, _, _):
            [matter]
        case .look(let chain, _, _): [chain.matter].compactMap { $0 }
        case .askErasure(let it): [it.order.matter]
        case .decideObjection(let id, _, _, _):
            [assignmentRecords[id]?.assignment.matter].compactMap { $0 }
        case .step(let it): [it.matter]
        case .document(let it):
            (it.subject ?? documentRecords[it.document]?.subject)?.named ?? []
        default: []
        }
    }

    /// An officer of the office stands aside, once and for all, by the office's word.
    func standAside(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let person = it.details.person.flatMap({ OfficerID($0) }) else { throw .detailWrong }
        guard !it.matter.recused.contains(person) else { throw .recused }
        return [stepped(it)]
    }
}
