/// Who is to hear of a step.
///
/// Which persons that are is found when the step fires, and recorded then.
package enum EscalationTarget: Hashable, Sendable {
    /// `department` stands for the party that owes the duty.
    package enum Party: String, Hashable, Sendable, CaseIterable {
        case department, office, leaders
    }

    /// Somebody the records tell of, whatever the post.
    package enum Role: String, Hashable, Sendable, CaseIterable {
        /// Who heads the owing unit (本机关、本单位负责人), as enrolled.
        case head
        /// Whose act was the first on the assignment (经办人); before it, the post of handler.
        case signer
    }

    /// Whoever holds a post of a party, as the form shows it: `handler`, `section-head` ….
    case post(Party, OfficerID)
    /// One person of a party, whatever the post.
    case person(Party, OfficerID)
    case role(Role)
    /// Whoever is on duty (值班) by the roster.
    case roster(RosterID)
    /// The office as a whole: its feed, which is always watched.
    case office
    /// The convenor (召集人).
    case convenor

    package init(party: Party, post: OfficerID) { self = .post(party, post) }

    /// `department/section-head`, `person/office/chen-ming`, `role/head`, `roster/night`, `office`, `convenor`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        switch (parts.first, parts.count) {
        case ("office", 1): self = .office
        case ("convenor", 1): self = .convenor
        case ("role", 2):
            guard let role = Role(rawValue: parts[1]) else { return nil }
            self = .role(role)
        case ("roster", 2):
            guard let roster = RosterID(parts[1]) else { return nil }
            self = .roster(roster)
        case ("person", 3):
            guard let party = Party(rawValue: parts[1]), let person = OfficerID(parts[2])
            else { return nil }
            self = .person(party, person)
        case (_, 2):
            guard let party = Party(rawValue: parts[0]), let post = OfficerID(parts[1])
            else { return nil }
            self = .post(party, post)
        default: return nil
        }
    }

    /// As a policy file writes it.
    package var text: String {
        switch self {
        case .post(let party, let post): "\(party.rawValue)/\(post)"
        case .person(let party, let person): "person/\(party.rawValue)/\(person)"
        case .role(let role): "role/\(role.rawValue)"
        case .roster(let roster): "roster/\(roster)"
        case .office: "office"
        case .convenor: "convenor"
        }
    }

    /// It is one of the unit that owes the duty, and so nobody above it.
    package var isOfTheOwner: Bool {
        switch self {
        case .post(let party, _), .person(let party, _): party == .department
        case .role: true
        case .roster, .office, .convenor: false
        }
    }
}
