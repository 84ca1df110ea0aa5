/// What became of one rule's proposals.
package struct RouteTally: Hashable, Sendable {
    package let rule: RouteID
    /// Dispatches for which it proposed.
    package var proposed = 0
    /// The officer chose the lead it proposed.
    package var followed = 0
    /// Of those followed: the unit was not competent, and the office agreed.
    package var returned = 0
    /// Of those followed: the units did not agree.
    ///
    /// Art. 24(1).
    package var disputed = 0
    /// Of those followed: another unit leads now.
    package var redispatched = 0
    /// Who was chosen instead, the most frequent first, at most 5.
    package var instead: [RouteChoice] = []

    package init(rule: RouteID) { self.rule = rule }
}

/// A unit that officers chose instead of the one proposed.
package struct RouteChoice: Hashable, Sendable {
    package let lead: PartyID
    package let count: Int

    package init(lead: PartyID, count: Int) {
        self.lead = lead
        self.count = count
    }
}
