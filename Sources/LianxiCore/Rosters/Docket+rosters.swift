// Who is on duty, as others ask for it.

extension Docket {
    /// All rosters, in the order of their names.
    package var rosters: [RosterRecord] {
        rosterRecords.values.sorted { $0.roster.id < $1.roster.id }
    }

    package func roster(_ id: RosterID) -> RosterRecord? { rosterRecords[id] }

    /// Who is on duty on that roster at the moment, changes included.
    ///
    /// - Returns: In the order of the turn, those in charge first; empty in a gap, and for a roster
    ///   that was never adopted.
    package func onDuty(roster id: RosterID, at now: Timestamp) -> [Person] {
        rosterRecords[id]?.plan.onDuty(at: now, calendar: dutyCalendar) ?? []
    }

    /// Who is on duty and may be told of the matter: nobody who stands aside from it (回避).
    ///
    /// Arts. 28(3), 30(3). Empty also where everyone on duty stands aside, and for a roster of a unit reported in it.
    package func onDuty(
        roster id: RosterID,
        at now: Timestamp,
        for matter: MatterID
    ) -> [Person] {
        guard let party = rosterRecords[id]?.roster.party, !isReported(party, in: matter)
        else { return [] }
        return onDuty(roster: id, at: now)
            .filter { !isRecused($0.id, of: party, from: matter) }
    }

    /// The calendar rosters are read by: the one in force, else none, under which every day is of
    /// unknown kind.
    package var dutyCalendar: WorkCalendar {
        calendar ?? WorkCalendar(id: DataSetID(fixed: "none"), years: [])
    }
}
