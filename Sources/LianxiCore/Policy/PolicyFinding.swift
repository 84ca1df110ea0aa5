/// A chain of a policy that would end at nobody, or at nobody who can be told.
package struct PolicyFinding: Hashable, Sendable {
    package let duty: DutyID
    /// The department that would owe the duty, where the chain ends within it.
    package let department: PartyID?
    /// Whom the last step tells, as a policy file writes it.
    package let targets: [EscalationTarget]
    /// The first hour at which none of them is anybody who can be told.
    package let from: Timestamp
    /// For how many hours of the days looked at.
    package let hours: Int
    /// At the first of these hours somebody is there, and every channel of theirs fails.
    package let isUnheard: Bool

    package init(
        duty: DutyID,
        department: PartyID?,
        targets: [EscalationTarget],
        from: Timestamp,
        hours: Int,
        isUnheard: Bool
    ) {
        self.duty = duty
        self.department = department
        self.targets = targets
        self.from = from
        self.hours = hours
        self.isUnheard = isUnheard
    }
}

extension Docket {
    /// How far ahead a policy is checked.
    package static var checkedDays: Int { 30 }

    /// Says which chains of the policy do not end at a person who can be told.
    package func findings(of policy: EscalationPolicy, at now: Timestamp) -> [PolicyFinding] {
        findings(of: policy.ends, at: now)
    }

    /// Says which ends are not a person who can be told by a working channel, at every hour of the next
    /// 30 days, as appointments, rosters and channels are known now.
    ///
    /// Where nothing was ever recorded about a post, the post itself counts as somebody, told by the feed.
    ///
    /// - Parameters:
    ///   - ends: Of a policy, adopted or not.
    ///   - now: The first hour.
    /// - Returns: In the order of the ends and departments.
    package func findings(of ends: [ChainEnd], at now: Timestamp) -> [PolicyFinding] {
        let departments = parties.filter { $0.party.kind == .department && !$0.isRevoked }
            .map(\.party.id)
        var known: [TargetOf: [Standing]] = [:]
        func hours(_ target: EscalationTarget, of department: PartyID?) -> [Standing] {
            let key = TargetOf(target: target, department: department)
            if let found = known[key] { return found }
            let about = ReachCase(department: department ?? .office, assignment: nil, matter: nil)
            let found = (0..<Self.checkedDays * 24).map { hour in
                let moment = now.adding(milliseconds: Int64(hour) * 3_600_000)
                let reach = reach(target, about, at: moment)
                if reach.hole != nil { return Standing.nobody }
                return canBeTold(reach, on: moment.civilDate) ? .heard : .unheard
            }
            known[key] = found
            return found
        }
        return ends.flatMap { end -> [PolicyFinding] in
            let isOwn = end.targets.allSatisfy(\.isOfTheOwner)
            return (isOwn ? departments.map { $0 } : [nil]).compactMap { department in
                let others = end.targets.filter { department != nil || !$0.isOfTheOwner }
                let each = others.map { hours($0, of: department) }
                let empty = (0..<Self.checkedDays * 24).filter { hour in
                    !each.contains { $0[hour] == .heard }
                }
                guard let first = empty.first else { return nil }
                return PolicyFinding(
                    duty: end.duty,
                    department: department,
                    targets: end.targets,
                    from: now.adding(milliseconds: Int64(first) * 3_600_000),
                    hours: empty.count,
                    isUnheard: each.contains { $0[first] == .unheard }
                )
            }
        }
    }

    /// Says whether a channel works, as far as is recorded, by which one of those reached can be told.
    ///
    /// The post itself, and whoever has no appointment, is told by the feed.
    private func canBeTold(_ reach: Reach, on day: CivilDate) -> Bool {
        guard !failingChannels.isEmpty || !darkUnits.isEmpty else { return true }
        guard !reach.holders.isEmpty else { return isWorking(.feed, of: reach.recipient) }
        return reach.holders.contains { holder in
            channels(of: holder, on: day).contains { isWorking($0, of: holder.party) }
        }
    }

    private func channels(of holder: PostHolder, on day: CivilDate) -> [NoticeChannel] {
        let held = appointments(on: day).map(\.appointment).filter {
            $0.party == holder.party && $0.person?.id == holder.person.id
        }
        let own = held.first { $0.post == holder.post }?.channels ?? held.flatMap(\.channels)
        return own.isEmpty ? [.feed] : own
    }
}

/// What a target is worth at one hour.
private enum Standing {
    case nobody
    /// Somebody whom no working channel can tell.
    case unheard
    case heard
}

private struct TargetOf: Hashable {
    let target: EscalationTarget
    let department: PartyID?
}
