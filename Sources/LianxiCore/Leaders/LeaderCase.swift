/// A case a leader took on, as the docket keeps it.
package struct LeaderCase: Hashable, Sendable {
    /// A goal on the way, with its day.
    package struct Milestone: Hashable, Sendable {
        package let due: CivilDate
        /// Commitment to what it is.
        package let text: Digest32?
        package internal(set) var reached: CivilDate?

        /// The day is over, and it is not reached.
        package func isMissed(on day: CivilDate) -> Bool { reached == nil && due < day }
    }

    /// Who had it before, and until when.
    package struct Former: Hashable, Sendable {
        package let person: String
        package let party: PartyID
        package let mark: Mark
    }

    package let id: LeaderCaseID
    package internal(set) var person: String
    package internal(set) var party: PartyID
    package let matters: [MatterID]
    package internal(set) var group: [PartyID]
    package let visit: VisitID?
    package let on: CivilDate
    package let mark: Mark
    package internal(set) var milestones: [Milestone] = []
    package internal(set) var formers: [Former] = []
    /// How it ended; `nil` while it runs.
    package internal(set) var result: CaseResult?
    package internal(set) var closed: CivilDate?
    /// Commitments to plan, progress and result, in the order they were added.
    package internal(set) var notes: [DossierReference]
}

/// How many cases leaders took on in a span of days, and how many of these are resolved (领导包案化解率).
package struct CaseRate: Hashable, Sendable {
    package let taken: Int
    package let resolved: Int
    /// Milestones whose day is over and that are not reached.
    package let missed: Int

    package init(taken: Int, resolved: Int, missed: Int) {
        self.taken = taken
        self.resolved = resolved
        self.missed = missed
    }
}

extension CaseRate {
    /// The rate of these cases, as it stands on a day.
    package init(of cases: [LeaderCase], to last: CivilDate) {
        self.init(
            taken: cases.count,
            resolved: cases.count { it in
                it.result == .resolved && it.closed.map { $0 <= last } ?? false
            },
            missed: cases.filter { $0.result == nil }.flatMap(\.milestones)
                .count { $0.isMissed(on: last) }
        )
    }
}

extension Docket {
    package func leaderCase(_ id: LeaderCaseID) -> LeaderCase? { caseRecords[id] }

    /// All cases, in the order they were taken on.
    package var leaderCases: [LeaderCase] { caseOrder.compactMap { caseRecords[$0] } }
}
