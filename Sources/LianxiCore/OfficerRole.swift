/// What an officer of the office has his key for, where the office keeps its roles apart (三员分立).
package enum OfficerRole: String, Hashable, Sendable, CaseIterable {
    /// Registers, orders, decides: all that is the conference's work (业务经办).
    case business
    /// Says who comes in: invites, enrols, revokes, gives officers their keys (安全保密管理).
    case keys
    /// Adopts what the daemon works by: calendars, catalogues of routes (系统管理).
    case administration
    /// Sees what the office may see, and changes nothing (安全审计).
    case audit

    /// Those whose officers change something.
    static let working: [Self] = [.business, .keys, .administration]

    /// One of those that nobody could fill, of officers who have these roles, or none.
    package static func missing(among roles: [Self?]) -> Self? {
        working.first { !roles.contains($0) && !roles.contains(nil) }
    }
}

extension ActKey {
    /// Whether its officer may be one of the two that something needs.
    package var mayConfirm: Bool { role != .audit }
}

extension Party {
    /// Whether the officer may ask for what is of these roles.
    ///
    /// Who has a role asks for nothing of another. What nobody has the role for, whoever has none may ask for; and
    /// who is not named, or not enrolled, has none.
    package func grants(_ officer: OfficerID?, anyOf roles: [OfficerRole]) -> Bool {
        if let own = actKeys.first(where: { $0.officer == officer })?.role {
            return roles.contains(own)
        }
        return roles.contains { role in !actKeys.contains { $0.role == role } }
    }

    /// Whether it is the party as it was but for keys that are gone.
    func onlyLacksKeys(of before: Party) -> Bool {
        name == before.name && signs == before.signs && witnessKey == before.witnessKey
            && handlesReports == before.handlesReports
            && Set(curveKeys).isSubset(of: before.curveKeys)
            && Set(actKeys).isSubset(of: before.actKeys)
    }

    /// How many keys of officers who may be one of two; two names with one key have one.
    package var confirmingKeys: Int {
        Set(actKeys.filter(\.mayConfirm).compactMap(\.publicKey)).count
    }

    /// Roles are kept apart: some officer has one.
    var keepsRoles: Bool { actKeys.contains { $0.role != nil } }

    /// Only the office's officers have roles; each has a key of his own, and for each role that changes something
    /// there is somebody.
    var rolesAreWhole: Bool {
        guard keepsRoles else { return true }
        return kind == .office
            && Set(actKeys.map { $0.publicKey ?? $0.verifierKey }).count == actKeys.count
            && OfficerRole.missing(among: actKeys.map(\.role)) == nil
    }
}

extension Event {
    /// The roles of the office's officers that it is a matter of; `nil` for what follows of itself, or asks for no
    /// officer.
    ///
    /// Who lets in a party that another invited, or confirms that a dossier goes, may be of any role that changes
    /// something.
    package var roles: [OfficerRole]? {
        switch self {
        case .invited, .partyRevoked: [.keys]
        case .partyEnrolled(let it): it.invitation == nil ? [.keys] : OfficerRole.working
        case .erased: OfficerRole.working
        case .ruleSetAdopted, .policyAdopted, .calendarAdopted, .routesAdopted: [.administration]
        case .looked: [.business, .audit]
        case .founded, .redated, .escalated, .unreached, .channelChanged, .presenceChanged, .ticked,
            .shadowRecorded:
            nil
        case .registered, .joined, .dispatched, .routed, .received, .signed, .objected, .accepted,
            .concluded, .acted, .objectionDecided, .stepped, .documented, .documentActed,
            .convened, .tasked, .answered, .led, .visited, .seated, .reorganised, .appointed,
            .rosterAdopted, .rosterChanged, .attached, .erasureAsked:
            [.business]
        }
    }
}

extension Docket {
    /// Whether an officer of the office whom the cause names may ask for the event; whatever is not the office's, may be
    /// asked for.
    package func grants(_ event: Event, to cause: Cause?) -> Bool {
        guard let cause, let asker = party(cause.party)?.party, asker.kind == .office,
            asker.keepsRoles, let roles = event.roles
        else { return true }
        return asker.grants(cause.officer, anyOf: roles)
    }

    /// Nobody does what is of a role he has not.
    ///
    /// - Throws: ``Refusal/roleWrong``
    func checkRoles(of decision: Decision, by cause: Cause?) throws(Refusal) {
        guard case .record(let events) = decision else { return }
        guard events.allSatisfy({ grants($0, to: cause) }) else { throw .roleWrong }
    }
}
