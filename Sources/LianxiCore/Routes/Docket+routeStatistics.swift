// How well the catalogue's rules do, so that a rule that sends matters astray is seen.

extension Docket {
    /// Counts the proposals recorded within the days, the first and the last included, by rule in order.
    ///
    /// Walks over all proposals. Of an older catalogue's rules those count that the days have.
    package func routeStatistics(from first: CivilDate, through last: CivilDate) -> [RouteTally] {
        var tallies: [RouteID: RouteTally] = [:]
        var choices: [RouteID: [PartyID: Int]] = [:]
        for record in routings where (first...last).contains(record.mark.at.civilDate) {
            let rule = record.routed.proposal.rule
            count(record, into: &tallies[rule, default: RouteTally(rule: rule)])
            if !record.routed.isFollowed {
                choices[rule, default: [:]][record.routed.lead, default: 0] += 1
            }
        }
        return tallies.values.sorted { $0.rule < $1.rule }.map { tally in
            var tally = tally
            tally.instead = (choices[tally.rule] ?? [:])
                .map { RouteChoice(lead: $0.key, count: $0.value) }
                .sorted { ($1.count, $0.lead) < ($0.count, $1.lead) }
                .prefix(5).map(\.self)
            return tally
        }
    }

    private func count(_ record: RoutedRecord, into tally: inout RouteTally) {
        tally.proposed += 1
        let routed = record.routed
        guard routed.isFollowed, let matter = matterRecords[routed.matter] else { return }
        tally.followed += 1
        if assignmentRecords[routed.assignment]?.state == .returned { tally.returned += 1 }
        if matter.steps.contains(where: {
            $0.is(.openDispute) && $0.assignment == routed.assignment
        }) {
            tally.disputed += 1
        }
        let leads = matter.assignments.compactMap { assignmentRecords[$0] }
            .filter { $0.assignment.role == .lead && $0.state != .returned }
        let isStillLed = leads.contains { $0.assignment.id == routed.assignment }
        if !isStillLed, !leads.isEmpty { tally.redispatched += 1 }
    }
}
