import LianxiCore
import LianxiLedger

/// Which officer of the office may do what, who let whom in, and how many keys there are, by what the entries say.
///
/// The table is that of the ledger's format, by the entries' types; the core has another.
struct RoleBook {
    private struct Invited {
        let party: PartyID
        let officer: OfficerID?
        let key: String?
        let isSigned: Bool
        let expires: Timestamp
        var isUsed = false
    }

    /// Of what is of other roles than business.
    private static let table: [String: Set<OfficerRole>] = [
        "invited": [.keys], "party-revoked": [.keys],
        "rule-set-adopted": [.administration], "policy-adopted": [.administration],
        "calendar-adopted": [.administration], "routes-adopted": [.administration],
        "looked": [.business, .audit], "erased": [.business, .keys, .administration],
    ]
    /// What asks for no officer.
    private static let nobodys: Set<String> = [
        "founded", "redated", "escalated", "unreached", "channel-changed", "presence-changed",
        "ticked", "sm3-head",
    ]
    /// An invitation is good for so long, in milliseconds.
    private static let longest: Int64 = 30 * 86_400_000

    private var keys: [ActKey] = []
    private var invitations: [UInt64: Invited] = [:]

    /// Who has a role does what is of it; what nobody has the role for, whoever has none does.
    static func may(
        _ officer: OfficerID?,
        do roles: Set<OfficerRole>,
        among keys: [ActKey]
    ) -> Bool {
        let held = Set(keys.compactMap(\.role))
        guard !held.isEmpty else { return true }
        guard let own = keys.first(where: { $0.officer == officer })?.role else {
            return !roles.isSubset(of: held)
        }
        return roles.contains(own)
    }

    mutating func take(_ line: Books.Line) -> [String] {
        guard let cause = line.entry.cause else {
            if case .partyEnrolled(let it) = line.event, it.kind == .office { keys = it.actKeys }
            return []
        }
        var faults: [String] = []
        if cause.party == .office, let roles = roles(of: line.event),
            !Self.may(cause.officer, do: roles, among: keys)
        {
            faults.append(
                "\(line.event.typeName) by \(cause.officer?.text ?? "nobody"), whose role it is not"
            )
        }
        switch line.event {
        case .invited(let it): faults += invited(it, line, by: cause.officer)
        case .partyEnrolled(let it): faults += enrolled(it, line, by: cause.officer)
        default: break
        }
        return faults
    }

    private func roles(of event: Event) -> Set<OfficerRole>? {
        let type = event.typeName
        if Self.nobodys.contains(type) { return nil }
        if case .partyEnrolled(let it) = event {
            return it.invitation == nil ? [.keys] : [.business, .keys, .administration]
        }
        return Self.table[type] ?? [.business]
    }

    private mutating func invited(
        _ it: Invitation,
        _ line: Books.Line,
        by officer: OfficerID?
    ) -> [String] {
        invitations[line.index] = Invited(
            party: it.party,
            officer: officer,
            key: key(of: officer),
            isSigned: it.signed != nil,
            expires: it.expires
        )
        var faults: [String] = []
        if officer == nil { faults.append("nobody invites") }
        if confirming(keys) > 1, it.signed == nil { faults.append("invites, and nobody signed") }
        if it.expires.milliseconds - line.at.milliseconds > Self.longest {
            faults.append("an invitation is good for too long")
        }
        return faults
    }

    private mutating func enrolled(
        _ it: Party,
        _ line: Books.Line,
        by officer: OfficerID?
    ) -> [String] {
        var faults = it.invitation.map { admitted(it, by: $0, line.at, officer) } ?? []
        if it.invitation == nil, it.signed != nil { faults.append("signs for no invitation") }
        guard it.kind == .office else {
            return it.actKeys.contains { $0.role != nil }
                ? faults + ["gives a role to who is not of the office"] : faults
        }
        if confirming(keys) > 1, confirming(it.actKeys) < 2 {
            faults.append("leaves the office with one key")
        }
        let roles = it.actKeys.map(\.role)
        if roles.contains(where: { $0 != nil }) {
            let isWhole = [OfficerRole.business, .keys, .administration].allSatisfy {
                roles.contains($0) || roles.contains(nil)
            }
            if !isWhole { faults.append("leaves a role to nobody") }
            if Set(it.actKeys.map { Self.bare($0.verifierKey) }).count < it.actKeys.count {
                faults.append("two officers have one key")
            }
        }
        keys = it.actKeys
        return faults
    }

    /// By another than invited, with another key, in time, once.
    private mutating func admitted(
        _ it: Party,
        by index: UInt64,
        _ at: Timestamp,
        _ officer: OfficerID?
    ) -> [String] {
        guard let known = invitations[index] else { return ["enrols by no invitation"] }
        invitations[index]?.isUsed = true
        var faults: [String] = []
        if known.party != it.id { faults.append("enrols another than was invited") }
        if known.isUsed { faults.append("enrols twice by one invitation") }
        if at >= known.expires { faults.append("enrols by an invitation that is over") }
        if officer == nil || officer == known.officer { faults.append("one officer alone enrols") }
        guard confirming(keys) > 1 else { return faults }
        if it.signed == nil || !known.isSigned { faults.append("enrols, and two did not sign") }
        if key(of: officer) == known.key { faults.append("one key invites and enrols") }
        if keys.first(where: { $0.officer == officer })?.role == .audit {
            faults.append("who only looks on enrols")
        }
        return faults
    }

    private func key(of officer: OfficerID?) -> String? {
        keys.first { $0.officer == officer }.map { Self.bare($0.verifierKey) }
    }

    /// How many keys of officers there are who may be one of two.
    private func confirming(_ keys: [ActKey]) -> Int {
        Set(keys.filter { $0.role != .audit }.map { Self.bare($0.verifierKey) }).count
    }

    /// The key without the name in front.
    private static func bare(_ key: String) -> String {
        String(key.split(separator: "+", maxSplits: 2).last ?? "")
    }
}
