// Who held which post when (任职): effective dates, and the day each became known.

extension Docket {
    /// Records who holds a post from a day on.
    ///
    /// The day may lie in the past (a decision often arrives late) or ahead. Saying what holds already
    /// is a repeat.
    func appoint(_ it: Appointment, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOfficeOrDaemon(cause)
        guard let party = partyRecords[it.party] else { throw .unknownParty }
        guard it.isWellFormed else { throw .malformed }
        let known = tenures[PostKey(party: it.party, post: it.post)] ?? []
        if let same = known.last(where: { $0.appointment.on == it.on }), same.appointment == it {
            return .repeated([same.mark.index])
        }
        guard !party.isRevoked || it.person == nil else { throw .partyRevoked }
        return .record([.appointed(it)])
    }

    mutating func appoint(_ it: Appointment, by mark: Mark) {
        let key = PostKey(party: it.party, post: it.post)
        var known = tenures[key] ?? []
        let place = known.lastIndex { $0.appointment.on <= it.on }.map { $0 + 1 } ?? 0
        known.insert(RecordedAppointment(appointment: it, mark: mark), at: place)
        tenures[key] = known
    }

    /// Who holds the post on the day, as is known now.
    ///
    /// Of two appointments for one day the one recorded later counts.
    ///
    /// - Returns: `nil` when nobody was ever appointed by that day, or the post is vacant.
    package func holder(
        of post: OfficerID,
        in party: PartyID,
        on day: CivilDate
    ) -> RecordedAppointment? {
        tenures[PostKey(party: party, post: post)]?.last { $0.appointment.on <= day }
            .flatMap { $0.appointment.person == nil ? nil : $0 }
    }

    /// Whether anything was ever recorded about the post; without it the post itself is all that is known.
    package func isKept(_ post: OfficerID, of party: PartyID) -> Bool {
        tenures[PostKey(party: party, post: post)] != nil
    }

    /// The appointments that hold on the day, vacancies too, in the order of parties and posts.
    package func appointments(on day: CivilDate) -> [RecordedAppointment] {
        tenures.keys.sorted().compactMap { key in
            tenures[key]?.last { $0.appointment.on <= day }
        }
    }

    /// Every appointment to posts of the party, in the order of posts and days.
    package func appointments(of party: PartyID) -> [RecordedAppointment] {
        tenures.keys.filter { $0.party == party }.sorted().flatMap { tenures[$0] ?? [] }
    }
}
