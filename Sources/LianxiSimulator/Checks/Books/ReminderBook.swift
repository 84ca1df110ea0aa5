import LianxiCore

/// Whose reminders rest, by the policies as the ledger has them.
struct ReminderBook {
    private var policies: [DataSetID: EscalationPolicy] = [:]
    /// Leads that accepted, and of which the office said nothing more since.
    private var accepted: [AssignmentID: Int] = [:]

    mutating func take(_ line: Books.Line, _ charges: ChargeBook) -> [String] {
        switch line.event {
        case .policyAdopted(let policy): policies[policy.id] = policy
        case .accepted(let it): accepted[it.assignment] = charges.charges[it.assignment]?.version
        case .stepped(let it) where it.step.kind == .attend:
            return it.step.details.at == nil ? ["somebody attends to a clock for ever"] : []
        case .escalated(let it): return reminded(it, charges)
        default: break
        }
        return []
    }

    private func reminded(_ it: Escalated, _ charges: ChargeBook) -> [String] {
        guard let step = policies[it.policy]?.step(it.step, of: it.clock.duty),
            step.isQuietedByLead, !step.breaksQuiet,
            let charge = it.clock.assignment.flatMap({ charges.charges[$0] }),
            charge.role == .assisting
        else { return [] }
        let isLed = charges.charges.contains { id, other in
            other.matter == charge.matter && other.role == .lead && other.isLive
                && accepted[id] == other.version
        }
        return isLed ? ["reminds a unit that assists, though the lead has accepted"] : []
    }
}
