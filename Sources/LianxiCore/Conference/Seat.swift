/// A unit joins the conference (成员单位), or leaves it, from a day on.
///
/// Art. 13(2): members are adjusted as the situation demands. While nobody was ever seated, every
/// department enrolled is a member.
package struct Seat: Hashable, Sendable {
    package let party: PartyID
    /// It is a member from the day on; else it is none.
    package let isMember: Bool
    package let on: CivilDate
    /// Number of the decision, as in ``StepDetails/document``.
    package let document: String?

    package init(party: PartyID, isMember: Bool, on: CivilDate, document: String? = nil) {
        self.party = party
        self.isMember = isMember
        self.on = on
        self.document = document
    }
}

extension Docket {
    func seat(_ seat: Seat, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard let record = partyRecords[seat.party], record.party.kind == .department
        else { throw .unknownParty }
        guard !record.isRevoked else { throw .partyRevoked }
        guard seat.document.map(StepDetails.isLabel) ?? true else { throw .detailWrong }
        return .record([.seated(seat)])
    }

    /// The members of the conference on a day, in the order of their names.
    package func members(on day: CivilDate) -> [PartyID] {
        let parties = parties.filter { $0.party.kind == .department && !$0.isRevoked }
        guard !seats.isEmpty else { return parties.map(\.party.id) }
        return parties.map(\.party.id).filter { party in
            // Of two for one day the later word holds.
            seats.filter { $0.party == party && $0.on <= day }
                .reduce(nil) { (newest: Seat?, seat) in
                    newest.map { seat.on >= $0.on ? seat : $0 } ?? seat
                }?.isMember ?? false
        }
    }
}
