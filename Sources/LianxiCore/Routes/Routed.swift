/// What the catalogue proposed for a matter, beside what the officer chose.
///
/// Recorded with the dispatch that names the lead; addressed to nobody.
package struct Routed: Hashable, Sendable {
    package let matter: MatterID
    package let proposal: RouteProposal
    /// The assignment of the unit that was chosen to lead.
    package let assignment: AssignmentID
    /// Who was chosen to lead.
    package let lead: PartyID
    /// Who was chosen to assist in the same dispatch, in order.
    package let assists: [PartyID]

    package init(
        matter: MatterID,
        proposal: RouteProposal,
        assignment: AssignmentID,
        lead: PartyID,
        assists: [PartyID]
    ) {
        self.matter = matter
        self.proposal = proposal
        self.assignment = assignment
        self.lead = lead
        self.assists = assists
    }

    /// The officer chose the lead that was proposed.
    package var isFollowed: Bool { lead == proposal.lead }
}

/// A proposal as the docket keeps it.
package struct RoutedRecord: Hashable, Sendable {
    package let routed: Routed
    package let mark: Mark
}

extension Event {
    /// Whoever asked is told of the entry; what was proposed beside it is nobody's answer.
    package var answersRequest: Bool {
        if case .routed = self { false } else { true }
    }
}
