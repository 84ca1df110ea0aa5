/// A chain of a policy that would end at nobody.
package struct PolicyFinding: Hashable, Sendable {
    package let duty: DutyID
    /// The department that would owe the duty, where the chain ends within it.
    package let department: PartyID?
    /// Whom the last step tells, as a policy file writes it.
    package let targets: [EscalationTarget]
    /// The first hour at which none of them is anybody.
    package let from: Timestamp
    /// For how many hours of the days looked at.
    package let hours: Int
}

extension Docket {
    /// How far ahead a policy is checked.
    package static var checkedDays: Int { 30 }

    /// Says which chains of the policy do not end at a person who can be told, at every hour of the next
    /// 30 days, as appointments and rosters are known now.
    ///
    /// Where nothing was ever recorded about a post, the post itself counts as somebody.
    ///
    /// - Parameters:
    ///   - policy: Adopted or not.
    ///   - now: The first hour.
    /// - Returns: In the order of the duties and departments.
    package func findings(of policy: EscalationPolicy, at now: Timestamp) -> [PolicyFinding] {
        let departments = parties.filter { $0.party.kind == .department && !$0.isRevoked }
            .map(\.party.id)
        var known: [TargetOf: [Bool]] = [:]
        func hours(_ target: EscalationTarget, of department: PartyID?) -> [Bool] {
            let key = TargetOf(target: target, department: department)
            if let found = known[key] { return found }
            let about = ReachCase(department: department ?? .office, assignment: nil, matter: nil)
            let found = (0..<Self.checkedDays * 24).map { hour in
                let moment = now.adding(milliseconds: Int64(hour) * 3_600_000)
                return reach(target, about, at: moment).hole == nil
            }
            known[key] = found
            return found
        }
        return policy.chains.flatMap { chain -> [PolicyFinding] in
            guard let last = chain.steps.last else { return [] }
            let isOwn = last.targets.allSatisfy(\.isOfTheOwner)
            return (isOwn ? departments.map { $0 } : [nil]).compactMap { department in
                let others = last.targets.filter { department != nil || !$0.isOfTheOwner }
                let each = others.map { hours($0, of: department) }
                let empty = (0..<Self.checkedDays * 24).filter { hour in
                    !each.contains { $0[hour] }
                }
                guard let first = empty.first else { return nil }
                return PolicyFinding(
                    duty: chain.duty,
                    department: department,
                    targets: last.targets,
                    from: now.adding(milliseconds: Int64(first) * 3_600_000),
                    hours: empty.count
                )
            }
        }
    }
}

private struct TargetOf: Hashable {
    let target: EscalationTarget
    let department: PartyID?
}
