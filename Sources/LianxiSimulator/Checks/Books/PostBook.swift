import LianxiCore

/// Who holds which post on which day, and which units are members of the conference, by what the entries say.
struct PostBook {
    private struct Post: Hashable {
        let party: PartyID
        let post: OfficerID
    }

    private var tenures: [Post: [(on: CivilDate, person: OfficerID?)]] = [:]
    private var seats: [PartyID: [(on: CivilDate, isMember: Bool)]] = [:]
    private var units: Set<PartyID> = []

    mutating func take(_ line: Books.Line) -> [String] {
        switch line.event {
        case .partyEnrolled(let party) where party.kind == .department: units.insert(party.id)
        case .partyRevoked(let party): units.remove(party)
        case .appointed(let it):
            tenures[Post(party: it.party, post: it.post), default: []]
                .append((it.on, it.person?.id))
        case .seated(let it): seats[it.party, default: []].append((it.on, it.isMember))
        case .escalated(let it): return told(it, on: line.at.civilDate)
        case .unreached(let it): return missed(it, on: line.at.civilDate)
        default: break
        }
        return []
    }

    /// Where nobody was ever seated, every unit is a member.
    func members(on day: CivilDate) -> Set<PartyID> {
        guard !seats.isEmpty else { return units }
        return units.filter { last(seats[$0] ?? [], on: day, \.on)?.isMember ?? false }
    }

    /// Whether anything was ever said of the post.
    func isKept(_ post: OfficerID, of party: PartyID) -> Bool {
        tenures[Post(party: party, post: post)] != nil
    }

    func holder(of post: OfficerID, in party: PartyID, on day: CivilDate) -> OfficerID? {
        last(tenures[Post(party: party, post: post)] ?? [], on: day, \.on)?.person
    }

    /// The word for the newest day that has come; of two for one day the later.
    private func last<Word>(
        _ words: [Word],
        on day: CivilDate,
        _ begins: KeyPath<Word, CivilDate>
    ) -> Word? {
        var newest: Word?
        for word in words where word[keyPath: begins] <= day {
            if let known = newest, word[keyPath: begins] < known[keyPath: begins] { continue }
            newest = word
        }
        return newest
    }

    // MARK: Whom an escalation names

    private func told(_ it: Escalated, on day: CivilDate) -> [String] {
        var faults: [String] = []
        if isKept(it.post, of: it.recipient) {
            let holder = holder(of: it.post, in: it.recipient, on: day)
            if holder == nil {
                faults.append("tells \(it.post) of \(it.recipient), which is vacant")
            }
            if it.holders.map(\.person.id) != [holder].compactMap(\.self) {
                faults.append("tells another than who is \(it.post) of \(it.recipient)")
            }
        }
        guard let legal = it.legal else { return faults }
        for one in it.responsible
        where holder(of: one.post, in: one.party, on: legal) != one.person.id {
            faults.append("names \(one.person.id), who was not \(one.post) on \(legal)")
        }
        return faults
    }

    private func missed(_ it: Unreached, on day: CivilDate) -> [String] {
        guard it.reason == .vacant, case .post(_, let post) = it.target,
            let holder = holder(of: post, in: it.party, on: day)
        else { return [] }
        return ["calls \(post) of \(it.party) vacant, which \(holder) holds"]
    }
}
