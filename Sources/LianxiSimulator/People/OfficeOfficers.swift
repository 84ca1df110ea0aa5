import LianxiCore
import LianxiLedger
import LianxiWire

// Keys of the office's officers and of units: let in by two persons, taken away by one; and what no role allows.

/// What the office does next about its officers; what is wrong must be refused.
struct OfficeOfficers {
    /// A request, and what it is counted as where it is wrong.
    struct Move {
        let note: (OfficeWork) -> Void

        init<Request: DeskRequest>(
            _ request: Request,
            wrong kind: FaultKind? = nil,
            _ entry: @escaping @Sendable (Request.Answer) -> UInt64?
        ) {
            note = { $0.note(request, wrong: kind) { [entry($0)] } }
        }
    }

    private static let working: Set<OfficerRole> = [.business, .keys, .administration]

    let world: World
    let lot: Lot
    let now: Timestamp

    private var docket: Docket { world.inspector.docket }
    private var office: Party { docket.party(.office)?.party ?? world.keys.party(.office) }
    private var keys: [ActKey] { office.actKeys }

    /// Somebody who may ask for what is of these roles.
    func one(of roles: Set<OfficerRole>, but others: Set<OfficerID> = []) -> OfficerID {
        let able = keys.map(\.officer).filter { officer in
            !others.contains(officer) && RoleBook.may(officer, do: roles, among: keys)
        }
        return lot.pick(from: able) ?? ConferenceKeys.clerk
    }

    func moves(_ matters: [MatterRecord]) -> [Move] {
        let isGrowing = world.keys.staff == .growing && !keys.contains { $0.role != nil }
        switch lot.pick(0...9) {
        case 0...3: return overreach(matters).map { [$0] } ?? change(of: .office)
        case 4: return leaveOne()
        case 5 where !isGrowing: return remove()
        case 6: return alone()
        default: return change(of: .office)
        }
    }

    // MARK: By two persons

    /// Invited by one, enrolled by another who signs for the same keys.
    ///
    /// A unit comes in again with a key more or less; the office with who left, or with another key of an officer.
    func change(of party: PartyID) -> [Move] {
        let (draft, changed) = draft(of: party)
        let inviter = one(of: [.keys], but: changed)
        let second = one(of: Self.working, but: changed.union([inviter]))
        return admit(draft, inviter, second, wrong: nil)
    }

    private func admit(
        _ draft: PartyDraft,
        _ inviter: OfficerID,
        _ second: OfficerID,
        with key: SigningKey? = nil,
        isSigned: Bool = true,
        wrong: FaultKind?
    ) -> [Move] {
        let token = Digest32.sha256(of: Array("token \(lot.next())".utf8))
        let word = draft.party(feedPort: 0).enrolling(token: token)
        let request = EnrolRequest(
            party: draft,
            officer: second,
            token: token,
            signed: isSigned
                ? world.keys.signed(word, by: second, at: now, with: key ?? current(second)) : nil
        )
        return [
            Move(invitation(draft.id, token, by: inviter)) { $0.entry },
            Move(request, wrong: wrong) { $0.entry },
        ]
    }

    private func invitation(
        _ party: PartyID,
        _ token: Digest32,
        by officer: OfficerID
    ) -> InviteRequest {
        let expires = now.adding(milliseconds: Int64(lot.pick(1...20)) * 86_400_000)
        let bare = Invitation(party: party, token: token, expires: expires)
        let signed = world.keys.signed(
            .invites(bare),
            by: officer,
            at: now,
            with: current(officer)
        )
        return InviteRequest(
            officer: officer,
            invitation: Invitation(
                party: party,
                token: token,
                expires: expires,
                signed: signed.value
            )
        )
    }

    /// The party with keys that are new, and whose of the office's they are.
    private func draft(of party: PartyID) -> (draft: PartyDraft, changed: Set<OfficerID>) {
        guard party == .office else { return (unit(party), []) }
        let goal = world.keys.staff.goal.keys(current)
        let absent = goal.filter { key in !keys.contains { $0.officer == key.officer } }
        guard absent.isEmpty else {
            return (draft(office, keys: goal), Set(absent.map(\.officer)))
        }
        let places = goal.indices.filter { Staff.others.contains(goal[$0].officer) }
        guard let place = lot.pick(from: places) else { return (draft(office, keys: goal), []) }
        var changed = goal
        let officer = goal[place].officer
        let key = world.keys.other(than: current(officer), of: officer)
        changed[place] = ActKey(
            officer: officer,
            verifierKey: "\(key.verifier)",
            isHead: goal[place].isHead,
            role: goal[place].role
        )
        return (draft(office, keys: changed), [officer])
    }

    private func unit(_ id: PartyID) -> PartyDraft {
        let party = docket.party(id)?.party ?? world.keys.party(id)
        let known = world.keys.party(id).actKeys
        guard party.actKeys.count == known.count, let key = world.keys.guest(of: id) else {
            return draft(party, keys: known)
        }
        return draft(party, keys: known + [key])
    }

