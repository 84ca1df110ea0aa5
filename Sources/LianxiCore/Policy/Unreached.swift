/// A step of an escalation could reach nobody at one of its targets; addressed to the office.
///
/// Names no matter: the hole is in the conference, whatever was to be told.
package struct Unreached: Hashable, Sendable {
    /// Why nobody was reached.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Nobody holds the post, or the person holds none.
        case vacant
        /// Nobody is on duty, or there is no such roster.
        case noDuty = "no-duty"
        /// The party's keys were revoked.
        case revoked
        /// Whoever holds the post stands aside (回避) from the matter.
        case recused
        /// The party is kept from the matter.
        case excluded
    }

    package let target: EscalationTarget
    /// The party whose target it is.
    package let party: PartyID
    package let reason: Reason
    package let policy: DataSetID

    package init(target: EscalationTarget, party: PartyID, reason: Reason, policy: DataSetID) {
        self.target = target
        self.party = party
        self.reason = reason
        self.policy = policy
    }

    /// What makes two reports one hole.
    package var key: HoleKey { HoleKey(party: party, target: target, reason: reason) }
}

/// A hole: a target of a party that reaches nobody, and why.
package struct HoleKey: Hashable, Comparable, Sendable {
    package let party: PartyID
    package let target: EscalationTarget
    package let reason: Unreached.Reason

    package static func < (left: Self, right: Self) -> Bool {
        if left.party != right.party { return left.party < right.party }
        return (left.target.text, left.reason.rawValue) < (right.target.text, right.reason.rawValue)
    }
}
