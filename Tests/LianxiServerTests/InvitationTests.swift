import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Testing

@Suite("Units come in by invitation", .timeLimit(.minutes(1)))
struct InvitationTests {
    private static let guest = PartyID(fixed: "water")
    private static let second = Samples.archivist
    private static let token = Digest32.sha256(of: Array("the token".utf8))

    private func draft(_ id: PartyID = guest) -> PartyDraft {
        PartyDraft(
            id: id,
            kind: .department,
            name: "水务局",
            curveKeys: [String(repeating: "W", count: 40)],
            actKeys: [],
            handlesReports: false
        )
    }

    private func invite(_ world: World) async throws -> UInt64 {
        let expires = world.clock.now().adding(milliseconds: 86_400_000)
        let bare = Invitation(party: Self.guest, token: Self.token, expires: expires)
        let signed = try await Samples.signed(.invites(bare), by: Samples.coordinator)
        return try await world.ask(.office, invite(expires, signed)).entry
    }

    private func invite(_ expires: Timestamp, _ signed: SignedBy?) -> InviteRequest {
        InviteRequest(
            officer: Samples.coordinator,
            invitation: Invitation(
                party: Self.guest,
                token: Self.token,
                expires: expires,
                signed: signed?.value
            )
        )
    }

    /// The guest's enrolment, signed by the officer for these keys.
    private func enrol(
        _ id: PartyID = guest,
        by officer: OfficerID = second,
        with key: SigningKey? = nil
    ) async throws -> EnrolRequest {
        let word = draft(id).party(feedPort: 0).enrolling(token: Self.token)
        return EnrolRequest(
            party: draft(id),
            officer: officer,
            token: Self.token,
            signed: try await Samples.signed(word, by: officer, with: key)
        )
    }

    @Test("Who signs for another, for other keys or not at all neither invites nor enrols")
    func forged() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let expires = world.clock.now().adding(milliseconds: 86_400_000)
            let later = Invitation(
                party: Self.guest,
                token: Self.token,
                expires: expires.adding(milliseconds: 1)
            )
            let wrong = try await Samples.signed(.invites(later), by: Samples.coordinator)
            for (signed, refusal) in [(nil, .signatureRequired), (wrong, .badSignature)]
                as [(SignedBy?, Refusal)]
            {
                await #expect(throws: DeskRefusal(refusal)) {
                    try await world.ask(.office, invite(expires, signed))
                }
            }
            _ = try await invite(world)
            let others = draft(Samples.labour).party(feedPort: 0).enrolling(token: Self.token)
            let own = draft().party(feedPort: 0).enrolling(token: Self.token)
            let stolen = try SigningKey(
                name: "office/archivist",
                seed: Samples.seed(.office, Samples.coordinator)
            )
            for (signed, refusal) in [
                (nil, .signatureRequired),
                (try await Samples.signed(others, by: Self.second), .badSignature),
                (try await Samples.signed(own, by: Self.second, with: stolen), .unknownKey),
            ] as [(SignedBy?, Refusal)] {
                let request = EnrolRequest(
                    party: draft(),
                    officer: Self.second,
                    token: Self.token,
                    signed: signed
                )
                await #expect(throws: DeskRefusal(refusal)) {
                    try await world.ask(.office, request)
                }
            }
        }
    }

    @Test("Whoever has the token is enrolled by another officer, and the entry says by which")
    func invited() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let invitation = try await invite(world)
            await #expect(throws: DeskRefusal(.secondOfficerRequired)) {
                try await world.ask(.office, try await enrol(by: Samples.coordinator))
            }
            let entry = try await world.ask(.office, try await enrol()).entry
            let stored = try EntryCodec.decode(world.storage.entries[Int(entry)].bytes)
            guard case .partyEnrolled(let party) = stored.event else {
                Issue.record("entry \(entry) enrols nobody")
                return
            }
            #expect(party.invitation == invitation)
            #expect(stored.cause?.officer == Self.second)
            await #expect(throws: DeskRefusal(.invitationInvalid)) {
                try await world.ask(.office, try await enrol(Samples.labour))
            }
        }
    }

    @Test(
        "Where invitations are asked for, one officer gives the office its second key, and no third"
    )
    func ownKeys() async throws {
        let world = World()
        let founding = Founding(configuration: Samples.configuration(), parts: try world.parts())
        try await founding.found(
            name: "one officer",
            parties: [
                try Samples.party(.office, .office, officer: Samples.coordinator, curveKey: "O"),
                try Samples.party(.leaders, .leaders, curveKey: "L"),
            ]
        )
        var configuration = Samples.configuration()
        configuration.enrolsByInvitation = true
        func office(_ others: [OfficerID]) throws -> EnrolRequest {
            let party = try Samples.party(
                .office,
                .office,
                officer: Samples.coordinator,
                others: others,
                curveKey: "O"
            )
            return EnrolRequest(
                party: PartyDraft(
                    id: party.id,
                    kind: party.kind,
                    name: party.name,
                    curveKeys: party.curveKeys,
                    actKeys: party.actKeys,
                    handlesReports: false
                ),
                officer: Samples.coordinator
            )
        }
        try await world.serve(configuration) { world in
            _ = try await world.ask(.office, try office([Samples.archivist]))
            await #expect(throws: DeskRefusal(.invitationInvalid)) {
                try await world.ask(
                    .office,
                    try office([Samples.archivist, OfficerID(fixed: "third")])
                )
            }
        }
    }

    @Test("Where invitations are asked for, nobody comes in without one; else whom the office will")
    func required() async throws {
        let world = try await World.founded()
        var configuration = Samples.configuration()
        configuration.enrolsByInvitation = true
        try await world.serve(configuration) { world in
            await #expect(throws: DeskRefusal(.invitationInvalid)) {
                try await world.ask(.office, EnrolRequest(party: draft()))
            }
            let unknown = Digest32.sha256(of: [1])
            await #expect(throws: DeskRefusal(.invitationInvalid)) {
                try await world.ask(
                    .office,
                    EnrolRequest(party: draft(), officer: Self.second, token: unknown)
                )
            }
        }
        try await world.restarted().serve { world in
            _ = try await world.ask(.office, EnrolRequest(party: draft()))
        }
    }
}
