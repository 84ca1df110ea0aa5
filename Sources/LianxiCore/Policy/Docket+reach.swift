// Whom a target of an escalation comes to at a moment: persons in posts, or nobody.

/// What a target comes to.
package struct Reach: Hashable, Sendable {
    package let target: EscalationTarget
    /// Whose feed the message goes to.
    package let recipient: PartyID
    package let post: OfficerID
    /// The persons; empty where no appointments are kept, and the post itself is told.
    package let holders: [PostHolder]
    /// Why nobody is reached; `nil` when somebody is.
    package let hole: Unreached.Reason?
}

/// What a message is about, as far as it matters for who may hear it.
struct ReachCase {
    /// The party that `department` stands for.
    let department: PartyID
    let assignment: AssignmentRecord?
    let matter: MatterRecord?
}

extension Docket {
    /// Says whom the target comes to.
    ///
    /// Where nothing was ever recorded about a post, the post itself is told.
    func reach(_ target: EscalationTarget, _ about: ReachCase, at now: Timestamp) -> Reach {
        let recipient = party(of: target, about)
        let found = persons(of: target, in: recipient, about, at: now)
        let recusals =
            about.matter.map { recusedOfficers(of: recipient, from: $0.facts.matter) } ?? []
        let able = found.persons?.filter {
            !recusals.contains($0.person.id)
        }
        let hole: Unreached.Reason? =
            if partyRecords[recipient]?.isRevoked == true {
                .revoked
            } else if about.matter?.reception.excluded.contains(recipient) == true {
                .excluded
            } else if let persons = found.persons, persons.isEmpty {
                target.isRoster ? .noDuty : .vacant
            } else if let able, able.isEmpty {
                .recused
            } else {
                nil
            }
        return Reach(
            target: target,
            recipient: recipient,
            post: found.post,
            holders: hole == nil ? able ?? [] : [],
            hole: hole
        )
    }

    /// Whoever is on duty by the roster at the moment, in the order of the roster.
    private func onDuty(_ roster: RosterID, at moment: Timestamp) -> [PostHolder] {
        guard let party = rosterRecords[roster]?.roster.party else { return [] }
        return onDuty(roster: roster, at: moment)
            .map { PostHolder(party: party, post: .onDuty, person: $0) }
    }

    /// Whose feed the target is.
    private func party(of target: EscalationTarget, _ about: ReachCase) -> PartyID {
        switch target {
        case .post(let party, _), .person(let party, _):
            switch party {
            case .office: .office
            case .leaders: .leaders
            case .department: about.department
            }
        case .role: about.department
        case .roster(let roster): rosterRecords[roster]?.roster.party ?? .office
        case .office: .office
        case .convenor: .leaders
        }
    }

    /// The post that is told, and who they are: `nil` where nothing is kept that could say.
    private func persons(
        of target: EscalationTarget,
        in party: PartyID,
        _ about: ReachCase,
        at now: Timestamp
    ) -> (post: OfficerID, persons: [PostHolder]?) {
        switch target {
        case .post(_, let post): (post, holders(of: post, in: party, on: now.civilDate))
        case .convenor: (.convenor, holders(of: .convenor, in: party, on: now.civilDate))
        case .office: (.wholeOffice, nil)
        case .roster(let roster): (.onDuty, onDuty(roster, at: now))
        case .person(_, let person):
            (person, posts(of: person, in: party, on: now.civilDate).map { [$0] } ?? [])
        case .role(.head): (.head, heads(of: party, on: now.civilDate))
        case .role(.signer):
            if let officer = about.assignment?.signature?.officer {
                (.handler, [named(officer, as: .handler, in: party, on: now.civilDate)])
            } else {
                (.handler, holders(of: .handler, in: party, on: now.civilDate))
            }
        }
    }

    /// Everyone in a post of the party on the day, in the order of the posts; the first of them.
    func holders(in party: PartyID, on day: CivilDate) -> [PostHolder] {
        guard !tenures.isEmpty else { return [] }
        var holders: [PostHolder] = []
        for key in tenures.keys.filter({ $0.party == party }).sorted() {
            guard let person = holder(of: key.post, in: party, on: day)?.appointment.person
            else { continue }
            holders.append(PostHolder(party: party, post: key.post, person: person))
        }
        return Array(holders.prefix(Escalated.mostHolders))
    }

    private func holders(
        of post: OfficerID,
        in party: PartyID,
        on day: CivilDate
    ) -> [PostHolder]? {
        guard isKept(post, of: party) else { return nil }
        let person = holder(of: post, in: party, on: day)?.appointment.person
        return person.map { [PostHolder(party: party, post: post, person: $0)] } ?? []
    }

    /// A post the person holds, or else a key of theirs; `nil` when the party has nobody of that name.
    private func posts(of person: OfficerID, in party: PartyID, on day: CivilDate) -> PostHolder? {
        let held = appointments(of: party).map(\.appointment.post).lazy
            .compactMap { holder(of: $0, in: party, on: day)?.appointment }
            .first { $0.person?.id == person }
        if let held, let name = held.person {
            return PostHolder(party: party, post: held.post, person: name)
        }
        let hasKey = partyRecords[party]?.party.actKeys.contains { $0.officer == person } == true
        return hasKey
            ? PostHolder(party: party, post: person, person: Person(id: person, name: person.text))
            : nil
    }

    /// The officers who head the party; `nil` when it has no keys that could say.
    private func heads(of party: PartyID, on day: CivilDate) -> [PostHolder]? {
        guard let keys = partyRecords[party]?.party.actKeys, !keys.isEmpty else { return nil }
        return keys.filter(\.isHead).map { named($0.officer, as: .head, in: party, on: day) }
    }

    private func named(
        _ officer: OfficerID,
        as post: OfficerID,
        in party: PartyID,
        on day: CivilDate
    ) -> PostHolder {
        let person = posts(of: officer, in: party, on: day)?.person
        return PostHolder(
            party: party,
            post: post,
            person: person ?? Person(id: officer, name: officer.text)
        )
    }
}

extension EscalationTarget {
    fileprivate var isRoster: Bool {
        if case .roster = self { true } else { false }
    }
}

/// Posts the code itself names.
extension Slug where Tag == OfficerTag {
    /// The handler (经办人).
    package static let handler = Self(fixed: "handler")
    /// The convenor (召集人).
    package static let convenor = Self(fixed: "convenor")
    /// Who heads the unit (本机关、本单位负责人).
    package static let head = Self(fixed: "head")
    /// Whoever is on duty (值班).
    package static let onDuty = Self(fixed: "on-duty")
    /// The office as a whole.
    package static let wholeOffice = Self(fixed: "office")
}
