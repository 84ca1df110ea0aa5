import LianxiCore
import LianxiLedger

/// Who works at the office, and with which role.
enum Staff: CaseIterable, Sendable {
    /// A clerk and a head, without roles.
    case plain
    /// Everybody has a role: business, keys, administration, audit.
    case apart
    /// Business, keys and audit have their people; what is left, whoever has no role does.
    case partly
    /// As `plain`, and gives itself the officers and roles of `apart` in the course of the world.
    case growing

    static let keeper = OfficerID(fixed: "keeper")
    static let deputy = OfficerID(fixed: "deputy")
    static let engineer = OfficerID(fixed: "engineer")
    static let auditor = OfficerID(fixed: "auditor")
    /// Who is there besides the clerk and the head, where there are roles.
    static let others = [keeper, deputy, engineer, auditor]

    /// The officers the office has in the end.
    var goal: Self { self == .growing ? .apart : self }
    var keepsRoles: Bool { self != .plain }

    /// At the founding.
    private var officers: [(officer: OfficerID, role: OfficerRole?)] {
        switch self {
        case .plain, .growing: [(ConferenceKeys.clerk, nil), (ConferenceKeys.head, nil)]
        case .apart:
            [
                (ConferenceKeys.clerk, .business), (ConferenceKeys.head, .business),
                (Self.keeper, .keys), (Self.deputy, .keys), (Self.engineer, .administration),
                (Self.auditor, .audit),
            ]
        case .partly:
            [
                (ConferenceKeys.clerk, .business), (ConferenceKeys.head, nil),
                (Self.keeper, .keys), (Self.deputy, nil), (Self.auditor, .audit),
            ]
        }
    }

    func keys(_ key: (OfficerID) -> SigningKey) -> [ActKey] {
        officers.map { one in
            ActKey(
                officer: one.officer,
                verifierKey: "\(key(one.officer).verifier)",
                isHead: one.officer == ConferenceKeys.head,
                role: one.role
            )
        }
    }
}
