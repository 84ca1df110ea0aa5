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

    /// The officers of the party who stand aside from the matter, in the order in which they did.
    package func recusedOfficers(of party: PartyID, from matter: MatterID) -> [OfficerID] {
        guard let record = matterRecords[matter] else { return [] }
        if party == .office { return record.recused }
        return record.assignments.flatMap { id -> [OfficerID] in
            guard let it = assignmentRecords[id], it.assignment.department == party
            else { return [] }
            return it.recused
        }
    }
}
