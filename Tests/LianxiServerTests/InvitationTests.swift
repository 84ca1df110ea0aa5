import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Testing

@Suite("Units come in by invitation", .timeLimit(.minutes(1)))
struct InvitationTests {
    private static let guest = PartyID(fixed: "water")
    private static let second = OfficerID(fixed: "second")
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
        let invitation = Invitation(party: Self.guest, token: Self.token, expires: expires)
        let request = InviteRequest(officer: Samples.coordinator, invitation: invitation)
        return try await world.ask(.office, request).entry
    }

    @Test("Whoever has the token is enrolled by another officer, and the entry says by which")
    func invited() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let invitation = try await invite(world)
            await #expect(throws: DeskRefusal(.secondOfficerRequired)) {
                try await world.ask(
                    .office,
                    EnrolRequest(party: draft(), officer: Samples.coordinator, token: Self.token)
                )
            }
            let request = EnrolRequest(party: draft(), officer: Self.second, token: Self.token)
            let entry = try await world.ask(.office, request).entry
            let stored = try EntryCodec.decode(world.storage.entries[Int(entry)].bytes)
            guard case .partyEnrolled(let party) = stored.event else {
                Issue.record("entry \(entry) enrols nobody")
                return
            }
            #expect(party.invitation == invitation)
            #expect(stored.cause?.officer == Self.second)
            let other = EnrolRequest(
                party: draft(Samples.labour),
                officer: Self.second,
                token: Self.token
            )
            await #expect(throws: DeskRefusal(.invitationInvalid)) {
                try await world.ask(.office, other)
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
