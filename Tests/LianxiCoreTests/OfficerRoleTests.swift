import LianxiCore
import Testing

@Suite("The office keeps its roles apart")
struct OfficerRoleTests {
    private static let token = Digest32(words: (1, 2, 3, 4))
    private static let roles: [(String, OfficerRole?)] = [
        ("clerk", nil), ("keeper", .keys), ("system", .administration), ("auditor", .audit),
    ]

    private static let routes = RouteBook(
        id: dataSet("routes"),
        rules: [
            RouteRule(
                id: RouteID(fixed: "labour"),
                subjects: ["labour"],
                places: [],
                classes: [],
                lead: party("rsj"),
                assists: []
            )
        ]
    )

    /// The office with these officers and roles, each with a key of his own.
    private func office(
        _ officers: [(String, OfficerRole?)] = roles,
        twins: Bool = false
    ) -> Party {
        let old = Conference.sample(.office)
        return Party(
            id: .office,
            kind: .office,
            name: old.name,
            curveKeys: old.curveKeys,
            actKeys: officers.enumerated().map { place, it in
                let key = twins ? "AQ==" : ["AQ==", "Ag==", "Aw==", "BA==", "BQ=="][place]
                return ActKey(
                    officer: officer(it.0),
                    verifierKey: "office/\(it.0)+00000000+\(key)",
                    role: it.1
                )
            },
            feedPort: old.feedPort,
            handlesReports: false
        )
    }

    private func officer(_ name: String) -> OfficerID { OfficerID(name) ?? .convenor }

    private func conference(_ office: Party) throws -> Conference {
        var it = Conference()
        try it.does(.enrol(office), by: nil)
        return it
    }

    private func invitation(_ id: PartyID, _ it: Conference) -> Command {
        .invite(
            Invitation(
                party: id,
                token: Self.token,
                expires: it.now.adding(milliseconds: 86_400_000),
                signed: Conference.signed
            )
        )
    }

    /// What each of the four may ask for, of one request of every role.
    @Test(
        "Everybody does what is his own role's and nothing else",
        arguments: ["clerk", "keeper", "system", "auditor"]
    )
    func apart(name: String) throws {
        var it = try conference(office())
        let matter = it.registered()
        let own: [String: OfficerRole] = [
            "clerk": .business, "keeper": .keys, "system": .administration, "auditor": .audit,
        ]
        let facts = it.facts()
        let asked: [(OfficerRole, Command)] = [
            (.business, .register(facts)), (.keys, invitation(party("wtj"), it)),
            (.keys, .revoke(Conference.departments[2])),
            (.administration, .adoptRoutes(Self.routes)),
        ]
        for (role, command) in asked {
            let before = it.docket.size
            if own[name] == role {
                try it.does(command, officer: officer(name))
                #expect(it.docket.size > before)
            } else {
                #expect(throws: Refusal.roleWrong, "\(name): \(role)") {
                    try it.does(command, officer: officer(name))
                }
                #expect(it.docket.size == before)
            }
        }
        let fields = it.docket.dossier(of: matter, visibleTo: .office)
        let look = Command.look(into: .matter(matter), fields: fields, purpose: "核查")
        if name == "clerk" || name == "auditor" {
            try it.does(look, officer: officer(name))
        } else {
            #expect(throws: Refusal.roleWrong) { try it.does(look, officer: officer(name)) }
        }
    }

    @Test(
        "While nobody has a role, everybody does everything; what nobody has the role for, who has none does"
    )
    func unfilled() throws {
        var it = Conference()
        try it.does(invitation(party("wtj"), it), officer: Conference.clerk)
        it = try conference(office([("clerk", nil), ("keeper", .keys)]))
        let routes = Command.adoptRoutes(Self.routes)
        #expect(throws: Refusal.roleWrong) { try it.does(routes, officer: officer("keeper")) }
        try it.does(routes, officer: Conference.clerk)
        // Nobody named has no role: he is not the keeper.
        #expect(throws: Refusal.roleWrong) { try it.does(.revoke(Conference.departments[0])) }
        try it.does(.revoke(Conference.departments[0]), officer: officer("keeper"))
    }

    @Test(
        "The keeper of the keys invites, another who changes something lets in, and the auditor never does"
    )
    func second() throws {
        var it = try conference(office())
        let id = party("wtj")
        let entry = try #require(
            try it.does(invitation(id, it), officer: officer("keeper")).first
        )
        var guest = Conference.sample(id)
        guest.invitation = entry
        guest.signed = Conference.signed
        #expect(throws: Refusal.secondOfficerRequired) {
            try it.does(.enrol(guest), officer: officer("keeper"))
        }
        #expect(throws: Refusal.roleWrong) {
            try it.does(.enrol(guest), officer: officer("auditor"))
        }
        try it.does(.enrol(guest), officer: officer("system"))
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "An office without anybody for a role, with one key for two, or of another kind is not enrolled"
    )
    func whole() throws {
        var it = Conference()
        let wrong = [
            office([("clerk", .business), ("keeper", .keys)]),
            office([("clerk", nil), ("keeper", .keys)], twins: true),
        ]
        for office in wrong {
            #expect(throws: Refusal.malformed) { try it.does(.enrol(office), by: nil) }
        }
        let sample = Conference.sample(party("wtj"))
        let unit = Party(
            id: sample.id,
            kind: .department,
            name: sample.name,
            curveKeys: sample.curveKeys,
            actKeys: [ActKey(officer: officer("a"), verifierKey: "k", role: .business)],
            feedPort: sample.feedPort,
            handlesReports: false
        )
        #expect(throws: Refusal.malformed) { try it.does(.enrol(unit), by: nil) }
        try it.does(
            .enrol(
                office([("a", .business), ("b", .keys), ("c", .administration), ("d", .audit)])
            ),
            by: nil
        )
    }

    @Test("One officer takes a key away, never all but one; giving and changing takes two")
    func removal() throws {
        var it = try conference(office())
        let keeper = officer("keeper")
        let fewer = office(Array(Self.roles.dropLast()))
        #expect(it.docket.needsTwo(toEnrol: office(Self.roles + [("more", nil)])))
        let changed = Array(Self.roles.dropLast()) + [("auditor", OfficerRole?.none)]
        #expect(it.docket.needsTwo(toEnrol: office(changed)))
        #expect(!it.docket.needsTwo(toEnrol: fewer))
        #expect(throws: Refusal.roleWrong) {
            try it.does(.enrol(fewer), officer: Conference.clerk)
        }
        try it.does(.enrol(fewer), officer: keeper)
        #expect(it.docket.party(.office)?.party.actKeys.count == 3)
        try it.does(.enrol(office(Array(Self.roles.prefix(2)))), officer: keeper)
        // The auditor is not one of two.
        for one in [[Self.roles[0]], [Self.roles[0], Self.roles[3]]] {
            #expect(throws: Refusal.secondOfficerRequired) {
                try it.does(.enrol(office(one)), officer: keeper)
            }
        }
        #expect(it.docket.officersSign)
    }
}