    private func draft(_ party: Party, keys: [ActKey]) -> PartyDraft {
        PartyDraft(
            id: party.id,
            kind: party.kind,
            name: party.name,
            curveKeys: party.curveKeys,
            actKeys: keys,
            handlesReports: party.handlesReports,
            witnessKey: party.witnessKey,
            signs: party.signs
        )
    }

    private func current(_ officer: OfficerID) -> SigningKey {
        world.keys.current(officer, in: docket)
    }

    // MARK: By one

    /// One officer takes away the key of another who leaves, and may not leave a role to nobody.
    private func remove() -> [Move] {
        let isLast = !keys.contains { $0.role == nil }
        if isLast, lot.happens(300), keys.contains(where: { $0.officer == Staff.engineer }) {
            return [Move(without(Staff.engineer), wrong: .careless) { $0.entry }]
        }
        let leaving = [Staff.deputy, Staff.auditor].filter { one in
            keys.contains { $0.officer == one }
        }
        guard let one = lot.pick(from: leaving) else { return change(of: .office) }
        return [Move(without(one)) { $0.entry }]
    }

    private func without(_ leaving: OfficerID) -> EnrolRequest {
        EnrolRequest(
            party: draft(office, keys: keys.filter { $0.officer != leaving }),
            officer: one(of: [.keys], but: [leaving])
        )
    }

    /// Who invited enrols too: in his own name, in another's with his own key, unsigned, or by who only looks on.
    private func alone() -> [Move] {
        let unit = lot.pick(from: world.handlers)
        let (draft, changed) = draft(of: lot.happens(500) ? unit ?? .office : .office)
        let inviter = one(of: [.keys], but: changed)
        let second = one(of: Self.working, but: changed.union([inviter]))
        let isWatched = keys.contains { $0.officer == Staff.auditor }
        switch lot.pick(0...3) {
        case 0: return admit(draft, inviter, inviter, wrong: .oneOfTwo)
        case 1: return admit(draft, inviter, second, with: current(inviter), wrong: .oneOfTwo)
        case 2 where isWatched: return admit(draft, inviter, Staff.auditor, wrong: .oneOfTwo)
        default: return admit(draft, inviter, second, isSigned: false, wrong: .oneOfTwo)
        }
    }

    /// All keys but one are to go, and the auditor's, which is none of two.
    private func leaveOne() -> [Move] {
        let last =
            keys.first { $0.role == nil }
            ?? ActKey(
                officer: ConferenceKeys.clerk,
                verifierKey: "\(current(ConferenceKeys.clerk).verifier)"
            )
        let draft = draft(office, keys: [last] + keys.filter { $0.role == .audit })
        let inviter = one(of: [.keys])
        guard lot.happens(500) else {
            let request = EnrolRequest(party: draft, officer: inviter)
            return [Move(request, wrong: .belowTwo) { $0.entry }]
        }
        let second = one(of: Self.working, but: [inviter])
        return admit(draft, inviter, second, wrong: .belowTwo)
    }

    // MARK: What is of another's role

    private func overreach(_ matters: [MatterRecord]) -> Move? {
        let kind = lot.pick(0...4)
        let roles: Set<OfficerRole> =
            switch kind {
            case 0: [.business]
            case 1: [.administration]
            case 2, 3: [.keys]
            default: [.business, .audit]
            }
        let others = keys.map(\.officer).filter { !RoleBook.may($0, do: roles, among: keys) }
        guard let officer = lot.pick(from: others) else { return nil }
        switch kind {
        case 0: return appointment(by: officer).map { Move($0, wrong: .roleWrong) { $0.entry } }
        case 1:
            let changes = OfficeChanges(
                docket: docket,
                lot: lot,
                handlers: world.handlers,
                now: now
            )
            return changes.calendar(by: officer).map { Move($0, wrong: .roleWrong) { $0.entry } }
        case 2:
            let token = Digest32.sha256(of: Array("token \(lot.next())".utf8))
            let party = lot.pick(from: world.handlers) ?? .leaders
            return Move(invitation(party, token, by: officer), wrong: .roleWrong) { $0.entry }
        case 3:
            return lot.pick(from: world.handlers).map {
                Move(RevokeRequest(party: $0, officer: officer), wrong: .roleWrong) { $0.entry }
            }
        default:
            return lot.pick(from: matters).map { matter in
                let request = LookRequest(
                    matter: matter.facts.matter,
                    fields: [],
                    purpose: "registration",
                    officer: officer
                )
                return Move(request, wrong: .roleWrong) { $0.entry }
            }
        }
    }

    /// Somebody who held no post before.
    private func appointment(by officer: OfficerID) -> AppointRequest? {
        guard let party = lot.pick(from: world.handlers),
            let id = OfficerID("somebody-\(lot.pick(1...999_999))")
        else { return nil }
        return AppointRequest(
            officer: officer,
            appointment: Appointment(
                party: party,
                post: .handler,
                person: Person(id: id, name: id.text),
                on: now.civilDate,
                document: nil,
                channels: [.feed]
            )
        )
    }
}
