// Whom a firing step tells: its targets, or, where they reach nobody, those of the steps above.

/// Whom a step tells, and whom it could not.
struct Telling {
    /// At least one.
    let reached: [Reach]
    let holes: [Unreached]
    /// The target for which those reached stand in.
    let instead: EscalationTarget?
}

extension Docket {
    /// Finds whom the step tells now.
    ///
    /// A target that reaches nobody is left out. When none does, the message goes at once to the targets
    /// of the next step above that reaches somebody, and to the office when no step does.
    func telling(
        _ step: EscalationStep,
        of policy: EscalationPolicy,
        on key: ClockKey,
        _ clock: ClockRecord,
        at now: Timestamp
    ) -> Telling {
        let about = reachCase(of: key, owner: clock.start.owner)
        var holes: [Unreached] = []
        func reached(_ step: EscalationStep) -> [Reach] {
            var reached: [Reach] = []
            for target in step.targets {
                let reach = reach(target, about, at: now)
                if let reason = reach.hole {
                    let hole = Unreached(
                        target: target,
                        party: reach.recipient,
                        reason: reason,
                        policy: policy.id
                    )
                    if !holes.contains(hole) { holes.append(hole) }
                } else if !reached.contains(where: {
                    $0.recipient == reach.recipient && $0.post == reach.post
                }) {
                    reached.append(reach)
                }
            }
            return reached
        }
        let own = reached(step)
        if !own.isEmpty { return Telling(reached: own, holes: holes, instead: nil) }
        for above in policy.steps(for: key.duty) where above.number > step.number {
            let others = reached(above)
            if !others.isEmpty {
                return Telling(reached: others, holes: holes, instead: step.targets.first)
            }
        }
        let office = reach(.office, about, at: now)
        return Telling(reached: [office], holes: holes, instead: step.targets.first)
    }

    /// What a message on the clock is about.
    ///
    /// `department` is the owner, or else the assignment's department; on a clock of the matter as
    /// a whole there is none, and the office hears of it.
    func reachCase(of key: ClockKey, owner: PartyID) -> ReachCase {
        let record = key.assignment.flatMap { assignmentRecords[$0] }
        let isDepartment = owner != .office && owner != .leaders && owner != .petitioner
        let department = isDepartment ? owner : record?.assignment.department ?? .office
        return ReachCase(
            department: department,
            assignment: record,
            matter: matterRecords[key.matter]
        )
    }
}

/// What one advance of the clock has found out already.
struct Firing {
    let moment: Timestamp
    /// The steps that fire in this advance, by clock.
    private var fired: [ClockKey: [Int]] = [:]
    private var reported: Set<HoleKey> = []
    private var known: [OwnerDay: [PostHolder]] = [:]

    private struct OwnerDay: Hashable {
        let owner: PartyID
        let day: CivilDate
    }

    init(at moment: Timestamp) { self.moment = moment }

    /// The clock's steps that fired before, and this one.
    mutating func note(_ step: Int, on key: ClockKey) -> [Int] {
        fired[key, default: []].append(step)
        return fired[key] ?? []
    }

    /// The holes that were not reported today.
    mutating func new(_ holes: [Unreached], in docket: Docket) -> [Unreached] {
        holes.filter { hole in
            let last = docket.holes[hole.key]?.at.civilDate
            return last != moment.civilDate && reported.insert(hole.key).inserted
        }
    }

    /// Who held the owner's posts on the legal date, where that has passed.
    mutating func responsible(for start: ClockStart, in docket: Docket) -> [PostHolder] {
        guard let day = start.dates.legal, moment.civilDate > day else { return [] }
        let key = OwnerDay(owner: start.owner, day: day)
        if let holders = known[key] { return holders }
        let holders = docket.holders(in: start.owner, on: day)
        known[key] = holders
        return holders
    }
}

extension EscalationStep {
    /// It says that a duty was missed, and so who was responsible.
    var recordsOmission: Bool { action.isStatutory || card == .red }
}
