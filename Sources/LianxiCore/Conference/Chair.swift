/// Who presided at a meeting (主持人): a post, in its standing, and whoever held it that day.
///
/// Art. 13(1): the convenor presides, or entrusts somebody.
package struct Chair: Hashable, Sendable {
    package let standing: ChairStanding
    /// Whose post it is.
    package let party: PartyID
    package let post: OfficerID
    /// Whoever held the post on the meeting's day; `nil` where appointments to it are not kept.
    package let person: Person?

    package init(
        standing: ChairStanding,
        party: PartyID = .leaders,
        post: OfficerID,
        person: Person? = nil
    ) {
        self.standing = standing
        self.party = party
        self.post = post
        self.person = person
    }
}

/// In what standing somebody presided.
package enum ChairStanding: String, Hashable, Sendable, CaseIterable {
    /// 召集人
    case convenor
    /// 副召集人
    case deputy
    /// 受召集人委托
    case entrusted
}

extension ChairStanding {
    /// The standing as minutes name it.
    package func words(_ language: Language) -> String {
        switch self {
        case .convenor: language.pick("召集人", "the convenor")
        case .deputy: language.pick("副召集人", "a deputy convenor")
        case .entrusted: language.pick("受召集人委托", "entrusted by the convenor")
        }
    }
}

extension Docket {
    /// Records who presided: whoever holds the post that day, and nobody where it is vacant.
    func presided(
        _ step: MeetingStep,
        _ meeting: MeetingRecord,
        at now: Timestamp
    ) throws(Refusal) -> Event {
        try requireHeld(meeting, at: now)
        guard let chair = step.chair, chair.person == nil else { throw .detailWrong }
        guard let party = partyRecords[chair.party] else { throw .unknownParty }
        guard !party.isRevoked else { throw .partyRevoked }
        let isConvenor = chair.party == .leaders && chair.post == .convenor
        switch chair.standing {
        case .convenor: guard isConvenor else { throw .detailWrong }
        case .deputy:
            guard chair.party == .leaders, !isConvenor else { throw .detailWrong }
        case .entrusted:
            guard !isConvenor else { throw .detailWrong }
            guard step.says.document != nil || !step.says.notes.isEmpty
            else { throw .reasonMissing }
        }
        let day = meeting.at.civilDate
        let person = holder(of: chair.post, in: chair.party, on: day)?.appointment.person
        guard person != nil || !isKept(chair.post, of: chair.party) else { throw .notAttending }
        var step = step
        step.chair = Chair(
            standing: chair.standing,
            party: chair.party,
            post: chair.post,
            person: person
        )
        return .convened(Convened(step: step))
    }

    mutating func preside(_ step: MeetingStep, by mark: Mark) {
        meetingRecords[step.meeting]?.chair = step.chair
    }
}
